public import Geospatial
public import HotspotKit

extension Fixtures {
  /// A theme on cells of 100 m whose zones are single cells of at least two incidents.
  public static func theme(id: String = "test", windows: [String] = ["Fri 18:00-Sat 02:00"])
    throws(HotspotError)
    -> Theme
  {
    let list = windows.map { "\"\($0)\"" }.joined(separator: ", ")
    let text = """
      {id: \(id), title: T, select: {category: [x]}, cell: "square:100", bandwidth: 100,
       cut: {area_share: 0.01}, zones: {cap_cells: 1, most: 50, minimum_incidents: 2},
       tiers: {primary: 1, secondary: 1}, windows: [\(list)],
       tactics: [{do: Walk, owner: Beat team, p: prevent}, {do: Ask, owner: Detectives, p: pursue}]}
      """
    return try ThemeReader(naming: "test").theme(from: text)
  }

  /// A number of incidents at each of some places.
  public static func clustered(_ clusters: [(count: Int, x: Double, y: Double)]) -> PlanarPoints {
    let points = clusters.flatMap { cluster in
      (0..<cluster.count).map { _ in PlanarPoint(x: cluster.x, y: cluster.y) }
    }
    return PlanarPoints(points)
  }

  /// The hotspots of incidents in the square near Chelmsford, on cells of 100 m.
  public static func hotspots(of incidents: Incidents, theme: Theme) async throws(HotspotError) -> Hotspots {
    let area = try square()
    let grid = try area.grid(theme.cell, around: incidents)
    return try await Hotspots(of: incidents, theme: theme, on: grid, seed: 1, bands: Bands(threads: 1))
  }
}
