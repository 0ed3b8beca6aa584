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

  /// What may be hit in each cell; `nil` where every cell counts alike.
  public let exposure: Exposure?

  /// How many incidents each cell may expect in as much time as the records cover, in the grid's order; nought where
  /// nothing is exposed.
  public let expected: Surface

  /// Each cell's risk in units of the lowest risk there is in the area; 1 and above.
  ///
  /// With an exposure this is risk for a unit of it, a ratio of rates as epidemiology has it, and not a number where
  /// nothing is exposed.
  public let relativeRisk: Surface

  /// The share of the null model's Poisson deviance that the expected counts explain; the null model knows exposure.
  public let devianceExplained: Double

  /// Incidents in the cells that the model is fitted to.
  public let incidentCount: Double

  /// Incidents in cells without exposure, which no model of risk can explain.
  public let withoutExposure: Double

  /// Incidents inside the study area that stand in no cell.
  public let outsideEveryCell: Int

  /// What a reader must bear in mind, in sentences.
  public let caveats: [String]

  /// How it came about.
  public var provenance: Provenance { relativeRisk.provenance }

  init(
    of counts: CellCounts, incidents: Incidents, layers: FactorLayers, ground: FittedGround,
    terrain: RiskTerrain, validation: CrossValidation?, candidates: [Int], table: CountTable,
    outcomes: [StepwiseSearch.Outcome]
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
    let risks = table.predictors(intercept: model.intercept.value, coefficients: coefficients)
    let predictors = ground.offset.map { zip(risks, $0).map(+) } ?? risks
    let values = ground.picked(counts.counts.values)
    let cells = layers.grid.count
    devianceExplained = Self.explained(values, predictors, offset: ground.offset)
    var steps = counts.counts.provenance
      .adding("factors", ["factors": .array(layers.factors.map { .object($0.facts) })])
    if let exposure = ground.exposure { steps = steps.adding("exposure", exposure.facts) }
    steps = steps.adding("risk", terrain.facts(layers))
    expected = Surface(
      grid: layers.grid, values: ground.spread(predictors.map(exponential), elsewhere: 0, of: cells),
      name: "expected_incidents", provenance: steps)
    relativeRisk = Surface(
      grid: layers.grid, values: ground.spread(Self.relative(risks), elsewhere: .nan, of: cells),
      name: "relative_risk_score", provenance: steps)
    exposure = ground.exposure
    terms = zip(best.variables, model.coefficients).map { Term(variable: $0, coefficient: $1) }
      .sorted { (abs($0.coefficient.value), $1.variable) > (abs($1.coefficient.value), $0.variable) }
    (self.layers, self.terrain, self.validation, self.candidates) = (layers, terrain, validation, candidates)
    (self.families, self.best) = (families, best)
    incidentCount = values.reduce(0, +)
    withoutExposure = counts.counts.values.reduce(0, +) - incidentCount
    outsideEveryCell = counts.outsideEveryCell
    caveats = Self.caveats(incidents, layers)
  }

  /// e to each predictor in units of the lowest.
  static func relative(_ predictors: [Double]) -> [Double] {
    let lowest = predictors.min() ?? 0
    return predictors.map { exponential($0 - lowest) }
  }

  /// The share of the Poisson deviance about the mean, or about the mean for a unit of exposure, that predictors explain.
  static func explained(_ counts: [Double], _ predictors: [Double], offset: [Double]? = nil) -> Double {
    let exposed = offset?.reduce(0) { $0 + exponential($1) } ?? Double(max(1, counts.count))
    let mean = logarithm(counts.reduce(0, +) / exposed)
    var (whole, left) = (0.0, 0.0)
    for (row, (count, predictor)) in zip(counts, predictors).enumerated() {
      let logCount = count > 0 ? logarithm(count) : 0
      left += count * (logCount - predictor) - (count - exponential(predictor))
      if count > 0 { whole += count * (logCount - mean - (offset?[row] ?? 0)) }
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
