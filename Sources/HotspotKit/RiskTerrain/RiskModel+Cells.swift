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

  /// What cells are ranked by: risk where all cells count alike, else what they may expect.
  ///
  /// Without an exposure both give the same order.
  var standing: Surface { exposure == nil ? relativeRisk : expected }

  /// The highest score there is.
  var highestScore: Double { relativeRisk.values.reduce(1) { $1 > $0 ? $1 : $0 } }

  /// The place of each cell from the one that may expect most, from 1; cells that may expect as much share theirs.
  public var ranks: [Int] {
    let values = standing.values
    var ranks = [Int](repeating: 0, count: values.count)
    var last = 0
    let ranking = standing.ranking
    for (index, cell) in ranking.enumerated() {
      if index == 0 || values[cell] != values[ranking[index - 1]] { last = index + 1 }
      ranks[cell] = last
    }
    return ranks
  }
}
