extension TimeZoneRules {
  /// Reads the rules of a place from the time zone database.
  ///
  /// Throws ``FileError/notFound(_:)`` where there is no database (on Debian the package `tzdata`) or no such
  /// place in it.
  ///
  /// Source: RFC 8536, the Time Zone Information Format.
  public init(named name: String, in folder: String = "/usr/share/zoneinfo") throws(FileError) {
    guard FileStatus(of: folder)?.isFolder == true else {
      throw .notFound(
        "there is no time zone database in \(folder): install it (on Debian: apt-get install tzdata)")
    }
    let isName =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+")
          || byte == UInt8(ascii: "-") || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
      }
    let path = "\(folder)/\(name)"
    guard isName, !name.hasPrefix("/"), FileStatus(of: path)?.isPlainFile == true else {
      throw .notFound("there is no time zone '\(name)': write it like Europe/London or America/Chicago")
    }
    var reader = TimeZoneReader(bytes: try readBytes(of: path))
    guard let (first, changes) = reader.rules() else {
      throw .malformed(file: path, line: nil, reason: "is no file of the time zone database")
    }
    self.init(name: name, first: first, changes: changes)
  }
}

/// Reads the bytes of a file of the time zone database.
private struct TimeZoneReader {
  let bytes: [UInt8]
  var at = 0

  /// The offset at first and its changes up to 2199, in minutes; `nil` where the bytes are something else.
  mutating func rules() -> (Int, [TimeZoneRules.Change])? {
    guard var counts = header() else { return nil }
    var width = 4
    if counts.version >= UInt8(ascii: "2") {
      // The first block repeats the second in 32 bits, for old readers.
      at += counts.length(width: 4)
      guard let second = header() else { return nil }
      (counts, width) = (second, 8)
    }
    guard at + counts.length(width: width) <= bytes.count, counts.kinds > 0 else { return nil }
    let moments = (0..<counts.times).map { integer(at + $0 * width, width) }
    let indices = at + counts.times * width
    let kinds = indices + counts.times
    func offset(_ kind: Int) -> Int { integer(kinds + kind * 6, 4) }
    guard (0..<counts.times).allSatisfy({ Int(bytes[indices + $0]) < counts.kinds }) else { return nil }
    let first = offset(0)
    var turns = zip(moments, 0...).map { (moment: $0, offset: offset(Int(bytes[indices + $1]))) }
    at += counts.length(width: width)
    if width == 8, let last = footer() {
      let known = turns.last?.moment ?? .min
      turns += last.turns(through: 2199).filter { $0.moment > known }
    }
    return (minutes(first), changes(turns, after: first))
  }

  private struct Counts {
    let version: UInt8
    let times: Int
    let kinds: Int
    let letters: Int
    let leaps: Int
    let flags: Int

    /// How many bytes follow the header.
    func length(width: Int) -> Int { times * (width + 1) + kinds * 6 + letters + leaps * (width + 4) + flags }
  }

  private mutating func header() -> Counts? {
    guard bytes.count >= at + 44, bytes[at..<at + 4].elementsEqual("TZif".utf8) else { return nil }
    let counts = (0..<6).map { integer(at + 20 + $0 * 4, 4) }
    guard counts.allSatisfy({ (0...1 << 20).contains($0) }) else { return nil }
    defer { at += 44 }
    return Counts(
      version: bytes[at + 4], times: counts[3], kinds: counts[4], letters: counts[5], leaps: counts[2],
      flags: counts[0] + counts[1])
  }

  /// A whole number with its sign, the highest byte first.
  private func integer(_ start: Int, _ width: Int) -> Int {
    var value: UInt64 = bytes[start] & 0x80 == 0 ? 0 : .max
    for byte in bytes[start..<start + width] { value = value << 8 | UInt64(byte) }
    return Int(truncatingIfNeeded: value)
  }

  /// The rule that holds behind the last change: a line of text.
  private func footer() -> YearlyRule? {
    let text = bytes[min(at, bytes.count)...].drop { $0 == 0x0a }.prefix { $0 != 0x0a }
    return YearlyRule(Array(text))
  }

  private func changes(_ turns: [(moment: Int, offset: Int)], after first: Int) -> [TimeZoneRules.Change] {
    var changes: [TimeZoneRules.Change] = []
    var before = minutes(first)
    for turn in turns {
      let after = minutes(turn.offset)
      // Only the name of the time changed.
      if after == before { continue }
      changes.append(TimeZoneRules.Change(moment: minutes(turn.moment), before: before, after: after))
      before = after
    }
    return changes
  }

  /// Whole minutes: only the offsets of the time before railways have seconds.
  private func minutes(_ seconds: Int) -> Int {
    let shifted = seconds + 30
    return (shifted >= 0 ? shifted : shifted - 59) / 60
  }
}
