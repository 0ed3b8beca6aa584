/// How well each λ of a path foretells rows that it was not shown.
public struct CrossValidation: Sendable {
  /// The path over all rows.
  public let path: PenalisedPath

  /// The mean deviance of a row left out, for each λ.
  public let meanDeviances: [Double]

  /// How far that mean may be off: the standard error over folds, for each λ.
  public let standardErrors: [Double]

  /// How many folds took part.
  public let foldCount: Int

  /// The position of the λ with the lowest mean deviance; the largest such λ.
  public var lowest: Int {
    let least = meanDeviances.min() ?? 0
    return meanDeviances.firstIndex { $0 <= least } ?? 0
  }

  /// The position of the largest λ whose mean deviance lies within a standard error of the lowest.
  public var withinOneError: Int {
    let most = meanDeviances[lowest] + standardErrors[lowest]
    return meanDeviances.firstIndex { $0 <= most } ?? 0
  }
}

extension PenalisedPoisson {
  /// Leaves out one fold of the table after the other and tells how well the rest foretells it.
  ///
  /// The path and its λ are those of all rows; every fold is fitted at the same λ, where `cv.glmnet` unless told
  /// otherwise takes each fold's own and interpolates. Several folds at a time; the answer does not depend on it.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` where nothing is counted outside some fold, and
  ///   ``HotspotError/invalidParameter(_:)`` for a table with fewer than two folds.
  public func crossValidation(of table: CountTable, bands: Bands) async throws(HotspotError)
    -> CrossValidation
  {
    let path = try path(of: table)
    let parts = table.parts.filter { $0.weight > 0 }
    guard parts.count >= 2 else {
      throw .invalidParameter(
        "cross-validation needs at least two folds, and \(parts.count) hold rows: give --folds 2 or more")
    }
    let answers = await bands.map(parts.count) { range in
      range.map { fold in self.deviances(leavingOut: parts[fold], path.lambdas, table) }
    }
    var folds: [[Double]] = []
    for answer in answers.joined() { folds.append(try answer.get()) }
    let weights = parts.map(\.weight)
    let whole = weights.reduce(0, +)
    var means: [Double] = []
    var errors: [Double] = []
    for step in path.lambdas.indices {
      let mean = zip(folds, weights).reduce(0) { $0 + $1.0[step] * $1.1 } / whole
      let square = zip(folds, weights).reduce(0) { $0 + ($1.0[step] - mean) * ($1.0[step] - mean) * $1.1 }
      means.append(mean)
      errors.append((square / whole / Double(parts.count - 1)).squareRoot())
    }
    return CrossValidation(
      path: path, meanDeviances: means, standardErrors: errors, foldCount: parts.count)
  }

  private func deviances(
    leavingOut part: CountTally, _ lambdas: [Double], _ table: CountTable
  ) -> Result<[Double], HotspotError> {
    do throws(HotspotError) {
      var fit = try PenalisedFit(self, table.design, table.whole.without(part))
      return .success(
        lambdas.map { lambda in
          fit.descend(to: lambda)
          return part.deviance(predictors: fit.predictors, shift: fit.shift) / part.weight
        })
    } catch {
      return .failure(error)
    }
  }
}

extension CountTable {
  /// A fold for each of some rows at random, all folds equally large within one row.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` for fewer than two folds, or more than rows.
  public static func randomFolds(_ folds: Int, rows: Int, seed: UInt64) throws(HotspotError) -> [Int] {
    guard folds >= 2, folds <= rows else {
      throw .invalidParameter("--folds \(folds): give a number from 2 to the \(rows) rows there are")
    }
    var random = SeededRandom(seed: seed)
    return random.shuffled((0..<rows).map { $0 % folds })
  }
}
