internal import Yams

/// One mapping of a theme file, whose keys are known; every answer to a mistake begins with its line.
struct ThemeSection {
  let name: String
  let source: String
  private let mapping: Node.Mapping

  init(_ node: Node, named name: String, in source: String, keys: [String]) throws(HotspotError) {
    self.name = name
    self.source = source
    guard let mapping = node.mapping else {
      throw .malformedInput(
        "\(Self.place(node, source)): \(name) must hold keys: \(keys.joined(separator: ", "))")
    }
    self.mapping = mapping
    for (key, _) in mapping {
      guard let word = key.string, keys.contains(word) else {
        throw .malformedInput(
          "\(Self.place(key, source)): unknown key '\(key.string ?? "?")' in \(name); allowed: \(keys.joined(separator: ", "))"
        )
      }
    }
  }

  static func place(_ node: Node, _ source: String) -> String {
    node.mark.map { "\(source), line \($0.line)" } ?? source
  }

  /// Where the section itself begins.
  var place: String { mapping.mark.map { "\(source), line \($0.line)" } ?? source }

  func has(_ key: String) -> Bool { mapping[Node(key)] != nil }

  private func node(_ key: String) throws(HotspotError) -> Node {
    guard let node = mapping[Node(key)] else {
      throw .malformedInput("\(place): \(name) has no '\(key)'")
    }
    return node
  }

  /// What is wrong with the value of a key.
  func mistake(_ key: String, _ sentence: String) -> HotspotError {
    let place = mapping[Node(key)].map { Self.place($0, source) } ?? source
    return .malformedInput("\(place): \(sentence)")
  }

  func section(_ key: String, keys: [String]) throws(HotspotError) -> ThemeSection {
    try ThemeSection(try node(key), named: key, in: source, keys: keys)
  }

  /// One mapping or a list of them, at least one.
  func sections(_ key: String, keys: [String]) throws(HotspotError) -> [ThemeSection] {
    let node = try node(key)
    guard let sequence = node.sequence else { return [try section(key, keys: keys)] }
    if sequence.isEmpty { throw mistake(key, "'\(key)' must hold keys: \(keys.joined(separator: ", "))") }
    var sections: [ThemeSection] = []
    for item in sequence { sections.append(try ThemeSection(item, named: key, in: source, keys: keys)) }
    return sections
  }

  func text(_ key: String) throws(HotspotError) -> String {
    guard let text = try node(key).string, !text.isEmpty else {
      throw mistake(key, "'\(key)' must be a text")
    }
    return text
  }

  func texts(_ key: String) throws(HotspotError) -> [String] {
    guard let sequence = try node(key).sequence else { throw mistake(key, "'\(key)' must be a list") }
    let texts = sequence.compactMap(\.string)
    guard texts.count == sequence.count, !texts.isEmpty, texts.allSatisfy({ !$0.isEmpty }) else {
      throw mistake(key, "'\(key)' must be a list of texts, at least one")
    }
    return texts
  }

  /// A list that may be left out.
  func textsIfAny(_ key: String) throws(HotspotError) -> [String] { has(key) ? try texts(key) : [] }

  func number(_ key: String, in range: ClosedRange<Double>) throws(HotspotError) -> Double {
    guard let text = try node(key).string, let number = Double(text), range.contains(number) else {
      throw mistake(key, "'\(key)' must be a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func whole(_ key: String, in range: ClosedRange<Int>) throws(HotspotError) -> Int {
    guard let text = try node(key).string, let number = Int(text), range.contains(number) else {
      throw mistake(key, "'\(key)' must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// One of the words that are allowed.
  func word<Word: RawRepresentable<String> & CaseIterable>(
    _ key: String, _: Word.Type
  ) throws(HotspotError) -> Word {
    let text = try text(key)
    guard let word = Word(rawValue: text) else { throw unknown(text, key, Word.self) }
    return word
  }

  /// Some of the words that are allowed; the key may be left out.
  func words<Word: RawRepresentable<String> & CaseIterable>(
    _ key: String, _: Word.Type
  ) throws(HotspotError) -> [Word] {
    try each(key) { text throws(HotspotError) in
      guard let word = Word(rawValue: text) else { throw unknown(text, key, Word.self) }
      return word
    }
  }

  private func unknown<Word: RawRepresentable<String> & CaseIterable>(
    _ text: String, _ key: String, _: Word.Type
  ) -> HotspotError {
    let allowed = Word.allCases.map(\.rawValue).joined(separator: ", ")
    return .invalidParameter("'\(text)' is no \(key); allowed: \(allowed)")
  }

  /// Reads each text of a list that may be left out, and puts its line before what is complained of.
  func each<Value>(
    _ key: String, _ read: (String) throws(HotspotError) -> Value
  ) throws(HotspotError) -> [Value] {
    var values: [Value] = []
    for (index, text) in try textsIfAny(key).enumerated() {
      do { values.append(try read(text)) } catch {
        guard case .invalidParameter(let sentence) = error, let item = mapping[Node(key)]?.sequence?[index]
        else { throw error }
        throw .malformedInput("\(Self.place(item, source)): \(sentence)")
      }
    }
    return values
  }

  /// Runs `read` and puts the line of a key before what it complains of.
  func placed<Value>(
    _ key: String, _ read: () throws(HotspotError) -> Value
  ) throws(HotspotError) -> Value {
    do { return try read() } catch {
      guard case .invalidParameter(let sentence) = error else { throw error }
      throw mistake(key, sentence)
    }
  }
}
