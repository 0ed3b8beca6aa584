internal import Files
internal import Geospatial

/// Where two themes are hot at once.
///
/// Each theme's density is taken as a share of its own sum; a cell is as hot as the less hot of the two. The sum over all
/// cells is the overlap coefficient: 1 where the themes lie alike, 0 where they never meet. A zone must hold each
/// theme's fewest incidents.
///
/// Source: Inman & Bradley (1989), *Communications in Statistics: Theory and Methods* 18(10), for the coefficient.
public struct ThemeOverlap: Sendable {
  /// The other theme.
  public let theme: Theme

  /// Its incidents.
  public let incidents: Incidents

  /// How much of the two densities is common ground, from 0 to 1.
  public let coefficient: Double

  /// How many incidents both themes select: there they overlap by definition, not by what happens.
  public let inBoth: Int

  /// The other theme's incidents, or their weight, in each cell.
  let counts: [Double]

  /// As hot as the less hot of the two; what zones are cut from.
  let heights: ZoneHeights

  /// The overlap of a theme's `density` with that of another one's incidents on the same grid, spread as that theme says and
  /// refined as the first is.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when one of them has no incident on the grid.
  public init(
    of own: Incidents, density: RefinedDensity, with incidents: Incidents, theme: Theme, on grid: Grid,
    bands: Bands
  ) async throws(HotspotError) {
    let other = try await RefinedDensity(
      try KernelDensity(bandwidth: theme.bandwidth), edge: density.edge, isAdaptive: density.adaptive != nil,
      of: incidents, within: density.outline, bands: bands)
    let one = try await density.surface(on: grid, bands: bands).values
    let two = try await other.surface(on: grid, bands: bands).values
    let (sumOne, sumTwo) = (one.reduce(0, +), two.reduce(0, +))
    guard sumOne > 0, sumTwo > 0 else {
      let empty = sumOne > 0 ? "the theme \(theme.id) of --overlap" : "the theme"
      throw .insufficientData("\(empty) has no incident in the area: nothing can overlap")
    }
    let ceiling = two.map { $0 / sumTwo }
    let values = zip(one, ceiling).map { min($0 / sumOne, $1) }
    counts = CellCounts(of: incidents, on: grid).counts.values
    heights = ZoneHeights(
      values: values, besides: (counts, theme.rule.minimumIncidents), ceiling: ceiling)
    coefficient = values.reduce(0, +)
    inBoth = own.inCommon(with: incidents)
    self.theme = theme
    self.incidents = incidents
  }

  /// The other theme's incidents in a zone, or their weight.
  func incidents(in zone: Zone) -> Double { zone.cells.reduce(0.0) { $0 + counts[$1] } }

  /// What could not be told of the other theme, in sentences that name it.
  public var caveats: [String] {
    let both =
      inBoth == 0
      ? []
      : [
        "\(inBoth) incidents are of both themes as the records tell them: there the themes overlap by definition"
      ]
    return both + incidents.caveats.map { "\(theme.id): \($0)" }
  }

  /// The facts, for the provenance.
  var facts: JSONObject {
    [
      "theme": .string(theme.id), "incidents": .integer(incidents.count),
      "incidents_in_both": .integer(inBoth), "bandwidth_m": .number(theme.bandwidth),
      "overlap_coefficient": .number(coefficient.rounded(toPlaces: 6)),
      "heights": "the lesser of the two densities, each as a share of its sum",
      "minimum_incidents": .number(theme.rule.minimumIncidents),
      "stability": "the first theme's records are drawn again, the other's stand",
      "could_not_tell": .array(incidents.caveats.map(JSONValue.string)),
    ]
  }
}

extension Incidents {
  /// How many of these are among others too: of one table, those of one place and moment are taken for each other.
  fileprivate func inCommon(with others: Incidents) -> Int {
    struct Key: Hashable {
      let place: SIMD2<Double>
      let start: Int32
    }
    func key(_ incidents: Incidents, _ row: Int) -> Key {
      Key(place: SIMD2(incidents.spots.x(row), incidents.spots.y(row)), start: incidents.start[row])
    }
    var left: [Key: Int] = [:]
    for row in 0..<others.count { left[key(others, row), default: 0] += 1 }
    var common = 0
    for row in 0..<count {
      guard let more = left[key(self, row)], more > 0 else { continue }
      left[key(self, row)] = more - 1
      common += 1
    }
    return common
  }
}
