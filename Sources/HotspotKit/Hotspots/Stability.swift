internal import Geospatial

/// How often zones would have been found if chance had dealt other records.
///
/// The rows are drawn again with replacement, the whole rule is applied again, and a zone counts as found
/// when at least half of its area lies in the first k zones, k being the number of zones at hand.
///
/// Source: Efron & Tibshirani (1993), *An Introduction to the Bootstrap*, ch. 6.
struct Stability: Sendable {
  private let cutter: ZoneCutter
  private let seed: UInt64
  private let rowWeights: [Double]?
  /// Whether a zone's fewest incidents are held against how many they are, not against what they count for.
  private let isByHarm: Bool
  /// Heights of sum one below which those of a resample are cut, by cell; `nil` where they stand as they are.
  private let ceiling: [Double]?
  /// The location of each row; rows that share a coordinate share a location.
  private let locationOfRow: [Int32]
  /// How many cells any location stands in or reaches; they are known by their place among these.
  private let cellCount: Int
  /// The cell of each location, −1 for none, and the cells its kernel reaches with their heights.
  private let cellOfLocation: [Int32]
  private let starts: [Int]
  private let reached: [Int32]
  private let heights: [Double]

  /// Above this the heights alone would take 600 MB, and resampling minutes.
  private static let mostHeights = 50_000_000

  /// Refuses a bandwidth that reaches too many cells from too many places to be resampled.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` with what to change.
  static func require(_ density: RefinedDensity, for incidents: Incidents, on grid: Grid) throws(HotspotError)
  {
    func cells(within reach: Double) -> Double {
      min(Double(grid.count), Double.pi * reach * reach / grid.shape.area)
    }
    let (within, places): (Double, Int)
    if let reaches = density.reaches, !reaches.isEmpty {
      // Places of unlike reach, by their mean.
      within = reaches.reduce(0) { $0 + cells(within: $1) } / Double(reaches.count)
      places = reaches.count
    } else {
      within = cells(within: density.base.profile.reach)
      // Counting places costs a pass over the rows: only where their number decides.
      guard within * Double(incidents.count) > Double(mostHeights) else { return }
      let spots = incidents.spots
      places = spots.numbers == nil ? EqualPlaces(of: spots.places).places.count : spots.xs.count
    }
    guard within * Double(places) > Double(mostHeights) else { return }
    throw .invalidParameter(
      """
      a \(density.base) reaches some \(Int(within)) cells of \(grid.shape) from each of \(places) places: \
      too many to resample; take a shorter --bandwidth or larger cells
      """)
  }

  /// Prepares the resampling; `insideShares` are those of the density on the cutter's grid. Time O(rows + locations × cells
  /// within the bandwidth).
  ///
  /// Bandwidths and what is made good at the edge stay as all records have them, as a bandwidth does that a rule found.
  init(
    of incidents: Incidents, density: RefinedDensity, insideShares: [Double]? = nil, cutter: ZoneCutter,
    ceiling: [Double]? = nil, seed: UInt64
  ) {
    let grid = cutter.grid
    var known = EqualPlaces()
    var cellOfLocation: [Int32] = []
    var starts = [0]
    var reached: [Int32] = []
    var heights: [Double] = []
    locationOfRow = (0..<incidents.count).map { row in
      let point = incidents.point(row)
      let location = known.number(of: SIMD2(point.x, point.y))
      guard location == cellOfLocation.count else { return Int32(truncatingIfNeeded: location) }
      cellOfLocation.append(grid.cell(holding: point).map(Int32.init) ?? -1)
      let (profile, factor) = density.spread(ofIncident: row)
      for cell in grid.cells(within: profile.reach, of: point) {
        let centre = grid.centre(of: cell)
        let (dx, dy) = (centre.x - point.x, centre.y - point.y)
        let inside = insideShares?[cell] ?? 1
        guard inside > 0 else { continue }
        let height = profile.height(dySquared: dy * dy, dxSquared: dx * dx) * factor / inside
        guard height > 0 else { continue }
        reached.append(Int32(cell))
        heights.append(height)
      }
      starts.append(reached.count)
      return Int32(truncatingIfNeeded: location)
    }
    // Only these cells can ever be hot: what a resample costs does not depend on how large the area is.
    var places = [Int32](repeating: -1, count: grid.count)
    for cell in reached { places[Int(cell)] = 0 }
    for cell in cellOfLocation where cell >= 0 { places[Int(cell)] = 0 }
    var cells: [Int32] = []
    for cell in places.indices where places[cell] == 0 {
      places[cell] = Int32(cells.count)
      cells.append(Int32(cell))
    }
    self.cellOfLocation = cellOfLocation.map { $0 < 0 ? -1 : places[Int($0)] }
    self.reached = reached.map { places[Int($0)] }
    (self.starts, self.heights, cellCount) = (starts, heights, cells.count)
    self.cutter = cutter.among(cells)
    self.ceiling = ceiling.map { ceiling in cells.map { ceiling[Int($0)] } }
    (self.seed, rowWeights, isByHarm) = (seed, incidents.weights, incidents.measure == .harm)
  }

