internal import Files

/// A risk terrain model as JSON: every candidate, the path of penalties, each family's model, and the factors that stayed.
public enum RiskModelDocument {
  /// The whole model.
  public static func json(of model: RiskModel, handling: Handling) -> [UInt8] {
    let layers = model.layers
    var document: JSONObject = [
      "cells": .integer(layers.grid.count), "cell": .string(layers.grid.shape.description),
      "incidents": .number(model.incidentCount), "incidents_in_no_cell": .integer(model.outsideEveryCell),
      "block_m": .number(layers.reach.block), "density_threshold_sd": .number(layers.densityThreshold),
      "family": .string(model.best.family.rawValue),
      "deviance_explained": .number(model.devianceExplained.rounded(toPlaces: 6)),
      "highest_relative_risk_score": number(model.highestScore),
      "terms": .array(model.terms.map { .object(term($0, in: model)) }),
      "families": .array(model.families.map { .object(family($0, in: model)) }),
      "factors": .array(layers.factors.map { .object(factor($0)) }),
      "variables": .array(variables(of: model)), "penalty": penalty(of: model),
      "left_out": .array(layers.remarks.map(JSONValue.string)),
      "caveats": .array(model.caveats.map(JSONValue.string)),
    ]
    if let exposure = model.exposure {
      document["exposure"] = .object(facts(of: exposure))
      document["incidents_without_exposure"] = .number(model.withoutExposure)
    }
    document.append(handling.members(with: model.provenance))
    return Array(JSONValue.object(document).pretty.utf8)
  }

  /// A fitted number with the digits that the fit settles, so that the last bits of a machine's logarithm do not show.
  private static func number(_ value: Double, places: Int = 7) -> JSONValue {
    .number(value.rounded(toPlaces: places))
  }

  private static func facts(of exposure: Exposure) -> JSONObject {
    [
      "unit": .string(exposure.unit.words), "total": .number(exposure.total.rounded(toPlaces: 6)),
      "in_no_cell": .number(exposure.outsideEveryCell.rounded(toPlaces: 6)),
      "cells": .integer(exposure.cells.count),
      "cells_without": .integer(exposure.values.count - exposure.cells.count),
      "rows": .integer(exposure.rowsRead), "rows_unusable": .integer(exposure.rowsUnusable),
      "relative_risk_score": "risk for a unit of exposure, in units of the lowest such risk in the area",
      "expected_incidents": "exposure times risk; cells are ranked by it",
    ]
  }

  private static func facts(of variable: RiskVariable) -> JSONObject {
    [
      "variable": .string(variable.id), "factor": .string(variable.name),
      "operation": .string(variable.operation.rawValue), "distance_m": .number(variable.metres),
      "cells": .integer(variable.cellCount),
    ]
  }

  private static func term(_ term: RiskModel.Term, in model: RiskModel) -> JSONObject {
    var object = facts(of: model.layers.variables[term.variable])
    object.append(estimate(term.coefficient))
    object["relative_risk_value"] = number(term.relativeRisk)
    object["relative_risk_value_ci95"] = [number(term.interval.lowerBound), number(term.interval.upperBound)]
    return object
  }

  private static func estimate(_ estimate: CountModel.Estimate) -> JSONObject {
    ["coefficient": number(estimate.value), "standard_error": number(estimate.standardError)]
  }

  private static func family(_ family: RiskModel.Family, in model: RiskModel) -> JSONObject {
    let fit = family.model
    let dispersion: JSONValue =
      fit.dispersion.map { found in
        [
          "parameter": .string(family.family == .negativeBinomial1 ? "sigma" : "theta"),
          "value": number(found.value),
          "standard_error": number(found.standardError),
        ]
      } ?? .null
    return [
      "family": .string(family.family.rawValue), "words": .string(family.family.words),
      "bic": number(fit.bic),
      "parameters": .integer(fit.parameterCount), "global_deviance": number(fit.globalDeviance),
      "log_likelihood": number(fit.logLikelihood), "intercept": .object(estimate(fit.intercept)),
      "dispersion": dispersion,
      "coefficients": .array(
        zip(family.variables, fit.coefficients).map { variable, found in
          var object: JSONObject = ["variable": .string(model.layers.variables[variable].id)]
          object.append(estimate(found))
          return .object(object)
        }),
      "steps": .array(
        family.moves.map { move in
          [
            "move": .string(move.variable == nil ? "start" : move.isAdded ? "add" : "remove"),
            "variable": move.variable.map { .string(model.layers.variables[$0].id) } ?? .null,
            "bic": number(move.bic),
          ]
        }),
    ]
  }

  private static func factor(_ factor: Factor) -> JSONObject {
    [
      "name": .string(factor.setting.name), "effect": .string(factor.setting.effect.rawValue),
      "operations": .array(factor.setting.operations.map { .string($0.rawValue) }),
      "rows": .integer(factor.rowsRead), "rows_used": .integer(factor.rowsUsed),
      "rows_unusable": .integer(factor.rowsUnusable),
    ]
  }

  /// Every variable asked, with its coefficient under the penalty chosen and whether it became a candidate.
  private static func variables(of model: RiskModel) -> [JSONValue] {
    let beta = model.validation.map { $0.path.coefficients[$0.lowest] }
    let kept = Set(model.candidates)
    return model.layers.variables.enumerated().map { place, variable in
      var object = facts(of: variable)
      object["penalised_coefficient"] = number(beta?[place] ?? 0)
      object["is_candidate"] = .bool(kept.contains(place))
      return .object(object)
    }
  }

  private static func penalty(of model: RiskModel) -> JSONValue {
    guard let validation = model.validation else { return .null }
    let path = validation.path
    return [
      "lambda": number(path.lambdas[validation.lowest], places: 12),
      "lambda_within_one_error": number(path.lambdas[validation.withinOneError], places: 12),
      "null_deviance": number(path.nullDeviance), "folds": .integer(validation.foldCount),
      "path": .array(
        path.lambdas.indices.map { step in
          [
            "lambda": number(path.lambdas[step], places: 12),
            "variables": .integer(path.chosen(at: step).count),
            "deviance_explained": number(path.explained[step]),
            "mean_deviance_left_out": number(validation.meanDeviances[step]),
            "standard_error": number(validation.standardErrors[step]),
          ]
        }),
    ]
  }
}
