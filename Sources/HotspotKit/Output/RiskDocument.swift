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

  /// A feature for each cell whose risk is above the lowest there is, the highest first; with an exposure one for each
  /// cell that has some, the one that may expect most first.
  ///
  /// All others have the score 1, or none for want of exposure; how many they are stands under `cells_at_lowest_risk`
  /// and `cells_without_exposure`.
  public func geoJSON(in area: borrowing StudyArea, handling: Handling) -> [UInt8] {
    var collection = FeatureCollection()
    let grid = model.layers.grid
    let (scores, expected) = (model.relativeRisk.values, model.expected.values)
    let exposures = model.exposure?.values
    let ranking = model.standing.ranking.filter { cell in
      if let exposures { exposures[cell] > 0 } else { scores[cell] > 1 }
    }
    let rings = area.degrees(ranking.map { grid.polygon(of: $0).exterior })
    for (index, cell) in ranking.enumerated() {
      var properties: JSONObject = [
        "cell": .string(grid.id(of: cell)), "rank": .integer(ranks[cell]),
        "relative_risk_score": .number(scores[cell].rounded(toPlaces: 4)),
        "expected_incidents": .number(expected[cell].rounded(toPlaces: 6)),
        "factors_acting": .integer(model.acting(on: cell).count),
        "factors": model.words(of: cell).map(JSONValue.string) ?? .null,
      ]
      if let exposures { properties["exposure"] = .number(exposures[cell].rounded(toPlaces: 6)) }
      collection.add(id: grid.id(of: cell), rings: [rings[index]], properties: properties)
    }
    let lowest = scores.count { $0 <= 1 }
    var members: JSONObject = [
      "cells": .integer(grid.count), "cells_at_lowest_risk": .integer(lowest),
      "caveats": .array(model.caveats.map(JSONValue.string)),
    ]
    if let exposure = model.exposure {
      members["cells_without_exposure"] = .integer(grid.count - exposure.cells.count)
      members["exposure_unit"] = .string(exposure.unit.words)
    }
    members.append(handling.members(with: model.provenance))
    return collection.document(members: members)
  }

  /// `cell,x,y` and the same numbers; a row for every cell in the grid's order; x and y in metres on the plane.
  ///
  /// With an exposure a column of it comes last, and a cell without has neither rank nor score.
  public func csv() -> [UInt8] {
    let grid = model.layers.grid
    let exposures = model.exposure?.values
    let names = [
      "cell", "x", "y", "rank", "relative_risk_score", "expected_incidents", "factors_acting", "factors",
    ]
    var text = CSVText(names + (exposures == nil ? [] : ["exposure"]))
    for cell in 0..<grid.count {
      let centre = grid.centre(of: cell)
      let isExposed = exposures.map { $0[cell] > 0 } ?? true
      let score = model.relativeRisk.values[cell].rounded(toPlaces: 4)
      text.append(
        [
          .string(grid.id(of: cell)), .number(centre.x), .number(centre.y),
          isExposed ? .integer(ranks[cell]) : .null, isExposed ? .number(score) : .null,
          .number(model.expected.values[cell].rounded(toPlaces: 6)),
          .integer(model.acting(on: cell).count), model.words(of: cell).map(JSONValue.string) ?? .null,
        ] + (exposures.map { [.number($0[cell].rounded(toPlaces: 6))] } ?? []))
    }
    return text.bytes
  }
}
