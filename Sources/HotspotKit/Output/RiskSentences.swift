internal import Files

extension RiskModel {
  /// The answer in a few sentences.
  public var sentences: [String] {
    var sentences = [
      """
      \(layers.variables.count) variables of \(layers.factors.count) \(layers.factors.count == 1 ? "factor" : "factors") on \
      \(exposure?.cells.count ?? layers.grid.count) cells of \
      \(layers.grid.shape); the penalty kept \(candidates.count), \(terms.count) stayed in the model
      """
    ]
    if let exposure {
      let lost =
        withoutExposure > 0
        ? "\(withoutExposure.formattedPlainly) incidents stand in cells without exposure and are not in the fit"
        : "every incident in a cell stands where there is exposure"
      sentences.append(
        """
        risk is for one of \(exposure.unit.words); a cell may expect its exposure times its risk, and cells rank by that; \
        \(lost)
        """)
    }
    for term in terms {
      let (low, high) = (term.interval.lowerBound, term.interval.upperBound)
      func plain(_ number: Double) -> String { number.rounded(toPlaces: 2).formattedPlainly }
      sentences.append(
        "\(layers.variables[term.variable].words): \(plain(term.relativeRisk)) times the risk (\(plain(low)) to \(plain(high)))"
      )
    }
    if terms.isEmpty {
      sentences.append("no factor explains where these incidents happen: every cell has the same score")
    }
    let bics = families.map { "\($0.family.rawValue) \($0.model.bic.rounded(toPlaces: 1).formattedPlainly)" }
    sentences.append("BIC: \(bics.joined(separator: ", ")); the lowest wins: \(best.family.words)")
    let highest = highestScore
    let above = relativeRisk.values.count { $0 >= highest }
    sentences.append(
      """
      the highest risk is \(highest.rounded(toPlaces: 1).formattedPlainly) times the lowest, in \(above) \
      \(above == 1 ? "cell" : "cells"); \(ZoneDocument.percent(devianceExplained)) of the deviance is explained
      """)
    return sentences
  }
}
