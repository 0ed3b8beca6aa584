internal import Files
public import Geospatial

/// Where, as of a day, incidents are more likely than chance would have it because others happened near by.
///
/// A cell of the grid is live when its middle lies within a raised band of the middle of a cell that holds a recent
/// incident: the same for every incident of that cell, so no area is drawn round an address. Where several incidents
/// reach a cell the most raised band counts, and they are not multiplied.
public struct LiveAreas: Sendable {
  /// What makes a band raised.
  public struct Rule: Hashable, Sendable {
    /// The largest p.
    public let alpha: Double

    /// The smallest ratio of the observed pairs to the mean expected.
    public let ratio: Double

    /// A rule from its two bounds.
    ///
    /// - Throws: ``HotspotError/invalidParameter(_:)`` unless alpha is above 0 and at most 1 and the ratio at least 1.
    public init(alpha: Double = 0.05, ratio: Double = 1.2) throws(HotspotError) {
      guard alpha > 0, alpha <= 1 else {
        throw .invalidParameter("alpha \(alpha): give a number above 0 and at most 1, such as 0.05")
      }
      guard ratio >= 1, ratio.isFinite else {
        throw .invalidParameter("ratio \(ratio): give a number of 1 or more, such as 1.2")
      }
      self.alpha = alpha
      self.ratio = ratio
    }
  }

  /// The areas, those that most incidents opened first, then the most raised.
  public let areas: [LiveArea]

  /// The table they rest on.
  public let table: KnoxTable

  /// What made a band raised.
  public let rule: Rule

  /// The day, counted from 1970.
  public let asOf: Int

  /// The grid of their cells.
  public let grid: Grid

  /// How many incidents are recent enough for a raised band to be open.
  public let origins: Int

  /// Why there are none, in a sentence; `nil` where there are some.
  public let reasonForNone: String?

  /// How they came about.
  public let provenance: Provenance

  /// How many incidents lie after the day: they open nothing, and the table rests on them all the same.
  public let later: Int

  /// The live areas of incidents as of a day, counted from 1970; without one, as of the day after the last incident.
  ///
  /// Incidents after that day open nothing. Time O(recent incidents × cells within the last raised band).
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` when GEOS cannot dissolve an area;
  ///   ``HotspotError/insufficientData(_:)`` when no incident says its day.
  public init(
    of incidents: Incidents, table: KnoxTable, rule: Rule, asOf given: Int? = nil, on grid: Grid
  ) throws(HotspotError) {
    let events = try DatedPlaces(incidents)
    let last = events.firstDay + Int(events.days.max() ?? 0)
    let asOf = given ?? last + 1
    let raised = table.raised(alpha: rule.alpha, ratio: rule.ratio)
    var spread = OpenBands(raised: raised, grid: grid, measure: table.method.measure)
    var origins = 0
    for index in events.days.indices {
      let day = events.firstDay + Int(events.days[index])
      let place = PlanarPoint(x: events.xs[index], y: events.ys[index])
      if spread.open(index, at: place, day: day, asOf: asOf) { origins += 1 }
    }
    do { areas = try spread.areas() } catch { throw .geospatial(error) }
    self.table = table
    self.rule = rule
    self.asOf = asOf
    self.grid = grid
    self.origins = origins
    later = events.days.count { events.firstDay + Int($0) > asOf }
    reasonForNone =
      areas.isEmpty ? Self.reason(raised: raised, asOf: asOf, last: last, rule: rule) : nil
    provenance = table.provenance.adding(
      "near-repeat-areas",
      [
        "as_of": .string(CivilTime.text(day: asOf)), "alpha": .number(rule.alpha),
        "ratio_at_least": .number(rule.ratio), "cell": .string(grid.shape.description),
        "raised_bands": .integer(raised.count), "originating_incidents": .integer(origins),
        "areas": .integer(areas.count),
      ])
  }

  private static func reason(raised: [KnoxCell], asOf: Int, last: Int, rule: Rule) -> String {
    let bar = "p at most \(rule.alpha) and at least \(rule.ratio.formattedPlainly) times what chance gives"
    if raised.isEmpty { return "no live areas: no band of the table is raised (\(bar))" }
    if raised.allSatisfy(\.distance.isSamePlace) {
      return """
        no live areas: only repeats at the same place are raised (\(bar)): protect those, the \
        streets around are no likelier than elsewhere
        """
    }
    return """
      no live areas on \(CivilTime.text(day: asOf)): no incident near enough before that day; the last is of \
      \(CivilTime.text(day: last))
      """
  }
}

/// Live cells that hang together by their edges.
public struct LiveArea: Sendable {
  /// Stable from run to run: its first cell's.
  public let id: String

  /// The cells, in the grid's order.
  public let cells: [Int]

  /// The edge, in metres.
  public let polygon: Polygon<PlanarPoint>

  /// The area of the cells, in square metres.
  public let area: Double

  /// The ratios of the bands that are open in its cells, each cell's most raised one: lowest, mean over the cells, and
  /// highest.
  public let ratios: (lowest: Double, mean: Double, highest: Double)

  /// The largest p among these bands.
  public let p: Double

  /// The upper bound of the widest of these bands, in metres.
  public let reach: Double

  /// The upper bound of the longest of these bands, in days.
  public let days: Int

  /// The last day, counted from 1970, on which a raised band stays open without a break in every cell.
  public let wholeUntil: Int

  /// Likewise, in any cell.
  public let until: Int

  /// How many incidents open a raised band here.
  public let incidents: Int

  /// How much likelier than chance a repeat at the very place of one of them is; `nil` where that is not raised.
  public let repeatRatio: Double?
}
