/// What a row must say in a column to be selected: `category=Robbery`, `Beat!=A1,A2`.
public struct RowCondition: Hashable, Sendable, CustomStringConvertible {
  /// The column, by its name in the header or its role.
  public let column: String

  /// The values, compared without regard to case; an empty one is a row that says nothing.
  public let values: [String]

  /// Whether the values are those that a row must not have.
  public let isNegated: Bool

  /// The condition as it can be written.
  public var description: String {
    column + (isNegated ? "!=" : "=")
      + values.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
  }

  /// Reads `COLUMN=VALUE,…` or `COLUMN!=VALUE,…`; a value that holds a comma stands in double quotes.
  ///
  /// Throws ``HotspotError/invalidParameter(_:)`` where there is no column or no equals sign.
  public init(_ text: String) throws(HotspotError) {
    guard let sign = text.firstIndex(of: "=") else {
      throw .invalidParameter(
        "--where '\(text)': write COLUMN=VALUE or COLUMN!=VALUE, several values with commas")
    }
    var name = text[..<sign]
    isNegated = name.last == "!"
    if isNegated { name.removeLast() }
    column = Self.trimmed(name)
    guard !column.isEmpty else {
      throw .invalidParameter("--where '\(text)': no column stands before the equals sign")
    }
    var values = [""]
    var isQuoted = false
    for character in text[text.index(after: sign)...] {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        values.append("")
      } else {
        values[values.count - 1].append(character)
      }
    }
    self.values = values.map { Self.trimmed($0[...]) }
  }

  /// Whether each of some texts fits.
  func fits(_ texts: [String]) -> [Bool] {
    let wanted = Set(values.map { $0.lowercased() })
    return texts.map { wanted.contains(Self.trimmed($0[...]).lowercased()) != isNegated }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension IncidentTable {
  /// Which rows fit every condition; the columns that they name must have been kept, see ``ReadingRules/kept``.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` for a column that the table does not have.
  func fitting(_ conditions: [RowCondition]) throws(HotspotError) -> [Bool] {
    var fits = [Bool](repeating: true, count: count)
    for condition in conditions {
      switch condition.column.lowercased() {
      case ColumnChoice.Role.category.rawValue:
        let isWanted = condition.fits(categories)
        for row in 0..<count where !isWanted[Int(category[row])] { fits[row] = false }
      case ColumnChoice.Role.place.rawValue:
        let isWanted = condition.fits(places)
        for row in 0..<count where !isWanted[place.isEmpty ? 0 : Int(place[row])] { fits[row] = false }
      default:
        guard let column = columns[condition.column] ?? columns[condition.column.lowercased()] else {
          throw .invalidParameter("--where \(condition): the table has no column '\(condition.column)'")
        }
        let isWanted = condition.fits(column.texts)
        for row in 0..<count where !isWanted[Int(column.numbers[row])] { fits[row] = false }
      }
    }
    return fits
  }
}
