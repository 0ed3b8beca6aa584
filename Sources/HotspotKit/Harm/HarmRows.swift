internal import Files

/// The rows of a table of harm as a CSV file holds them.
///
/// A column `value` (or `weight`, `days`, `harm`, `score`), and `offence_code`, `offence` and `category` as far as the
/// table knows them; several codes or names in one field are parted by semicolons. `source`, `dated` and `unit` may stand
/// beside.
struct HarmRows {
  private(set) var entries: [HarmTable.Entry] = []
  /// What the rows say of themselves, each once, in their order.
  private(set) var sources: [String] = []
  private(set) var dates: [String] = []
  private(set) var units: [String] = []

  private let name: String
  private let columns: HarmColumns
  /// The line on which each code, name and category was met: the same twice would have two values.
  private var met: [String: Int] = [:]

  /// The rows of a table that ships: plain lines without a quote.
  init(text bytes: [UInt8], named name: String) throws(HotspotError) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    self.name = name
    columns = try HarmColumns(header: lines.first ?? [], file: name)
    for (number, fields) in lines.enumerated().dropFirst() { try take(fields, line: number + 1) }
  }

  /// The rows of a user's file.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` with the line that is at fault.
  init(path: String) throws(HotspotError) {
    name = path
    var rows = try RowSource(path: path)
    var record = CSVRecord()
    guard try rows.advance(to: &record) else {
      throw .malformedInput("\(path) is empty: it has not even a header")
    }
    columns = try HarmColumns(header: (0..<record.count).map { record.text($0) }, file: path)
    while try rows.advance(to: &record) {
      try take((0..<record.count).map { record.text($0) }, line: record.line)
    }
    if entries.isEmpty { throw .malformedInput("\(path): a header and no row: there is no value in it") }
  }

  private mutating func take(_ fields: [String], line: Int) throws(HotspotError) {
    func text(_ column: Int?) -> String {
      guard let column, column < fields.count else { return "" }
      return fields[column].trimmed
    }
    func list(_ column: Int?) -> [String] { text(column).split(separator: ";").map { String($0).trimmed } }
    let place = "\(name), line \(line)"
    guard let value = Double(decimal: Array(text(columns.value).utf8).span), value.isFinite, value >= 0 else {
      throw .malformedInput("\(place): its value is missing, negative or no number")
    }
    var codes: [OffenceCodePattern] = []
    for code in list(columns.code) {
      do { codes.append(try OffenceCodePattern(code)) } catch { throw .malformedInput("\(place): \(error)") }
    }
    let offences = list(columns.offence)
    let category = text(columns.category).isEmpty ? nil : text(columns.category)
    guard !codes.isEmpty || !offences.isEmpty || category != nil else {
      throw .malformedInput(
        "\(place): a value and neither code, offence nor category: say what it is the value of")
    }
    // An offence beside its category is one of several in it; a category alone, or under its own name, is meant whole.
    let isWhole =
      category.map { whole in
        (codes.isEmpty && offences.isEmpty) || offences.contains { $0.words == whole.words }
      } ?? false
    for key in list(columns.code).map({ "code \($0)" })
      + offences.map({ "offence \($0.words.joined(separator: " "))" })
      + (isWhole ? ["category \((category ?? "").words.joined(separator: " "))"] : [])
    {
      if let first = met[key] {
        throw .malformedInput("\(place): \(key) stands on line \(first) already: one value for each")
      }
      met[key] = line
    }
    let source = text(columns.source)
    for (said, known) in [
      (source, \Self.sources), (text(columns.dated), \Self.dates), (text(columns.unit), \Self.units),
    ]
    where !said.isEmpty && !self[keyPath: known].contains(said) {
      self[keyPath: known].append(said)
    }
    entries.append(
      HarmTable.Entry(
        codes: codes, offences: offences, category: isWhole ? category : nil, value: value,
        source: source.isEmpty ? nil : source))
  }
}

/// Where in a row of a table of harm each thing stands.
private struct HarmColumns {
  let code: Int?
  let offence: Int?
  let category: Int?
  let value: Int
  let source: Int?
  let dated: Int?
  let unit: Int?

  init(header: [String], file: String) throws(HotspotError) {
    let names = ColumnNames(header: header, choice: .detected, file: file)
    code = names.first(ColumnAliases.of(.offenceCode) + ["code"])
    offence = names.first([
      "offence", "offense", "offencedescription", "description", "item", "prcsubgroup", "subgroup",
    ])
    category = names.first(["category", "crimetype", "crimecategory"])
    guard let value = names.first(Self.values) ?? names.plain.firstIndex(where: { $0.hasPrefix("cchi") })
    else {
      throw .malformedInput("\(file): no column 'value' (or weight, days, harm, score); \(names.list)")
    }
    self.value = value
    source = names.first(["source", "note"])
    dated = names.first(["dated", "date", "year"])
    unit = names.first(["unit"])
    guard code != nil || offence != nil || category != nil else {
      throw .malformedInput(
        "\(file): no column 'offence_code', 'offence' or 'category' says what a value is of; \(names.list)")
    }
  }

  private static let values = ["value", "weight", "days", "harm", "score", "severity"]
}

extension String {
  /// The text without spaces at its ends.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }
}
