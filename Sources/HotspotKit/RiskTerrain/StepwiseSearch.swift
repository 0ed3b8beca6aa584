/// Adds and removes variables one at a time while the Bayesian criterion falls, from the model that has none.
///
/// At most one variable of a factor is in a model at a time, and none whose coefficient lies on the wrong side.
struct StepwiseSearch: Sendable {
  let table: CountTable

  /// The variables that may enter, as positions in `variables`; the table's columns in their order.
  let candidates: [Int]
  private let factors: [Int]
  private let signs: [PenalisedPoisson.Sign]

  init(table: CountTable, candidates: [Int], variables: [RiskVariable], _ all: [Factor]) {
    self.table = table
    self.candidates = candidates
    factors = candidates.map { variables[$0].factor }
    signs = candidates.map { all[variables[$0].factor].setting.effect.sign }
  }

  /// One move and what came of it.
  struct Move: Hashable, Sendable {
    /// The variable; `nil` for the start.
    let variable: Int?
    let isAdded: Bool
    let bic: Double
  }

  /// Where a family's search ended.
  struct Outcome: Sendable {
    let family: CountFamily
    /// The columns of the table that stayed, in the order in which they came.
    let columns: [Int]
    let model: CountModel
    let moves: [Move]
  }

  /// Searches in one family; `nil` where not even the mean can be fitted.
  func run(_ family: CountFamily) -> Outcome? {
    guard var best = CountModel(family, to: table.rows(of: [])) else { return nil }
    var columns: [Int] = []
    var moves = [Move(variable: nil, isAdded: true, bic: best.bic)]
    while true {
      var next: (columns: [Int], model: CountModel, move: Move)?
      for column in candidates.indices {
        let isIn = columns.contains(column)
        // A factor that is in has had its say.
        if !isIn, columns.contains(where: { factors[$0] == factors[column] }) { continue }
        let tried = isIn ? columns.filter { $0 != column } : columns + [column]
        guard let model = CountModel(family, to: table.rows(of: tried)), keepsSides(model, tried) else {
          continue
        }
        let bic = model.bic
        if bic < (next?.model.bic ?? best.bic) {
          next = (tried, model, Move(variable: candidates[column], isAdded: !isIn, bic: bic))
        }
      }
      // The criterion falls with every move, so that no model comes twice.
      guard let next else { return Outcome(family: family, columns: columns, model: best, moves: moves) }
      (columns, best) = (next.columns, next.model)
      moves.append(next.move)
    }
  }

  private func keepsSides(_ model: CountModel, _ columns: [Int]) -> Bool {
    zip(model.coefficients, columns).allSatisfy { signs[$1].bounded($0.value) == $0.value }
  }
}
