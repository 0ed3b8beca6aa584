internal import Files
internal import Geospatial

/// What risk terrain modelling found: the factors that matter, how much, and the risk of every cell.
public struct RiskModel: Sendable {
  /// A variable of the model.
  public struct Term: Sendable {
    /// The variable, by its position among those of the layers.
    public let variable: Int

    /// The coefficient: the logarithm of the relative risk value.
    public let coefficient: CountModel.Estimate

    /// The relative risk value: by how much being near multiplies what a cell may expect.
    public var relativeRisk: Double { exponential(coefficient.value) }

    /// Where it lies with 95 % confidence.
    public var interval: ClosedRange<Double> {
      exponential(coefficient.interval.lowerBound)...exponential(coefficient.interval.upperBound)
    }
  }

  /// Where the search of one family ended.
  public struct Family: Sendable {
    /// How counts scatter.
    public let family: CountFamily

    /// The variables that stayed, in the order in which they came.
    public let variables: [Int]

    /// The exact model of them.
    public let model: CountModel

    let moves: [StepwiseSearch.Move]
  }

  /// The layers it rests on.
  public let layers: FactorLayers

  /// The choices it was made by.
  public let terrain: RiskTerrain

  /// The cross-validation; `nil` where there was no variable.
  public let validation: CrossValidation?

  /// The variables that the penalty kept, ascending.
  public let candidates: [Int]

  /// Every family that was tried.
  public let families: [Family]

  /// The family with the lowest Bayesian criterion.
  public let best: Family

  /// The variables of the best family, the strongest first.
  public let terms: [Term]

  /// How many incidents each cell may expect in as much time as the records cover, in the grid's order.
  public let expected: Surface

  /// Each cell's risk in units of the lowest risk there is in the area; 1 and above.
  public let relativeRisk: Surface

  /// The share of the null model's Poisson deviance that the expected counts explain.
  public let devianceExplained: Double

  /// Incidents in the cells.
  public let incidentCount: Double

  /// Incidents inside the study area that stand in no cell.
  public let outsideEveryCell: Int

  /// What a reader must bear in mind, in sentences.
  public let caveats: [String]

  /// How it came about.
  public var provenance: Provenance { relativeRisk.provenance }

  init(
    of counts: CellCounts, incidents: Incidents, layers: FactorLayers, terrain: RiskTerrain,
    validation: CrossValidation?, candidates: [Int], table: CountTable, outcomes: [StepwiseSearch.Outcome]
  ) throws(HotspotError) {
    let families = outcomes.map { outcome in
      Family(
        family: outcome.family, variables: outcome.columns.map { candidates[$0] }, model: outcome.model,
        moves: outcome.moves)
    }
    guard let place = outcomes.indices.min(by: { outcomes[$0].model.bic < outcomes[$1].model.bic }) else {
      throw .insufficientData("no model can be fitted to these counts: take more days or a wider selection")
    }
    let (outcome, best) = (outcomes[place], families[place])
    let model = outcome.model
    var coefficients = [Double](repeating: 0, count: candidates.count)
    for (column, estimate) in zip(outcome.columns, model.coefficients) {
      coefficients[column] = estimate.value
    }
    let predictors = table.predictors(intercept: model.intercept.value, coefficients: coefficients)
    let values = counts.counts.values
    devianceExplained = Self.explained(values, predictors)
    let steps = counts.counts.provenance
      .adding("factors", ["factors": .array(layers.factors.map { .object($0.facts) })])
      .adding("risk", terrain.facts(layers))
    expected = Surface(
      grid: layers.grid, values: predictors.map(exponential), name: "expected_incidents", provenance: steps)
    relativeRisk = Surface(
      grid: layers.grid, values: Self.relative(predictors), name: "relative_risk_score", provenance: steps)
    terms = zip(best.variables, model.coefficients).map { Term(variable: $0, coefficient: $1) }
      .sorted { (abs($0.coefficient.value), $1.variable) > (abs($1.coefficient.value), $0.variable) }
    (self.layers, self.terrain, self.validation, self.candidates) = (layers, terrain, validation, candidates)
    (self.families, self.best) = (families, best)
    incidentCount = values.reduce(0, +)
    outsideEveryCell = counts.outsideEveryCell
    caveats = Self.caveats(incidents, layers)
  }

  /// e to each predictor in units of the lowest.
  static func relative(_ predictors: [Double]) -> [Double] {
    let lowest = predictors.min() ?? 0
    return predictors.map { exponential($0 - lowest) }
  }

  /// The share of the Poisson deviance about the mean that predictors explain.
  static func explained(_ counts: [Double], _ predictors: [Double]) -> Double {
    let mean = counts.reduce(0, +) / Double(max(1, counts.count))
    var (whole, left) = (0.0, 0.0)
    for (count, predictor) in zip(counts, predictors) {
      let logCount = count > 0 ? logarithm(count) : 0
      left += count * (logCount - predictor) - (count - exponential(predictor))
      if count > 0 { whole += count * (logCount - logarithm(mean)) }
    }
    return whole > 0 ? 1 - left / whole : 0
  }

  private static func caveats(_ incidents: Incidents, _ layers: FactorLayers) -> [String] {
    var caveats = incidents.caveats + layers.factors.flatMap(\.caveats)
    if incidents.isOpenData {
      caveats.append(
        """
        the coordinates of data.police.uk are moved to shared map points: nothing finer than those is claimed, and \
        nearness to a factor is nearness of a map point
        """)
    }
    caveats.append(
      "a factor that stands near crime need not cause it: the model tells where, not why")
    return caveats
  }
}

extension RiskModel {
  /// The terms at work in a cell, the strongest first, each with its share of the sum of their coefficients' sizes.
  public func acting(on cell: Int) -> [(term: Term, share: Double)] {
    let acting = terms.filter { layers.columns[$0.variable][cell] }
    let whole = acting.reduce(0) { $0 + abs($1.coefficient.value) }
    return acting.map { ($0, whole > 0 ? abs($0.coefficient.value) / whole : 0) }
  }

  /// What is at work in a cell in words, such as `within 150 m of pubs: 2.1 times the risk (62 %)`; `nil` for nothing.
  public func words(of cell: Int) -> String? {
    let acting = acting(on: cell)
    if acting.isEmpty { return nil }
    return acting.map { term, share in
      let risk = term.relativeRisk.rounded(toPlaces: 2).formattedPlainly
      let part = acting.count > 1 ? " (\(Int((share * 100).rounded())) %)" : ""
      return "\(layers.variables[term.variable].words): \(risk) times the risk\(part)"
    }.joined(separator: "; ")
  }

  /// The place of each cell from the highest risk to the lowest, from 1; cells of equal risk share theirs.
  public var ranks: [Int] {
    let values = relativeRisk.values
    var ranks = [Int](repeating: 0, count: values.count)
    var last = 0
    let ranking = relativeRisk.ranking
    for (index, cell) in ranking.enumerated() {
      if index == 0 || values[cell] != values[ranking[index - 1]] { last = index + 1 }
      ranks[cell] = last
    }
    return ranks
  }
}
