/// What a row counts for.
public enum Weighting: Hashable, Sendable {
  /// One.
  case count

  /// The harm that its offence does, by a table.
  case harm

  /// The number in a column.
  case column(String)

  /// A weighting as it is written on the command line: `count`, `harm` or `column:NAME`.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when it is none of them.
  public init(_ text: String) throws(HotspotError) {
    let parts = text.split(separator: ":", maxSplits: 1)
    if text == "count" {
      self = .count
    } else if text == "harm" {
      self = .harm
    } else if parts.count == 2, parts[0] == "column" {
      self = .column(String(parts[1]))
    } else {
      throw .invalidParameter("weight '\(text)': write count, harm or column:NAME")
    }
  }
}

extension Weighting: CustomStringConvertible {
  /// The weighting as it is written on the command line.
  public var description: String {
    switch self {
    case .count: "count"
    case .harm: "harm"
    case .column(let name): "column:\(name)"
    }
  }
}

extension IncidentTable {
  /// What each of some rows counts for by a column; `nil` where no column is named.
  ///
  /// A row without a weight would count for nothing or for anything, so none is let pass.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` when a row's weight is missing, negative or no number;
  ///   ``HotspotError/invalidParameter(_:)`` when no column was read as the weight.
  func weights(of rows: some Collection<Int>, by weighting: Weighting) throws(HotspotError) -> [Double]? {
    guard case .column(let name) = weighting else { return nil }
    guard let weight else {
      throw .invalidParameter("no column was read as the weight: name one with --weight column:NAME")
    }
    let faulty = rows.filter { !(weight[$0] >= 0) }
    if let first = faulty.first {
      throw .malformedInput(
        """
        \(sources[Int(file[first])].name), line \(line[first]): the weight in column '\(name)' is missing, \
        negative or no number; so it is in \(faulty.count) of \(rows.count) rows that count: mend them
        """)
    }
    return rows.map { weight[$0] }
  }
}
