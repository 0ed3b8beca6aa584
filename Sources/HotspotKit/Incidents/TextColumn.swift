/// A column of texts that occur again and again, each kept once.
public struct TextColumn: Hashable, Sendable {
  /// The position in ``texts`` of what each row says, one per row.
  public let numbers: [UInt32]

  /// The texts; an empty one where a row says nothing.
  public let texts: [String]
}
