internal import Files
internal import Geospatial

/// Surfaces over one grid as files: GeoJSON, CSV, and the ESRI ASCII grid of the last surface.
public struct SurfaceDocument {
  private let surfaces: [Surface]
  private let grid: Grid
  private let last: Surface

  /// How the last surface came about.
  public var provenance: Provenance { last.provenance }

  /// A document of surfaces over the same grid, at least one; features are ranked by the last.
  public init(_ surfaces: [Surface]) {
    precondition(!surfaces.isEmpty && surfaces.allSatisfy { $0.grid == surfaces[0].grid }, "one grid")
    self.surfaces = surfaces
    last = surfaces[surfaces.count - 1]
    grid = last.grid
  }

  /// A feature per cell, highest first; `null` where nothing can be told.
  public func geoJSON(in area: borrowing StudyArea, handling: Handling) -> [UInt8] {
    var collection = FeatureCollection()
    let ranking = last.ranking
    let rings = area.degrees(ranking.map { grid.polygon(of: $0).exterior })
    for (index, cell) in ranking.enumerated() {
      var properties: JSONObject = ["cell": .string(grid.id(of: cell)), "rank": .integer(index + 1)]
      for surface in surfaces { properties[surface.property] = .number(surface.values[cell]) }
      collection.add(id: grid.id(of: cell), rings: [rings[index]], properties: properties)
    }
    return collection.document(members: handling.members(with: last.provenance))
  }

  /// `cell,x,y` and a column per surface; a row per cell in the grid's order; x and y are the cell's middle
  /// in metres on the plane.
  public func csv() -> [UInt8] {
    var writer = JSONWriter()
    writer.bytes += Array("cell,x,y\(surfaces.map { "," + $0.name }.joined())\n".utf8)
    for cell in 0..<grid.count {
      let centre = grid.centre(of: cell)
      writer.bytes += Array(grid.id(of: cell).utf8)
      for number in [centre.x, centre.y] + surfaces.map({ $0.values[cell] }) {
        writer.bytes.append(UInt8(ascii: ","))
        // What cannot be told is an empty field.
        if !number.isNaN { writer.append(number) }
      }
      writer.bytes.append(UInt8(ascii: "\n"))
    }
    return writer.bytes
  }

  /// The last surface as an ESRI ASCII grid, rows from north to south, −9999 where there is no cell or nothing
  /// can be told.
  public func asciiGrid() throws(HotspotError) -> [UInt8] {
    guard case .square(let side) = grid.shape else {
      throw .invalidParameter("an .asc grid has square cells only: take --cell square:SIDE, or write CSV")
    }
    var writer = JSONWriter()
    let header: [(String, Double)] = [
      ("ncols", Double(grid.columns.count)), ("nrows", Double(grid.rows.count)),
      ("xllcorner", Double(grid.columns.lowerBound) * side),
      ("yllcorner", Double(grid.rows.lowerBound) * side),
      ("cellsize", side), ("NODATA_value", -9999),
    ]
    for (name, value) in header {
      writer.bytes += Array("\(name) ".utf8)
      writer.append(value)
      writer.bytes.append(UInt8(ascii: "\n"))
    }
    for row in grid.rows.reversed() {
      for (index, column) in grid.columns.enumerated() {
        if index > 0 { writer.bytes.append(UInt8(ascii: " ")) }
        let value = grid.cell(column: column, row: row).map { last.values[$0] } ?? .nan
        writer.append(value.isNaN ? -9999 : value)
      }
      writer.bytes.append(UInt8(ascii: "\n"))
    }
    return writer.bytes
  }
}

extension Surface {
  /// The surface's name as a GeoJSON property, with its unit.
  fileprivate var property: String {
    switch name {
    case "density", "relative_to", "difference": "\(name)_per_km2"
    case "density_per_day": "density_per_km2_day"
    default: name
    }
  }
}