  /// The share of resamples in which each patch is found again.
  func shares(of patches: [ZoneCutter.Patch], resamples: Int, bands: Bands) async -> [Double] {
    let groups = (resamples + Lanes.scalarCount - 1) / Lanes.scalarCount
    let found = await bands.map(groups) { band in
      var found = [Int](repeating: 0, count: patches.count)
      var floor = 0.0
      for group in band {
        let first = group * Lanes.scalarCount
        let draws = first..<min(first + Lanes.scalarCount, resamples)
        for again in foundAgain(patches, in: draws, floor: &floor) {
          for (index, isFound) in again.enumerated() where isFound { found[index] += 1 }
        }
      }
      return found
    }
    return patches.indices.map { index in
      Double(found.reduce(0) { $0 + $1[index] }) / Double(resamples)
    }
  }

  /// So many resamples are reckoned side by side: each height is fetched once for all of them.
  private typealias Lanes = SIMD8<Double>

  /// For each of at most eight resamples which patches are found again.
  private func foundAgain(
    _ patches: [ZoneCutter.Patch], in resamples: Range<Int>, floor: inout Double
  ) -> [[Bool]] {
    var held = [Lanes](repeating: .zero, count: cellOfLocation.count)
    var incidents = [[Double]](repeating: [], count: resamples.count)
    var records = [[Double]?](repeating: nil, count: resamples.count)
    for (lane, resample) in resamples.enumerated() {
      let drawn = draw(resample)
      for (location, amount) in drawn.held.enumerated() { held[location][lane] = amount }
      (incidents[lane], records[lane]) = (byCell(drawn.held), drawn.records)
    }
    var surface = [Lanes](repeating: .zero, count: cellCount)
    for location in held.indices {
      let amounts = held[location]
      for entry in starts[location]..<starts[location + 1] {
        surface[Int(reached[entry])] += amounts * heights[entry]
      }
    }
    return resamples.indices.map { resample in
      let lane = resample - resamples.lowerBound
      var heights = surface.map { $0[lane] }
      if let ceiling {
        let sum = heights.reduce(0, +)
        for cell in heights.indices { heights[cell] = min(heights[cell] / sum, ceiling[cell]) }
      }
      return foundAgain(
        patches,
        among: cutter.patches(
          heights: heights, incidents: incidents[lane], records: records[lane], floor: &floor))
    }
  }

  /// What the rows drawn for a resample count for at each location, and how many stand in each cell where that matters.
  private func draw(_ resample: Int) -> (held: [Double], records: [Double]?) {
    var random = SeededRandom(seed: seed, stream: UInt64(resample))
    var held = [Double](repeating: 0, count: cellOfLocation.count)
    var records = isByHarm ? [Double](repeating: 0, count: cellCount) : nil
    for _ in locationOfRow.indices {
      let row = random.below(locationOfRow.count)
      held[Int(locationOfRow[row])] += rowWeights?[row] ?? 1
      if isByHarm, case let cell = cellOfLocation[Int(locationOfRow[row])], cell >= 0 {
        records?[Int(cell)] += 1
      }
    }
    return (held, records)
  }

  /// What locations hold, added up by the cell that they stand in.
  private func byCell(_ held: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: cellCount)
    for (location, amount) in held.enumerated() where cellOfLocation[location] >= 0 {
      sums[Int(cellOfLocation[location])] += amount
    }
    return sums
  }

  private func foundAgain(_ patches: [ZoneCutter.Patch], among again: [ZoneCutter.Patch]) -> [Bool] {
    let hot = Set(again.prefix(patches.count).flatMap(\.cells))
    return patches.map { patch in
      2 * patch.cells.count(where: hot.contains) >= patch.cells.count
    }
  }
}

extension Grid {
  /// The cells whose middle may lie within a distance of a place: those of the square round it.
  fileprivate func cells(within distance: Double, of point: PlanarPoint) -> [Int] {
    guard let extent = PlanarExtent(of: [point]) else { return [] }
    let square = shape.window(round: extent.widened(by: distance))
    return square.rows.flatMap { row in square.columns.compactMap { cell(column: $0, row: row) } }
  }
}
