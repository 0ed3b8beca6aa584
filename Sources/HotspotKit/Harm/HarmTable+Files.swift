internal import Files

extension HarmTable {
  /// A table that ships, by its name on the command line.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` naming those that ship.
  public static func named(_ name: String) throws(HotspotError) -> HarmTable {
    guard let table = Shipped(rawValue: name) else {
      let known = Shipped.allCases.map(\.rawValue).joined(separator: ", ")
      throw .invalidParameter(
        "harm '\(name)': the tables that ship are \(known); name a file of your own with --harm-table")
    }
    return try shipped(table)
  }

  /// A user's own table, as a newer one than those that ship: a CSV file with a column `value` and one or more of
  /// `offence_code`, `offence` and `category`.
  ///
  /// Columns `source`, `dated` and `unit` are carried on where they stand. A category beside an offence says where the
  /// offence belongs; it is meant whole only alone, or under its own name.
  ///
  /// - Throws: ``HotspotError/file(_:)`` where it cannot be read; ``HotspotError/malformedInput(_:)`` with the line that
  ///   is at fault.
  public init(path: String) throws(HotspotError) {
    let rows = try HarmRows(path: path)
    let digest: String
    do { digest = try Digest.sha256(ofFile: path) } catch { throw .file(error) }
    self.init(
      title: String(path.split(separator: "/").last ?? ""),
      source: rows.sources.isEmpty ? nil : rows.sources.joined(separator: "; "),
      dated: rows.dates.isEmpty ? nil : rows.dates.joined(separator: ", "), isSecondHand: nil,
      unit: rows.units.count == 1 ? rows.units[0] : "the table's own unit", digest: digest,
      entries: rows.entries)
  }

  /// Whose figures they are, for the provenance.
  var facts: JSONObject {
    [
      "table": .string(title), "source": source.map(JSONValue.string) ?? .null,
      "dated": dated.map(JSONValue.string) ?? .null, "second_hand": isSecondHand.map(JSONValue.bool) ?? .null,
      "sha256": digest.map(JSONValue.string) ?? .null, "unit": .string(unit),
      "entries": .integer(entries.count),
    ]
  }
}
