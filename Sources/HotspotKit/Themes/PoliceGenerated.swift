public import Geospatial

/// The police-generated offences among the records: those that are found because police searched, such as
/// possession of weapons and of drugs. They show where police looked, not where help was wanted.
///
/// A record is one when its category is `Possession of weapons`, `Drugs` or a stop and search, its Home Office
/// class is 10, 81, 90 (weapons) or 92 (drugs), or its source says so.
///
/// Source: Home Office, *Police recorded crime and outcomes open data tables*, offence groups "Possession of
/// weapons offences" and "Drug offences".
public struct PoliceGenerated: Hashable, Sendable {
  /// Where they stand, in metres: all within the area and the days asked for, whatever the theme selects.
  public let points: PlanarPoints

  /// Which of them are among the incidents.
  public let isCounted: [Bool]

  /// How many of them the theme selects and are left out of its demand all the same.
  public let leftOut: Int

  /// Police-generated offences from columns of one length.
  public init(points: PlanarPoints, isCounted: [Bool], leftOut: Int) {
    precondition(points.count == isCounted.count, "columns of one table have one length")
    self.points = points
    self.isCounted = isCounted
    self.leftOut = leftOut
  }

  private static let categories: Set<String> = ["possession of weapons", "drugs", "stop and search"]

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
