internal import Files
internal import Geospatial

/// Risk terrain modelling: which places draw crime to their surroundings, and how much.
///
/// Every factor is asked in several ways of every cell (``FactorLayers``). An elastic net with cross-validation keeps
/// the questions that foretell incidents, none against the side that its factor may work on; then questions are added
/// and removed one at a time while the Bayesian criterion falls, for Poisson and both negative binomials, at most one
/// of each factor. The family with the lowest criterion is the model.
///
/// Source: Caplan & Kennedy (2016), *Risk Terrain Modeling*; the steps are those that RTMDx documents.
public struct RiskTerrain: Hashable, Sendable {
  /// Into how many parts cells are dealt for cross-validation.
  public var folds = 10

  /// Whether neighbouring cells stay in one part, so that a part is not foretold by its own neighbours.
  public var keepsNeighboursTogether = false

  /// What the parts are drawn from.
  public var seed: UInt64 = 1

  /// The share of the lasso in the penalty; the rest is ridge.
  public var mixing = 0.5

  /// How many penalties are tried.
  public var lambdaCount = 100

  /// The families that are tried.
  public var families = CountFamily.allCases

  /// The choices that hold when nobody says otherwise.
  public init() {}

  /// The model of incidents, each counting once, on the layers' cells.
  ///
  /// With an `exposure` a cell's mean is its exposure times its risk (the logarithm of the exposure is an offset), and
  /// cells without exposure are left out of every fit. The answer is the same for any number of threads. Time O(λ · folds · distinct rows) for the penalty, and as many
  /// exact fits as there are candidates times steps.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` where too few incidents stand in the cells;
  ///   ``HotspotError/invalidParameter(_:)`` for weighted incidents and more folds than there is something to deal.
  public func model(
    of incidents: Incidents, on layers: FactorLayers, exposure: Exposure? = nil, bands: Bands
  ) async throws(HotspotError) -> RiskModel {
    precondition(exposure.map { $0.values.count == layers.grid.count } ?? true, "one exposure a cell")
    guard incidents.weights == nil else {
      throw .invalidParameter(
        "a risk model counts incidents: leave the weight out, so that each row counts one")
    }
    let counts = CellCounts(of: incidents, on: layers.grid)
    let ground = FittedGround(layers, exposure: exposure)
    let values = ground.picked(counts.counts.values)
    let held = values.reduce(0, +)
    guard held >= Double(Self.fewest) else {
      throw .insufficientData(
        """
        \(held.formattedPlainly) incidents stand in the cells\(exposure == nil ? "" : " that have exposure"), and a model \
        needs \(Self.fewest): take more days or a wider selection
        """)
    }
    var chosen: [Int] = []
    var validation: CrossValidation?
    if !layers.columns.isEmpty {
      let found = try await penalised(values, ground, layers, bands: bands)
      chosen = found.path.chosen(at: found.lowest)
      validation = found
    }
    let table = CountTable(
      chosen.map { .flags(ground.columns[$0]) }, counts: values, offset: ground.offset)
    let search = StepwiseSearch(table: table, candidates: chosen, variables: layers.variables, layers.factors)
    let families = families
    let outcomes = await bands.map(families.count) { range in range.map { search.run(families[$0]) } }
    return try RiskModel(
      of: counts, incidents: incidents, layers: layers, ground: ground, terrain: self, validation: validation,
      candidates: chosen, table: table, outcomes: outcomes.joined().compactMap(\.self))
  }

  /// Fewer incidents than this say nothing about several factors.
  static let fewest = 20

  /// The elastic net over all variables.
  private func penalised(
    _ counts: [Double], _ ground: FittedGround, _ layers: FactorLayers, bands: Bands
  ) async throws(HotspotError) -> CrossValidation {
    guard (0...1).contains(mixing) else {
      throw .invalidParameter("--mixing \(mixing): give a share from 0 (ridge) to 1 (lasso)")
    }
    let table = CountTable(
      ground.columns.map { .flags($0) }, counts: counts, offset: ground.offset,
      folds: try foldsOfCells(layers, ground.cells))
    var net = PenalisedPoisson()
    (net.mixing, net.lambdaCount) = (mixing, lambdaCount)
    net.signs = layers.variables.map { layers.factors[$0.factor].setting.effect.sign }
    return try await net.crossValidation(of: table, bands: bands)
  }

  /// A part for every cell, or for some of them: at random, or by squares of four times the furthest reach dealt out at
  /// random.
  func foldsOfCells(_ layers: FactorLayers, _ cells: [Int]? = nil) throws(HotspotError) -> [Int] {
    let grid = layers.grid
    let cells = cells ?? Array(0..<grid.count)
    guard keepsNeighboursTogether else {
      return try CountTable.randomFolds(folds, rows: cells.count, seed: seed)
    }
    let side = squareSide(layers)
    var numbers: [[Int]: Int] = [:]
    let squares = cells.map { cell in
      let centre = grid.centre(of: cell)
      let key = [Int((centre.x / side).rounded(.down)), Int((centre.y / side).rounded(.down))]
      let number = numbers[key] ?? numbers.count
      numbers[key] = number
      return number
    }
    guard numbers.count >= folds else {
      throw .invalidParameter(
        """
        --spatial-folds: the study area holds \(numbers.count) squares of \(side.formattedPlainly) m, fewer than \
        \(folds) folds: give fewer --folds, or leave --spatial-folds out
        """)
    }
    let dealt = try CountTable.randomFolds(folds, rows: numbers.count, seed: seed)
    return squares.map { dealt[$0] }
  }

  /// The side of the squares whose cells stay together, in metres.
  func squareSide(_ layers: FactorLayers) -> Double {
    4 * (layers.factors.flatMap { layers.reach.distances(of: $0.setting) }.max() ?? layers.reach.block)
  }

  /// The choices as facts.
  func facts(_ layers: FactorLayers) -> JSONObject {
    [
      "folds": .integer(folds), "folds_by": keepsNeighboursTogether ? "squares" : "cells",
      "fold_square_m": keepsNeighboursTogether ? .number(squareSide(layers)) : .null,
      "seed": .string(String(seed)), "mixing": .number(mixing), "penalty_chosen_by": "lowest mean deviance",
      "block_m": .number(layers.reach.block), "reach_blocks": .number(layers.reach.reach),
      "steps": .string(layers.reach.steps.rawValue), "density_kernel": "quartic",
      "density_threshold_sd": .number(layers.densityThreshold),
      "families": .array(families.map { .string($0.rawValue) }),
    ]
  }
}
