/// A question put to a column of texts: answered once per text, then looked up per row.
struct AnsweredColumn<Answer: Sendable> {
  private let numbers: [UInt32]
  private let answers: [Answer]
  private let file: SteppingColumn<UInt16>
  /// Whether a file says anything at all in this column.
  private let speaks: [Bool]

  /// The column of a role; `nil` where no file has it.
  init?(_ role: String, of table: IncidentTable, _ answer: (String) -> Answer) {
    guard let column = table.columns[role] else { return nil }
    numbers = column.numbers
    answers = column.texts.map(answer)
    file = table.file
    var speaks = [Bool](repeating: false, count: table.sources.count)
    let isEmpty = column.texts.map(\.isEmpty)
    for row in numbers.indices where !isEmpty[Int(numbers[row])] { speaks[Int(file[row])] = true }
    self.speaks = speaks
  }

  /// The answer for a row; `nil` where its whole file says nothing in this column.
  ///
  /// In a file that says something somewhere, an empty text is an answer like any other: a flag that is not set.
  subscript(row: Int) -> Answer? {
    speaks[Int(file[row])] ? answers[Int(numbers[row])] : nil
  }
}
