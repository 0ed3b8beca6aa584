/// Rates drawn towards what is usual, the more the fewer people they rest on.
///
/// One incident among forty residents is no sign of a dangerous place: the rate of a small area says little, and
/// is drawn to the mean; that of a large one stays. The prior is estimated by moments, its variance never below
/// nought. A mean over areas without a single incident is nought, and so is what is drawn to it.
///
/// Source: Marshall (1991), *Applied Statistics* 40(2): 283–294.
public enum EmpiricalBayes: String, CaseIterable, Sendable {
  /// Towards the mean of all areas; as `spdep::EBest(family = "poisson")`, and as `esda`'s `Empirical_Bayes` where
  /// the prior's variance is above nought.
  case global

  /// Towards the mean of an area and those it touches, each deviation measured from that mean; as
  /// `esda`'s `Spatial_Empirical_Bayes` and `spdep::EBlocal(geoda = TRUE)`. An area that touches none keeps its rate.
  case local

  /// A way to smooth, as it is written on the command line.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when there is none of that name.
  public init(_ text: String) throws(HotspotError) {
    guard let known = Self(rawValue: text) else {
      throw .invalidParameter(
        "smoothing '\(text)': write \(Self.allCases.map(\.rawValue).joined(separator: " or "))")
    }
    self = known
  }

  /// The smoothed rates, incidents per head, one per area; `nil` where an area has no people.
  ///
  /// `touching` is needed for ``local`` alone. Time O(areas + pairs).
  func rates(incidents: [Double], people: [Double?], touching: Adjacency?) -> [Double?] {
    let inhabited = people.indices.filter { (people[$0] ?? 0) > 0 }
    let heads = people.map { $0 ?? 0 }
    var rates = [Double?](repeating: nil, count: people.count)
    let all = Prior(of: inhabited, incidents: incidents, people: heads)
    for area in inhabited {
      var prior = all
      if self == .local, let touching {
        let around = touching[area].map { Int($0) }.filter { heads[$0] > 0 }
        prior = Prior(of: [area] + around, incidents: incidents, people: heads)
      }
      rates[area] = prior.drawn(rate: incidents[area] / heads[area], people: heads[area])
    }
    return rates
  }
}

/// What the rates of some areas have in common.
private struct Prior {
  private let mean: Double
  private let variance: Double

  init(of areas: [Int], incidents: [Double], people: [Double]) {
    let heads = areas.reduce(0) { $0 + people[$1] }
    let mean = areas.reduce(0) { $0 + incidents[$1] } / heads
    let spread = areas.reduce(0.0) { sum, area in
      let off = incidents[area] / people[area] - mean
      return sum + people[area] * off * off
    }
    self.mean = mean
    variance = max(0, spread / heads - mean / (heads / Double(areas.count)))
  }

  func drawn(rate: Double, people: Double) -> Double {
    // A lone area's rate is its mean, and where the mean is nought every rate is.
    guard variance > 0 else { return mean }
    return mean + (rate - mean) * variance / (variance + mean / people)
  }
}
