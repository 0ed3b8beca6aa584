internal import Geospatial

/// A planted hotspot: a disc that draws a share of its category's rows.
struct SampleHotspot {
  /// `H01` onwards.
  let name: String
  let category: Int
  let centre: PlanarPoint

  /// In metres.
  let radius: Double

  /// The share of the category's rows that are drawn inside, besides what the background puts there.
  let share: Double

  /// The addresses inside, each as likely as the other.
  let addresses: [Int]
}

/// Where the rows of each category lie: planted hotspots, and a background that follows the streets.
struct SampleWhereabouts {
  let hotspots: [SampleHotspot]

  /// By category: the hotspots' positions in ``hotspots``, and their shares summed up.
  private var planted: [(hotspots: [Int], sums: [Double])] = []

  /// By category: the background's weight up to and including each address.
  private var background: [[Double]] = []

  init(
    addresses: SampleAddresses, premises: SamplePremises, hasHotspots: Bool = true,
    random: inout SeededRandom
  ) {
    var hotspots: [SampleHotspot] = []
    for (number, category) in SampleCategory.all.enumerated() {
      let first = hotspots.count
      while hasHotspots, hotspots.count - first < category.hotspots.count {
        let centre: Int
        if category.hotspots.atPubs, let pubs = premises.places[.pubs] {
          centre = pubs[random.below(pubs.count)].address
        } else {
          // The towns' addresses come first: the larger the town, the likelier.
          centre = random.below(addresses.ofTown.last?.upperBound ?? 1)
        }
        let point = addresses.points[centre]
        let radius = Double(20 + random.below(21)) * 5
        let inside = addresses.within(radius, of: point)
        // Compact and apart from one another: 500 m between centres, and enough doors to spread over.
        let isApart = hotspots[first...].allSatisfy { $0.centre.squaredDistance(to: point) > 250_000 }
        guard isApart, inside.count >= 40 else { continue }
        let shares = category.hotspots.shares
        let share = shares.lowerBound + random.unit() * (shares.upperBound - shares.lowerBound)
        hotspots.append(
          SampleHotspot(
            name: hotspots.count < 9 ? "H0\(hotspots.count + 1)" : "H\(hotspots.count + 1)",
            category: number, centre: point, radius: radius,
            // In thousandths, so that the truth is written without loss.
            share: (share * 1000).rounded() / 1000, addresses: inside))
      }
      let own = Array(first..<hotspots.count)
      var sum = 0.0
      planted.append(
        (
          own,
          own.map {
            sum += hotspots[$0].share
            return sum
          }
        ))
    }
    self.hotspots = hotspots

    // Categories share their factors: each is worked out once.
    var known: [String: [Bool]] = [:]
    for category in SampleCategory.all {
      var weights = addresses.bustle
      if category.isCentral { for index in weights.indices { weights[index] *= weights[index] } }
      for factor in category.factors {
        let key = "\(factor.kind) \(factor.metres)"
        let near =
          known[key] ?? premises.near(factor.kind, within: factor.metres, addresses: addresses)
        known[key] = near
        for index in weights.indices where near[index] { weights[index] *= factor.relativeRisk }
      }
      for index in weights.indices.dropFirst() { weights[index] += weights[index - 1] }
      background.append(weights)
    }
  }

  /// An address for a row of a category, and the hotspot that drew it, if one did.
  func draw(_ category: Int, random: inout SeededRandom) -> (address: Int, hotspot: Int?) {
    let (own, sums) = planted[category]
    let number = random.unit()
    if let whole = sums.last, number < whole {
      let hotspot = own[sums.firstPosition(above: number)]
      let inside = hotspots[hotspot].addresses
      return (inside[random.below(inside.count)], hotspot)
    }
    let weights = background[category]
    return (weights.firstPosition(above: random.unit() * (weights.last ?? 0)), nil)
  }
}
