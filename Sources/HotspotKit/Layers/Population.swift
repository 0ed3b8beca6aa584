internal import Files
internal import Geospatial

/// How many people live, or stay, in each of some areas.
public struct Population: Sendable {
  /// People per cell; `nil` where the source does not say.
  public let people: [Double?]

  /// Where they come from, such as `census.csv, column residents`.
  public let source: String

  /// What a reader must know, in sentences.
  public let remarks: [String]

  private init(people: [Double?], source: String, remarks: [String] = []) {
    self.people = people
    self.source = source
    let missing = people.count { $0 == nil }
    let total = people.reduce(0) { $0 + ($1 ?? 0) }
    var said = remarks
    said.append("population: \(total.plain) in \(people.count - missing) areas, from \(source)")
    if missing > 0 {
      said.append("\(missing) of \(people.count) areas have no population there: they have no rate per 1,000")
    }
    self.remarks = said
  }

  /// A property of the areas' own file; areas that are one cell add up.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` where no area has it or one is no count of people.
  public init(property: String, of cells: PolygonCells) throws(HotspotError) {
    var people: [Double?] = []
    for (cell, members) in cells.properties.enumerated() {
      var sum: Double?
      for value in members.compactMap({ $0[property] }) where value != .null && value.plainText != "" {
        guard let number = value.double ?? value.plainText.flatMap(Self.number), number >= 0 else {
          throw .malformedInput(
            "\(cells.source), area \(cells.ids[cell]): its \(property) is no number of people: mend it, or name another property"
          )
        }
        sum = (sum ?? 0) + number
      }
      people.append(sum)
    }
    guard people.contains(where: { $0 != nil }) else {
      let known = cells.properties.first?.first?.keys.joined(separator: ", ") ?? ""
      throw .malformedInput("\(cells.source): no area has a property '\(property)'; there are: \(known)")
    }
    self.init(people: people, source: "\(cells.source), property \(property)")
  }

  /// A column of a CSV file with a row for each area, found by the areas' ids in whichever other column holds most
  /// of them.
  ///
  /// Commas between thousands are passed over; an empty field is an area of which nothing is known.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` where there is no such column, no column holds an id, an area stands
  ///   twice or a field is no count of people; ``HotspotError/file(_:)`` where the file cannot be read.
  public init(path: String, column: String, of cells: PolygonCells) throws(HotspotError) {
    let name = String(path.split(separator: "/").last ?? "")
    var rows = try RowSource(path: path)
    var record = CSVRecord()
    guard try rows.advance(to: &record) else { throw .malformedInput("\(path) is empty") }
    let header = (0..<record.count).map { record.text($0) }
    guard let value = header.firstIndex(where: { Columns.plain($0) == Columns.plain(column) }) else {
      throw .malformedInput("\(name): no column '\(column)'; there are: \(header.joined(separator: ", "))")
    }
    let numbers = Dictionary(uniqueKeysWithValues: cells.ids.enumerated().map { ($1, $0) })
    var found: [Int: [(cell: Int, line: Int, text: String)]] = [:]
    while try rows.advance(to: &record) {
      guard record.count > value else { continue }
      for field in 0..<record.count where field != value {
        if let cell = numbers[record.text(field)] {
          found[field, default: []].append((cell, record.line, record.text(value)))
        }
      }
    }
    guard let key = found.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }) else {
      throw .malformedInput(
        "\(name): no column holds the areas' ids, such as \(cells.ids[0]): give a table with a row for each area"
      )
    }
    var people = [Double?](repeating: nil, count: cells.count)
    var lines = [Int?](repeating: nil, count: cells.count)
    for (cell, line, text) in key.value {
      if let first = lines[cell] {
        throw .malformedInput(
          "\(name): area \(cells.ids[cell]) stands on lines \(first) and \(line): give a table with one row for each area"
        )
      }
      lines[cell] = line
      if text.allSatisfy(\.isWhitespace) { continue }
      guard let number = Self.number(text), number >= 0 else {
        throw .malformedInput("\(name), line \(line): its \(header[value]) is no number of people: mend it")
      }
      people[cell] = number
    }
    self.init(people: people, source: "\(name), column \(header[value]), areas by \(header[key.key])")
  }

  /// A number whose thousands may be parted by commas; a comma anywhere else makes it none.
  private static func number(_ text: String) -> Double? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.dropFirst().allSatisfy({ $0.prefix { $0.isNumber }.count == 3 }) else { return nil }
    return Double(decimal: Array(groups.joined().utf8).span).flatMap { $0.isFinite ? $0 : nil }
  }
}

extension Double {
  /// A number for a sentence: whole ones without a point.
  var plain: String { self == rounded() && abs(self) < 1e15 ? String(Int(self)) : String(self) }
}
