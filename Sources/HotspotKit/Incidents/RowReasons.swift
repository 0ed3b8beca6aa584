/// Why some of a file's rows are not used, the first reason found for each; costs nothing while there is none.
struct RowReasons {
  /// How many rows the file has in the table.
  let count: Int
  private var reasons: [RefusalReason?] = []

  /// No reason yet for any of so many rows.
  init(count: Int) { self.count = count }

  /// Whether every row is used.
  var isEmpty: Bool { reasons.isEmpty }

  /// The reason for a row; `nil` where it is used.
  subscript(row: Int) -> RefusalReason? { reasons.isEmpty ? nil : reasons[row] }

  /// Gives a reason to a row that has none.
  mutating func add(_ reason: RefusalReason, to row: Int) {
    if reasons.isEmpty { reasons = [RefusalReason?](repeating: nil, count: count) }
    if reasons[row] == nil { reasons[row] = reason }
  }
}
