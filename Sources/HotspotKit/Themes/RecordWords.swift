/// A mark that records carry in a column of its own.
public enum OffenceFlag: String, CaseIterable, Hashable, Sendable {
  /// A knife or other bladed article was used or threatened.
  case knife
  /// Domestic abuse.
  case domestic

  /// Whether a record's text sets the flag: `Y`, `Yes`, `True`, `1`, `X`, or the flag's own word, as in
  /// `Domestic abuse`, unless a negation stands before it.
  func isSet(by text: String) -> Bool {
    let words = text.words
    if ["y", "yes", "true", "t", "1", "x"].contains(words.joined()) { return true }
    let own: Set<String> =
      self == .knife ? ["knife", "knives", "bladed", "blade"] : ["domestic", "da", "dv"]
    guard let place = words.firstIndex(where: own.contains) else { return false }
    return !words[..<place].contains(where: Self.negations.contains)
      && !words[place...].contains(where: ["no", "n", "false", "0"].contains)
  }

  static let negations: Set<String> = ["no", "not", "non", "without"]
}

/// What a theme may leave out, whatever else it selects.
public enum LeftOut: String, CaseIterable, Hashable, Sendable {
  /// Offences in somebody's home: patrols do not reach them, and a map of them shows where victims live.
  case dwellings
  /// Domestic abuse.
  case domestic

  /// Whether a record's location type is somebody's home.
  ///
  /// `Non-dwelling`, `Public house`, `Guest house` and the like are not.
  static func isDwelling(_ text: String) -> Bool {
    let words = text.words
    for (place, word) in words.enumerated() {
      let before = words[..<place]
      if ["dwelling", "dwellings", "residential", "residence", "bungalow", "flat", "flats", "maisonette"]
        .contains(word)
      {
        // "Building other than a dwelling" is the Home Office's own phrase.
        return !before.contains { OffenceFlag.negations.contains($0) || $0 == "other" }
      }
      if word == "house" || word == "home" {
        let kinds: Set<String> = ["private", "detached", "semi", "terraced", "dwelling", "council", "town"]
        if words.count == 1 || kinds.contains(before.last ?? "") { return true }
      }
    }
    return false
  }
}
