/// A Home Office offence code as records write it: a class with a letter (`34B`), a part (`34/2`) or neither.
///
/// Leading noughts and spaces do not count; the five figures `03402` are class 34, part 2.
public struct OffenceCode: Hashable, Sendable {
  /// The number of the class, such as 34.
  public let number: Int

  /// The letter after it; empty where none is given.
  public let letter: String

  /// The number after the stroke; `nil` where none is given.
  public let part: Int?

  /// The code that a text spells; `nil` where it spells none.
  public init?(_ text: String) {
    let plain = text.uppercased().filter { $0 != " " }
    if plain.count == 5, plain.allSatisfy(\.isDigit), let number = Int(plain.prefix(3)),
      let part = Int(plain.suffix(2)), number > 0
    {
      (self.number, letter, self.part) = (number, "", part == 0 ? nil : part)
      return
    }
    let pieces = plain.split(separator: "/", omittingEmptySubsequences: false)
    guard pieces.count <= 2, let head = pieces.first else { return nil }
    let figures = head.prefix { $0.isDigit }
    let rest = head.dropFirst(figures.count)
    guard (1...3).contains(figures.count), let number = Int(figures), number > 0,
      rest.isEmpty || rest.count == 1 && ("A"..."Z").contains(String(rest))
    else { return nil }
    if pieces.count == 2 {
      guard pieces[1].allSatisfy(\.isDigit), let part = Int(pieces[1]), part < 1000 else { return nil }
      self.part = part == 0 ? nil : part
    } else {
      part = nil
    }
    (self.number, letter) = (number, String(rest))
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

/// One or more offence codes as a theme lists them: `34B`, `34/2`, a whole class `8`, `8*` or `8/*`, or a range
/// `28E-28H`, `34/1-34/9`, `1-5`.
public struct OffenceCodePattern: Hashable, Sendable {
  /// The pattern as it was written.
  public let text: String

  private let numbers: ClosedRange<Int>
  /// The letters that fit; `nil` for any or none.
  private let letters: ClosedRange<String>?
  /// The parts that fit; `nil` for any or none.
  private let parts: ClosedRange<Int>?

  /// The pattern that a text spells.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` with the spelling that would do.
  public init(_ text: String) throws(HotspotError) {
    self.text = text
    let mistake = HotspotError.invalidParameter(
      "offence code '\(text)': write a class (8 or 8/*), a code (34B or 34/2) or a range (28E-28H, 34/1-34/9, 1-5)"
    )
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { end in
      OffenceCode(String(end.hasSuffix("/*") ? end.dropLast(2) : end.hasSuffix("*") ? end.dropLast() : end))
    }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      first.number <= last.number, first.letter <= last.letter, (first.part ?? 0) <= (last.part ?? 0)
    else { throw mistake }
    // Only the last thing a code says may run: 28E-28H, but not 28E-30.
    let runsByNumber = first.number != last.number
    let runsByLetter = first.letter != last.letter
    guard !runsByNumber || first.letter + last.letter == "" && first.part == nil && last.part == nil,
      !runsByLetter || first.letter != "" && first.part == nil && last.part == nil,
      (first.part == nil) == (last.part == nil)
    else { throw mistake }
    numbers = first.number...last.number
    letters = first.letter.isEmpty ? nil : first.letter...last.letter
    parts = first.part.flatMap { low in last.part.map { low...$0 } }
  }

  /// Whether a code is one of these; `nil` where the code does not say enough, as `34/2` and `34` do not beside
  /// `34B`.
  public func admits(_ code: OffenceCode) -> Bool? {
    guard numbers.contains(code.number) else { return false }
    var isSure = true
    if let letters {
      if code.letter.isEmpty { isSure = false } else if !letters.contains(code.letter) { return false }
    }
    if let parts {
      guard let part = code.part else { return nil }
      if !parts.contains(part) { return false }
    }
    return isSure ? true : nil
  }
}

extension [OffenceCodePattern] {
  /// Whether a code is one of any of these; `nil` where it does not say enough.
  func admits(_ code: OffenceCode) -> Bool? {
    var isSure = true
    for pattern in self {
      guard let answer = pattern.admits(code) else {
        isSure = false
        continue
      }
      if answer { return true }
    }
    return isSure ? false : nil
  }
}
