internal import Files
internal import Geospatial

/// The cells of a layer and what they hold as files: GeoJSON and CSV.
public struct CellDocument {
  private let table: CellTable

  /// How the numbers came about.
  public var provenance: Provenance { table.provenance }

  /// A document of a table.
  public init(_ table: CellTable) { self.table = table }

  /// `cell,x,y` and a column for each number; a row for each cell in the layer's order; x and y in metres on the plane.
  ///
  /// What cannot be known is an empty field.
  public func csv() -> [UInt8] {
    var writer = JSONWriter()
    writer.bytes += Array("cell,x,y\(table.columns.map { "," + $0.name }.joined())\n".utf8)
    for cell in 0..<table.count {
      writer.bytes += table.ids[cell].csvField
      let place = table.places[cell]
      for number in [place.x, place.y] + table.columns.map({ $0.values[cell] }) {
        writer.bytes.append(UInt8(ascii: ","))
        if let number { writer.append(number) }
      }
      writer.bytes.append(UInt8(ascii: "\n"))
    }
    return writer.bytes
  }

  /// A feature for each cell, the most incidents first.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` when a shape cannot be put back into degrees.
  public func geoJSON(in area: borrowing StudyArea, handling: Handling) throws(HotspotError) -> [UInt8] {
    var collection = FeatureCollection()
    for (index, cell) in table.ranking.enumerated() {
      var properties: JSONObject = ["cell": .string(table.ids[cell]), "rank": .integer(index + 1)]
      for column in table.columns {
        properties[column.name] = column.values[cell].map(JSONValue.number) ?? .null
      }
      collection.add(id: table.ids[cell], shape: cell, of: table.shapes, in: area, properties: properties)
    }
    return collection.document(members: handling.members(with: table.provenance))
  }
}

extension FeatureCollection {
  /// Adds the area or the street of a cell.
  mutating func add(
    id: String, shape cell: Int, of shapes: CellTable.Shapes, in area: borrowing StudyArea,
    properties: JSONObject
  ) {
    switch shapes {
    case .areas(let areas):
      var rings: [[[GeographicPoint]]] = []
      for part in areas[cell] { rings.append(area.degrees(part.rings)) }
      add(id: id, areas: rings, properties: properties)
    case .lines(let lines):
      add(id: id, lines: area.degrees(lines[cell]), properties: properties)
    }
  }
}
