internal import Geospatial

/// Which raised bands are open in which cells, and until when.
struct OpenBands {
  /// What is open in a cell.
  private struct Opening {
    /// The number of the most raised band among the raised.
    var band: Int
    var until: Int
    var incidents: [Int] = []
    var repeatBand: Int?
  }

  private let raised: [KnoxCell]
  private let grid: Grid
  private let measure: DistanceMeasure
  private var openings: [Int: Opening] = [:]

  init(raised: [KnoxCell], grid: Grid, measure: DistanceMeasure) {
    self.raised = raised
    self.grid = grid
    self.measure = measure
  }

  /// Opens what an incident raises as of a day; whether that is anything.
  mutating func open(_ incident: Int, at place: PlanarPoint, day: Int, asOf: Int) -> Bool {
    let repeatBand = band(at: { $0.isSamePlace }, elapsed: asOf - day)
    let origin = grid.shape.position(of: place)
    let middle = grid.shape.centre(column: origin.column, row: origin.row)
    var isOpen = false
    for distance in Set(raised.map(\.distance)).sorted(by: { $0.lower < $1.lower })
    where !distance.isSamePlace {
      guard let band = band(at: { $0 == distance }, elapsed: asOf - day) else { continue }
      let until = day + lastDay(of: band)
      for cell in cells(from: middle, in: distance) {
        var opening = openings[cell] ?? Opening(band: band, until: until)
        if isHigher(band, than: opening.band) { opening.band = band }
        opening.until = max(opening.until, until)
        if opening.incidents.last != incident { opening.incidents.append(incident) }
        if let repeatBand, opening.repeatBand.map({ isHigher(repeatBand, than: $0) }) ?? true {
          opening.repeatBand = repeatBand
        }
        openings[cell] = opening
        isOpen = true
      }
    }
    return isOpen
  }

  private func isHigher(_ a: Int, than b: Int) -> Bool {
    (raised[a].ratioToMean ?? 0) > (raised[b].ratioToMean ?? 0)
  }

  /// The raised band of a distance that is open so many days after an incident.
  private func band(at isDistance: (DistanceBand) -> Bool, elapsed: Int) -> Int? {
    raised.firstIndex {
      isDistance($0.distance) && elapsed >= $0.days.lower && elapsed < $0.days.upper ?? .max
    }
  }

  /// The last day after an incident on which this band or one that joins it is open.
  private func lastDay(of band: Int) -> Int {
    var end = raised[band].days.upper ?? .max
    while let next = raised.first(where: { $0.distance == raised[band].distance && $0.days.lower == end }) {
      end = next.days.upper ?? .max
    }
    return end - 1
  }

  /// The cells whose middles lie in a band of distances from another's.
  private func cells(from middle: PlanarPoint, in distance: DistanceBand) -> [Int] {
    guard let upper = distance.upper,
      let extent = PlanarExtent(of: [middle])?.widened(by: upper)
    else { return [] }
    // The cell itself is at no distance and belongs to the first band.
    let lower = distance.lower <= NearRepeat.samePlace ? 0 : distance.lower
    let window = grid.shape.window(round: extent)
    return window.rows.flatMap { row in
      window.columns.compactMap { column in
        let centre = grid.shape.centre(column: column, row: row)
        let apart = measure.distance(dx: centre.x - middle.x, dy: centre.y - middle.y)
        return apart >= lower && apart < upper ? grid.cell(column: column, row: row) : nil
      }
    }
  }

  /// The open cells as areas: joined where they share an edge.
  ///
  /// Joined whatever their bands are: cells of the most raised band alone would point at those that hold the incidents.
  func areas() throws(GeospatialError) -> [LiveArea] {
    let engine = try GeometryEngine()
    var areas: [LiveArea] = []
    for cells in patches() {
      let open = cells.compactMap { openings[$0] }
      let bands = Set(open.map(\.band)).map { raised[$0] }
      let ratios = open.map { raised[$0.band].ratioToMean ?? 0 }
      let untils = open.map(\.until)
      let again = open.compactMap(\.repeatBand).compactMap { raised[$0].ratioToMean }
      areas.append(
        LiveArea(
          id: "near-repeat-\(grid.id(of: cells[0]))", cells: cells,
          polygon: try engine.dissolve(cells.map(grid.polygon))[0],
          area: Double(cells.count) * grid.shape.area,
          ratios: (
            ratios.min() ?? 0, ratios.reduce(0, +) / Double(ratios.count), ratios.max() ?? 0
          ),
          p: bands.map(\.p).max() ?? 1, reach: bands.compactMap(\.distance.upper).max() ?? 0,
          days: bands.compactMap(\.days.upper).max() ?? 0, wholeUntil: untils.min() ?? 0,
          until: untils.max() ?? 0, incidents: Set(open.flatMap(\.incidents)).count, repeatRatio: again.max())
      )
    }
    return areas.sorted {
      ($1.incidents, $1.ratios.mean, $0.cells[0]) < ($0.incidents, $0.ratios.mean, $1.cells[0])
    }
  }

  /// The open cells in patches that hang together by edges, each in the grid's order.
  private func patches() -> [[Int]] {
    var left = Set(openings.keys)
    var patches: [[Int]] = []
    for seed in openings.keys.sorted() where left.remove(seed) != nil {
      var cells = [seed]
      var next = 0
      while next < cells.count {
        cells += grid.neighbours(of: cells[next]).filter { left.remove($0) != nil }
        next += 1
      }
      patches.append(cells.sorted())
    }
    return patches
  }
}
