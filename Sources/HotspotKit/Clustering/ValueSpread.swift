/// The mean and the variance of the cells' values, about which every local statistic goes.
struct ValueSpread: Hashable, Sendable {
  /// How many values there are.
  let count: Double

  /// Their sum.
  let total: Double

  /// The sum of their squared departures from the mean.
  let squares: Double

  /// Their mean.
  var mean: Double { total / count }

  /// The mean squared departure from the mean (divisor n).
  var variance: Double { squares / count }

  /// The spread of values.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when there are fewer than three cells, or every one holds
  ///   the same; ``HotspotError/malformedInput(_:)`` when their squares are beyond the largest number there is.
  init(of values: [Double]) throws(HotspotError) {
    guard values.count > 2 else {
      throw .insufficientData(
        "\(values.count) cells are too few to tell a cluster from chance: take smaller cells or a larger area"
      )
    }
    guard values.contains(where: { $0 != values[0] }) else {
      throw .insufficientData(
        """
        every one of the \(values.count) cells holds the same (\(values[0].formattedPlainly)): nothing departs \
        from the mean; take other cells or more incidents
        """)
    }
    let count = Double(values.count)
    let total = values.reduce(0, +)
    let mean = total / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard squares.isFinite else {
      throw .malformedInput(
        "the weights of some cells are too large to be compared: look for a wrong number among the weights")
    }
    self.count = count
    self.total = total
    self.squares = squares
  }

  /// How far a sum of so many values departs from as many means.
  ///
  /// n·Σx − W·Σall before the division: exact for counts, so that equal neighbourhoods have equal departures.
  func departure(ofSum sum: Double, of terms: Double) -> Double { (count * sum - total * terms) / count }
}
