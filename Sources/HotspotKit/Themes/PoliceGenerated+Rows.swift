extension PoliceGenerated {
  static let categories: Set<String> = ["possession of weapons", "drugs", "stop and search"]

  /// What a record's source may say, without anything but letters.
  private static let sources = [
    "policegenerated", "selfgenerated", "officergenerated", "stopsearch", "stopandsearch", "proactive",
  ]

  /// Tells of each row of a table whether it is police-generated.
  struct Marks {
    private let category: [UInt16]
    private let isCategory: [Bool]
    private let isCode: AnsweredColumn<Bool>?
    private let isSource: AnsweredColumn<Bool>?

    fileprivate init(
      _ table: IncidentTable, isCategory: [Bool], isCode: AnsweredColumn<Bool>?,
      isSource: AnsweredColumn<Bool>?
    ) {
      (category, self.isCategory, self.isCode, self.isSource) = (table.category, isCategory, isCode, isSource)
    }

    /// Whether a row is.
    subscript(row: Int) -> Bool {
      isCategory[Int(category[row])] || isCode?[row] == true || isSource?[row] == true
    }

    /// Those of some rows that are, as places among these.
    func places(among rows: RowList) -> [Int] {
      guard rows.isWhole, isCode == nil, isSource == nil else {
        return rows.indices.filter { self[rows[$0]] }
      }
      var places: [Int] = []
      let (categories, isOne) = (category.span, isCategory.span)
      for row in 0..<rows.count where isOne[Int(categories[row])] { places.append(row) }
      return places
    }
  }

  /// The rows of a table that are police-generated.
  static func rows(of table: IncidentTable) throws(HotspotError) -> Marks {
    let isCategory = table.categories.map { categories.contains($0.lowercased()) }
    var classes: [OffenceCodePattern] = []
    for pattern in ["10", "81", "90", "92"] { classes.append(try OffenceCodePattern(pattern)) }
    let isCode = AnsweredColumn("offence_code", of: table) { text in
      OffenceCode(text).map { classes.admits($0) == true } ?? false
    }
    let isSource = AnsweredColumn("source", of: table, isSource)
    return Marks(table, isCategory: isCategory, isCode: isCode, isSource: isSource)
  }

  static func isSource(_ text: String) -> Bool {
    let words = text.words
    guard let first = words.first, !OffenceFlag.negations.contains(first) else { return false }
    let plain = words.joined()
    return sources.contains { plain.contains($0) }
  }
}
