internal import Files
internal import Geospatial

/// The risk of a model's cells as files: a feature or a row a cell.
public struct RiskDocument {
  private let model: RiskModel
  private let ranks: [Int]

  /// A document of a model.
  public init(_ model: RiskModel) {
    self.model = model
    ranks = model.ranks
  }

  /// A feature for each cell whose risk is above the lowest there is, the highest first.
  ///
  /// All others have the score 1; how many they are stands under `cells_at_lowest_risk`.
  public func geoJSON(in area: borrowing StudyArea, handling: Handling) -> [UInt8] {
    var collection = FeatureCollection()
    let grid = model.layers.grid
    let (scores, expected) = (model.relativeRisk.values, model.expected.values)
    let ranking = model.relativeRisk.ranking.filter { scores[$0] > 1 }
    let rings = area.degrees(ranking.map { grid.polygon(of: $0).exterior })
    for (index, cell) in ranking.enumerated() {
      collection.add(
        id: grid.id(of: cell), rings: [rings[index]],
        properties: [
          "cell": .string(grid.id(of: cell)), "rank": .integer(ranks[cell]),
          "relative_risk_score": .number(scores[cell].rounded(toPlaces: 4)),
          "expected_incidents": .number(expected[cell].rounded(toPlaces: 6)),
          "factors_acting": .integer(model.acting(on: cell).count),
          "factors": model.words(of: cell).map(JSONValue.string) ?? .null,
        ])
    }
    var members: JSONObject = [
      "cells": .integer(grid.count), "cells_at_lowest_risk": .integer(grid.count - ranking.count),
      "caveats": .array(model.caveats.map(JSONValue.string)),
    ]
    members.append(handling.members(with: model.provenance))
    return collection.document(members: members)
  }

  /// `cell,x,y` and the same numbers; a row for every cell in the grid's order; x and y in metres on the plane.
  public func csv() -> [UInt8] {
    let grid = model.layers.grid
    var text = CSVText([
      "cell", "x", "y", "rank", "relative_risk_score", "expected_incidents", "factors_acting", "factors",
    ])
    for cell in 0..<grid.count {
      let centre = grid.centre(of: cell)
      text.append([
        .string(grid.id(of: cell)), .number(centre.x), .number(centre.y), .integer(ranks[cell]),
        .number(model.relativeRisk.values[cell].rounded(toPlaces: 4)),
        .number(model.expected.values[cell].rounded(toPlaces: 6)), .integer(model.acting(on: cell).count),
        model.words(of: cell).map(JSONValue.string) ?? .null,
      ])
    }
    return text.bytes
  }
}
