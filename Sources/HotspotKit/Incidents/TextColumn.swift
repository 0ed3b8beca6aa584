/// A column of texts, each kept once: one number per row into the texts that occur.
public struct TextColumn: Hashable, Sendable {
  /// One number per row, the position of its text in ``texts``.
  public let numbers: [UInt32]

  /// The texts that occur; `""` where a row says nothing.
  public let texts: [String]

  /// A column from its numbers and texts.
  public init(numbers: [UInt32], texts: [String]) {
    self.numbers = numbers
    self.texts = texts
  }

  /// The text of a row.
  public subscript(row: Int) -> String { texts[Int(numbers[row])] }
}
