import Files

/// What a person is told while a verb runs: sentences on standard error, nowhere else.
struct Messages {
  let isQuiet: Bool

  /// Says a sentence unless the user asked for quiet.
  func say(_ sentence: String) {
    if !isQuiet { Self.write(sentence) }
  }

  /// Writes a sentence to standard error, quiet or not.
  static func write(_ sentence: String) { StandardError.write(sentence + "\n") }
}
