internal import Geospatial

/// People spread evenly over areas, and smoothed by a kernel without any grid.
struct PopulationField: Sendable {
  private let polygons: [[Polygon<PlanarPoint>]]
  private let areas: PolygonIndex
  /// People per square kilometre of each area; nought where nobody knows.
  private let densities: [Double]

  /// Areas that do not overlap, each with its people per square kilometre.
  init(_ polygons: [[Polygon<PlanarPoint>]], densities: [Double]) {
    self.polygons = polygons
    self.densities = densities
    areas = PolygonIndex(polygons)
  }

  init(_ population: Population, of cells: PolygonCells) {
    self.init(
      cells.polygons,
      densities: zip(population.people, cells.areas).map { people, area in
        area > 0 ? (people ?? 0) / area * 1e6 : 0
      })
  }

  /// ∫ k(x − u) · people(u) du at each cell's middle, per square kilometre.
  ///
  /// The density at the place itself, less for each area what of the kernel lies beyond its edges. Time O(edges + cells ×
  /// edges within reach).
  func values(of kernel: Kernel, bandwidth: Double, on grid: Grid, bands: Bands) async -> [Double] {
    let edges = OutlineEdges(polygons, weights: densities, pieces: bandwidth)
    let tail = KernelTail(kernel: kernel, bandwidth: bandwidth)
    return await bands.map(grid.count) { range in
      range.map { cell in
        var middle = grid.centre(of: cell)
        var beyond = edges.beyond(tail, from: middle.x, middle.y)
        if beyond.isOnEdge || beyond.isOnCorner {
          middle.x += OutlineEdges.aside.x
          middle.y += OutlineEdges.aside.y
          beyond = edges.beyond(tail, from: middle.x, middle.y)
        }
        let here = areas.area(holding: middle).map { densities[$0.first] } ?? 0
        // Rounding alone may leave a hair less than nothing far from all people.
        return max(here - beyond.sum, 0)
      }
    }.flatMap(\.self)
  }
}
