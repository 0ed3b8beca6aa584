extension PoliceGenerated {
  static let categories: Set<String> = ["possession of weapons", "drugs", "stop and search"]

  /// What a record's source may say, without anything but letters.
  private static let sources = [
    "policegenerated", "selfgenerated", "officergenerated", "stopsearch", "stopandsearch", "proactive",
  ]

  /// Whether each row of a table is police-generated.
  static func rows(of table: IncidentTable) throws(HotspotError) -> [Bool] {
    let isCategory = table.categories.map { categories.contains($0.lowercased()) }
    var classes: [OffenceCodePattern] = []
    for pattern in ["10", "81", "90", "92"] { classes.append(try OffenceCodePattern(pattern)) }
    let isCode = AnsweredColumn("offence_code", of: table) { text in
      OffenceCode(text).map { classes.admits($0) == true } ?? false
    }
    let isSource = AnsweredColumn("source", of: table, isSource)
    return (0..<table.count).map { row in
      isCategory[Int(table.category[row])] || isCode?[row] == true || isSource?[row] == true
    }
  }

  static func isSource(_ text: String) -> Bool {
    let words = text.words
    guard let first = words.first, !OffenceFlag.negations.contains(first) else { return false }
    let plain = words.joined()
    return sources.contains { plain.contains($0) }
  }
}
