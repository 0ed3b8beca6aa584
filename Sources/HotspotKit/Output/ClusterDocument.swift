internal import Files
internal import Geospatial

/// Clusters as files: a row or a feature for every cell.
public struct ClusterDocument {
  private let clusters: Clusters
  private let grid: Grid

  /// How the clusters came about.
  public var provenance: Provenance { clusters.provenance }

  /// A document of the clusters among a grid's cells.
  public init(_ clusters: Clusters, on grid: Grid) {
    precondition(clusters.scores.count == grid.count, "one score per cell")
    (self.clusters, self.grid) = (clusters, grid)
  }

  /// A feature per cell, the highest standard score first and those without one last.
  public func geoJSON(in area: borrowing StudyArea, handling: Handling) -> [UInt8] {
    var collection = FeatureCollection()
    let heights = clusters.scores.map { $0.isNaN ? -.infinity : $0 }
    let ranking = heights.indices.sorted { (heights[$0], $1) > (heights[$1], $0) }
    let rings = area.degrees(ranking.map { grid.polygon(of: $0).exterior })
    for (index, cell) in ranking.enumerated() {
      var properties: JSONObject = ["cell": .string(grid.id(of: cell)), "rank": .integer(index + 1)]
      for column in clusters.columns { properties[column.name] = column.json(of: cell) }
      collection.add(id: grid.id(of: cell), rings: [rings[index]], properties: properties)
    }
    return collection.document(members: handling.members(with: clusters.provenance))
  }

  /// `cell,x,y` and a column for each of the clusters'; a row per cell in the grid's order; x and y are the
  /// cell's middle in metres on the plane; what cannot be known is empty.
  public func csv() -> [UInt8] {
    var writer = JSONWriter()
    writer.bytes += Array("cell,x,y\(clusters.columns.map { "," + $0.name }.joined())\n".utf8)
    for cell in 0..<grid.count {
      let centre = grid.centre(of: cell)
      writer.bytes += Array(grid.id(of: cell).utf8)
      for number in [centre.x, centre.y] {
        writer.bytes.append(UInt8(ascii: ","))
        writer.append(number)
      }
      for column in clusters.columns {
        writer.bytes.append(UInt8(ascii: ","))
        switch column.json(of: cell) {
        case .null: break
        case .string(let word): writer.bytes += Array(word.utf8)
        case let value: writer.append(value)
        }
      }
      writer.bytes.append(UInt8(ascii: "\n"))
    }
    return writer.bytes
  }
}

extension Clusters.Column {
  /// The value of a cell; null where it cannot be known.
  fileprivate func json(of cell: Int) -> JSONValue {
    switch values {
    case .numbers(let numbers): numbers[cell].isFinite ? .number(numbers[cell]) : .null
    case .whole(let numbers): .integer(numbers[cell])
    case .flags(let flags): .bool(flags[cell])
    case .words(let words): .string(words[cell])
    }
  }
}
