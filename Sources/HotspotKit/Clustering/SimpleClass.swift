/// What became of a place over the slices of time, in five plain words.
///
/// The last fifth of the slices is recent, the others are earlier; no slice is both. Shares are of slices in which
/// Gi* is significant and above nought (below for coldspots). The first that fits is taken, in the order in which
/// they stand here; a place with both a hot and a cold pattern is mixed.
///
/// Source: Chainey (2020), *Understanding Crime: Analyzing the Geography of Crime*; thresholds as the R package
/// `sfhotspot` documents them.
public enum SimpleClass: String, CaseIterable, Hashable, Sendable {
  /// Hot in at least eight tenths of all slices.
  case persistentHot = "persistent hotspot"
  case persistentCold = "persistent coldspot"
  /// Hot in at least a tenth of the recent slices and in fewer of the earlier ones.
  case emergingHot = "emerging hotspot"
  case emergingCold = "emerging coldspot"
  /// Hot in at least a tenth of the earlier slices and in fewer of the recent ones.
  case formerHot = "former hotspot"
  case formerCold = "former coldspot"
  /// Hot in at least a tenth of all slices.
  case intermittentHot = "intermittent hotspot"
  case intermittentCold = "intermittent coldspot"
  /// One of these hot and one of these cold.
  case mixed
  /// None of these.
  case none = "no pattern"

  /// How many of so many slices are recent: a fifth of them, rounded down, and at least one.
  public static func recent(of slices: Int) -> Int { max(1, slices / 5) }

  /// The class of a place by its Gi* and p-values, slice by slice from the earliest on; a slice is significant
  /// when its p-value is at most α.
  public init(scores: [Double], pValues: [Double], alpha: Double) {
    let hot = Kind(zip(scores, pValues).map { $0 > 0 && $1 <= alpha })
    let cold = Kind(zip(scores, pValues).map { $0 < 0 && $1 <= alpha })
    self =
      switch (hot, cold) {
      case (.none, .none): .none
      case (.persistent, .none): .persistentHot
      case (.emerging, .none): .emergingHot
      case (.former, .none): .formerHot
      case (.intermittent, .none): .intermittentHot
      case (.none, .persistent): .persistentCold
      case (.none, .emerging): .emergingCold
      case (.none, .former): .formerCold
      case (.none, .intermittent): .intermittentCold
      default: .mixed
      }
  }

  /// The pattern of the slices in which a place is significant on one side.
  private enum Kind {
    case persistent, emerging, former, intermittent, none

    init(_ isSignificant: [Bool]) {
      let recent = isSignificant.suffix(SimpleClass.recent(of: isSignificant.count))
      let earlier = isSignificant.dropLast(recent.count)
      let isRecent = Self.isTenth(recent)
      let isEarlier = Self.isTenth(earlier)
      if !isSignificant.isEmpty, 10 * isSignificant.count(where: { $0 }) >= 8 * isSignificant.count {
        self = .persistent
      } else if isRecent != isEarlier {
        self = isRecent ? .emerging : .former
      } else {
        self = Self.isTenth(isSignificant[...]) ? .intermittent : .none
      }
    }

    private static func isTenth(_ slices: ArraySlice<Bool>) -> Bool {
      !slices.isEmpty && 10 * slices.count { $0 } >= slices.count
    }
  }
}
