internal import Files
internal import Geospatial

/// Clusters as files: a row or a feature for every cell.
public struct ClusterDocument {
  private let clusters: Clusters
  private let cells: Cells

  private enum Cells {
    case grid(Grid)
    case layer(TestedLayer)
  }

  /// How the clusters came about.
  public var provenance: Provenance { clusters.provenance }

  /// A document of the clusters among a grid's cells.
  public init(_ clusters: Clusters, on grid: Grid) {
    precondition(clusters.scores.count == grid.count, "one score per cell")
    (self.clusters, cells) = (clusters, .grid(grid))
  }

  /// A document of the clusters among areas or streets of a file.
  public init(_ clusters: Clusters, on layer: TestedLayer) {
    precondition(clusters.scores.count == layer.count, "one score per cell")
    (self.clusters, cells) = (clusters, .layer(layer))
  }

  /// A feature per cell, the highest standard score first and those without one last.
  public func geoJSON(in area: borrowing StudyArea, handling: Handling) -> [UInt8] {
    var collection = FeatureCollection()
    let heights = clusters.scores.map { $0.isNaN ? -.infinity : $0 }
    let ranking = heights.indices.sorted { (heights[$0], $1) > (heights[$1], $0) }
    let squares: [[GeographicPoint]] =
      if case .grid(let grid) = cells { area.degrees(ranking.map { grid.polygon(of: $0).exterior }) } else {
        []
      }
    for (index, cell) in ranking.enumerated() {
      let id = id(of: cell)
      var properties: JSONObject = ["cell": .string(id), "rank": .integer(index + 1)]
      for column in clusters.columns { properties[column.name] = column.json(of: cell) }
      switch cells {
      case .grid: collection.add(id: id, rings: [squares[index]], properties: properties)
      case .layer(let layer):
        collection.add(id: id, shape: cell, of: layer.shapes, in: area, properties: properties)
      }
    }
    return collection.document(members: handling.members(with: clusters.provenance))
  }

  /// `cell,x,y` and a column for each of the clusters'; a row per cell in the grid's or the layer's order; x and y are
  /// the cell's middle in metres on the plane, from where neighbours are looked for; what cannot be known is empty.
  public func csv() -> [UInt8] {
    var writer = JSONWriter()
    writer.bytes += Array("cell,x,y\(clusters.columns.map { "," + $0.name }.joined())\n".utf8)
    for cell in clusters.scores.indices {
      let middle = middle(of: cell)
      writer.bytes += id(of: cell).csvField
      for number in [middle.x, middle.y] {
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

  private func id(of cell: Int) -> String {
    switch cells {
    case .grid(let grid): grid.id(of: cell)
    case .layer(let layer): layer.ids[cell]
    }
  }

  private func middle(of cell: Int) -> PlanarPoint {
    switch cells {
    case .grid(let grid): grid.centre(of: cell)
    case .layer(let layer): layer.middles[cell]
    }
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
