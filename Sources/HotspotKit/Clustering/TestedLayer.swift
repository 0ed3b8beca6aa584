internal import Files
public import Geospatial

/// Areas or streets of a file as the cells among which clusters are looked for, each with the number that is tested.
public struct TestedLayer: Sendable {
  /// The cells' ids.
  public let ids: [String]

  /// From where distances between cells are taken: the centroid of an area, the middle of a street; in metres.
  public let middles: PlanarPoints

  /// What is tested of each cell.
  public let values: [Double]

  /// What the tested number is called, such as `incidents` or `rate_per_1000`.
  public let measure: String

  /// What else stands beside it in an output: how many incidents, and what a rate was made of.
  public let columns: [Clusters.Column]

  /// Which cells touch or meet.
  public let touching: Adjacency

  /// The cell of each incident; −1 where it stands in none.
  public let cellOfIncident: [Int32]

  /// What a reader must know, in sentences.
  public let remarks: [String]

  /// How the numbers came about.
  public let provenance: Provenance

  let shapes: CellTable.Shapes

  /// How many cells there are.
  public var count: Int { ids.count }

  /// Areas and what they hold: incidents or their harm, or with a population incidents per 1,000 people.
  ///
  /// A rate is smoothed only towards the mean of all areas: smoothing towards an area's neighbours would make neighbours
  /// alike, which is what is tested. An area without people has no rate and is no cell.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` for local smoothing, or rates of harm or of weights.
  public init(
    _ cells: PolygonCells, of incidents: Incidents, population: Population? = nil,
    smoothing: EmpiricalBayes? = nil
  ) throws(HotspotError) {
    if population != nil {
      guard smoothing != .local else {
        throw .invalidParameter(
          "--smoothing local makes neighbours alike, and whether they are is what is tested: take global, or none"
        )
      }
      guard incidents.measure == .incidents else {
        throw .invalidParameter("--population gives rates of incidents: leave --weight out, or --population")
      }
    }
    let table = cells.table(of: incidents, population: population, smoothing: smoothing ?? .global)
    let rate = smoothing == nil ? "rate_per_1000" : "smoothed_rate_per_1000"
    let measure = population == nil ? Self.measure(of: incidents) : rate
    let known = table[measure] ?? []
    let kept = known.indices.filter { known[$0] != nil }
    guard !kept.isEmpty else {
      throw .insufficientData("no area has people in \(population?.source ?? cells.source)")
    }
    self.init(
      table: table, measure: measure, kept: kept, middles: cells.centroids, touching: cells.touching(),
      cellOfIncident: AreaCounts(of: incidents.counted, in: cells.polygons).areaOfIncident)
  }

  /// Streets and what counts on them.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when `snap` is not between 0 and 1,000 m.
  public init(
    _ streets: StreetCells, of incidents: Incidents, snap: Double = StreetCells.usualSnap
  ) throws(HotspotError) {
    let table = try streets.table(of: incidents, snap: snap)
    let kept = streets.kept
    var places = [Int32](repeating: -1, count: streets.count)
    for (place, street) in kept.enumerated() { places[street] = Int32(place) }
    let all = streets.touching()
    let pairs = kept.flatMap { street in
      all[street].compactMap { places[Int($0)] < 0 ? nil : (Int(places[street]), Int(places[Int($0)])) }
    }
    self.init(
      table: table, measure: Self.measure(of: incidents), kept: Array(0..<table.count), middles: table.places,
      touching: Adjacency(count: kept.count, pairs: pairs),
      cellOfIncident: try SnappedIncidents(incidents, on: streets, within: snap).streetOfIncident)
  }

  private static func measure(of incidents: Incidents) -> String {
    incidents.measure == .harm ? "harm" : "incidents"
  }

  /// Those cells of a table that have the number which is tested.
  private init(
    table: CellTable, measure: String, kept: [Int], middles: PlanarPoints, touching: Adjacency,
    cellOfIncident: [Int32]
  ) {
    var places = [Int32](repeating: -1, count: table.count)
    for (place, cell) in kept.enumerated() { places[cell] = Int32(place) }
    ids = kept.map { table.ids[$0] }
    self.middles = PlanarPoints(kept.map { middles[$0] })
    values = kept.map { (table[measure] ?? [])[$0] ?? 0 }
    self.measure = measure
    columns = ["incidents", "harm", "population", "rate_per_1000"].filter { $0 != measure }.compactMap {
      name in
      table[name].map { column in
        Clusters.Column(name: name, values: .numbers(kept.map { column[$0] ?? .nan }))
      }
    }
    self.touching = Adjacency(
      count: kept.count,
      pairs: kept.flatMap { cell in
        touching[cell].compactMap { places[Int($0)] < 0 ? nil : (Int(places[cell]), Int(places[Int($0)])) }
      })
    self.cellOfIncident = cellOfIncident.map { $0 < 0 ? -1 : places[Int($0)] }
    switch table.shapes {
    case .areas(let areas): shapes = .areas(kept.map { areas[$0] })
    case .lines(let lines): shapes = .lines(kept.map { lines[$0] })
    }
    remarks =
      table.remarks
      + (kept.count < table.count
        ? ["\(table.count - kept.count) areas without people have no rate and are no cells here"] : [])
    provenance = table.provenance
  }
}
