internal import Yams

/// Reads a theme from YAML and answers a mistake with its line and what would be allowed there.
public struct ThemeReader {
  private let source: String

  /// A reader that names its source in its answers.
  public init(naming source: String) { self.source = source }

  /// The theme a text describes.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` with the line of the first mistake.
  public func theme(from text: String) throws(HotspotError) -> Theme {
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch {
      throw .malformedInput("\(source): not YAML: \(error)")
    }
    guard let root else { throw .malformedInput("\(source): the theme is empty") }
    let top = try Section(
      root, named: "theme", in: source,
      keys: ["id", "title", "select", "cell", "bandwidth", "cut", "zones", "tiers", "windows", "tactics"])
    let select = try top.section("select", keys: ["category"])
    let cut = try top.section("cut", keys: ["area_share"])
    let zones = try top.section("zones", keys: ["cap_cells", "most", "minimum_incidents"])
    let tiers = try top.section("tiers", keys: ["primary", "secondary"])
    var windows: [WeekWindow] = []
    for item in try top.texts("windows") {
      windows += try top.placed("windows") { () throws(HotspotError) in try WeekWindow.parse(item) }
    }
    return Theme(
      id: try top.text("id"),
      title: try top.text("title"),
      categories: try select.texts("category"),
      cell: try top.placed("cell") { () throws(HotspotError) in try CellShape(try top.text("cell")) },
      bandwidth: try top.number("bandwidth", in: 1...100_000),
      rule: ZoneRule(
        areaShare: try cut.number("area_share", in: 1e-6...1),
        capCells: try zones.whole("cap_cells", in: 1...10_000),
        most: try zones.whole("most", in: 1...10_000),
        minimumIncidents: try zones.number("minimum_incidents", in: 0...1e9)),
      tiers: TierRule(
        primary: try tiers.whole("primary", in: 0...10_000),
        secondary: try tiers.whole("secondary", in: 0...10_000)),
      windows: windows,
      tactics: try top.texts("tactics"))
  }
}

/// One mapping of the file, whose keys are known.
private struct Section {
  let mapping: Node.Mapping
  let name: String
  let source: String

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

  func node(_ key: String) throws(HotspotError) -> Node {
    guard let node = mapping[Node(key)] else {
      throw .malformedInput("\(source): \(name) has no '\(key)'")
    }
    return node
  }

  func section(_ key: String, keys: [String]) throws(HotspotError) -> Section {
    try Section(try node(key), named: key, in: source, keys: keys)
  }

  func text(_ key: String) throws(HotspotError) -> String {
    let node = try node(key)
    guard let text = node.string, !text.isEmpty else {
      throw .malformedInput("\(Self.place(node, source)): '\(key)' must be a text")
    }
    return text
  }

  func texts(_ key: String) throws(HotspotError) -> [String] {
    let node = try node(key)
    guard let sequence = node.sequence else {
      throw .malformedInput("\(Self.place(node, source)): '\(key)' must be a list")
    }
    let texts = sequence.compactMap(\.string)
    guard texts.count == sequence.count, !texts.isEmpty else {
      throw .malformedInput("\(Self.place(node, source)): '\(key)' must be a list of texts, at least one")
    }
    return texts
  }

  func number(_ key: String, in range: ClosedRange<Double>) throws(HotspotError) -> Double {
    let node = try node(key)
    guard let text = node.string, let number = Double(text), range.contains(number) else {
      throw .malformedInput(
        "\(Self.place(node, source)): '\(key)' must be a number from \(range.lowerBound) to \(range.upperBound)"
      )
    }
    return number
  }

  func whole(_ key: String, in range: ClosedRange<Int>) throws(HotspotError) -> Int {
    let node = try node(key)
    guard let text = node.string, let number = Int(text), range.contains(number) else {
      throw .malformedInput(
        "\(Self.place(node, source)): '\(key)' must be a whole number from \(range.lowerBound) to \(range.upperBound)"
      )
    }
    return number
  }

  /// Runs `read` and puts the line of a key before what it complains of.
  func placed<Value>(
    _ key: String, _ read: () throws(HotspotError) -> Value
  ) throws(HotspotError) -> Value {
    do { return try read() } catch {
      guard case .invalidParameter(let text) = error else { throw error }
      throw .malformedInput("\(Self.place(try node(key), source)): \(text)")
    }
  }
}
