/// The places that hold most in a period.
struct TopPlaces: Hashable, Sendable {
  /// The places.
  let places: Set<Int>

  /// How many places hold as much as the last one chosen, some of them chosen and some not; 0 where the cut is clean.
  let tied: Int

  /// At most `most` places, none without an incident; among equals at the cut chance decides.
  init(of sums: [Double], most: Int, random: inout SeededRandom) {
    let held = sums.indices.filter { sums[$0] > 0 }
    guard held.count > most else {
      places = Set(held)
      tied = 0
      return
    }
    let cut = held.map { sums[$0] }.sorted(by: >)[most - 1]
    var chosen = held.filter { sums[$0] > cut }
    var equals = held.filter { sums[$0] == cut }
    let open = most - chosen.count
    tied = open < equals.count ? equals.count : 0
    for index in 0..<open {
      equals.swapAt(index, index + random.below(equals.count - index))
      chosen.append(equals[index])
    }
    places = Set(chosen)
  }
}

/// How the top places of one period fared in the next.
public struct TopChange: Hashable, Sendable {
  /// Places among the top in both.
  public let stayed: Int

  /// Places among the top before and no more.
  public let left: Int

  /// Places among the top now that were not before.
  public let entered: Int

  /// What the earlier period's top places hold of the later one's incidents, as a share.
  public let heldByEarlier: Double

  /// The share of the earlier top places that would stay if the incidents of both periods were dealt to them by chance:
  /// as though no place had become better or worse. The mean of seeded dealings.
  public let stayedByChance: Double

  /// The share of the earlier top places that stayed; `nil` where there were none.
  public var stayedShare: Double? { stayed + left > 0 ? Double(stayed) / Double(stayed + left) : nil }
}
