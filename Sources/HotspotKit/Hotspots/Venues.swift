internal import Files
internal import Geospatial

/// Places with names at which incidents may gather, such as licensed premises, from a user's file.
///
/// An incident is at a venue when it stands within ``reach`` of it and no other venue is as near. Homes and places where
/// people are held are no venues, whatever the file says.
public struct Venues: Sendable {
  /// How far from its place an incident may stand and still be at a venue, in metres, where nobody says otherwise: half
  /// a frontage, and what addresses are off by.
  public static let usualReach = 25.0

  /// The farthest that may be asked for, in metres: beyond it the next house is as likely.
  public static let longestReach = 200.0

  /// Below this many incidents a name could point at one of them.
  public static let fewestIncidents = 3

  /// The file's name without its folders.
  public let source: String

  /// SHA-256 of the file.
  public let digest: String

  /// The venues' names, one per place.
  public let names: [String]

  /// How far from its place an incident may stand, in metres.
  public let reach: Double

  /// What was left out on the way, in sentences.
  public let remarks: [String]

  let points: PlanarPoints
  private let index: SegmentIndex

  /// Reads a CSV or GeoJSON file of places with a column of names, on the plane of a study area.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` where it has no names or no coordinates; ``HotspotError/file(_:)``
  ///   where it cannot be read; ``HotspotError/invalidParameter(_:)`` unless `reach` is above 0 and at most 200 m;
  ///   ``HotspotError/insufficientData(_:)`` where no venue is left.
  public init(path: String, reach: Double = usualReach, in area: borrowing StudyArea) throws(HotspotError) {
    try Self.require(reach: reach)
    var rules = ReadingRules()
    rules.columns.names[.place] = try Self.nameColumn(of: path)
    // One building may hold two venues, and one chain two places of a name.
    rules.oneRowPer = .row
    let table = try IncidentTable(files: [path], by: rules)
    let placement = try Placement(of: table, system: table.system(given: nil), in: area)
    var names: [String] = []
    var points = PlanarPoints()
    var (nameless, withheld) = (0, 0)
    for (place, row) in placement.rows.enumerated() {
      let name = table.places[Int(table.place[row])]
      if name.isEmpty {
        nameless += 1
      } else if CustodyWords.isHeld(name) || LeftOut.isDwelling(name) {
        withheld += 1
      } else {
        names.append(name)
        points.append(placement.spots.point(place))
      }
    }
    source = String(path.split(separator: "/").last ?? "")
    do { digest = try Digest.sha256(ofFile: path) } catch { throw .file(error) }
    guard !names.isEmpty else {
      throw .insufficientData(
        "\(source): none of its \(table.rowsRead) rows is a place with a name inside the study area")
    }
    var remarks: [String] = []
    let elsewhere = table.rowsRead - placement.rows.count
    if elsewhere > 0 {
      remarks.append("\(source): \(elsewhere) of \(table.rowsRead) rows lie outside or have no place")
    }
    if nameless > 0 { remarks.append("\(source): \(nameless) places without a name are no venues") }
    if withheld > 0 {
      remarks.append("\(source): \(withheld) places are homes or hold people, and are never named")
    }
    self.names = names
    self.points = points
    self.reach = reach
    self.remarks = remarks
    index = SegmentIndex(
      (0..<points.count).map { SegmentIndex.Piece(a: points[$0], b: points[$0], line: Int32($0)) })
  }

  /// Refuses a reach that would not tell a venue from its neighbour.
  public static func require(reach: Double) throws(HotspotError) {
    guard reach > 0, reach <= longestReach else {
      throw .invalidParameter(
        "premises within \(reach.formattedPlainly): give a number of metres above 0 and up to \(Int(longestReach))"
      )
    }
  }

  /// Refuses records whose coordinates were moved to shared places, or stand for whole streets: of them no share of a
  /// venue can be told.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` with what to ask for.
  public static func require(truePlacesIn table: IncidentTable) throws(HotspotError) {
    if let moved = table.sources.first(where: { $0.layout == .policeUK }) {
      throw .insufficientData(
        """
        \(moved.name): data.police.uk moves every coordinate to a shared map point before it is published, so no venue's \
        share can be told, and a name would be made up: use the force's own extract, or leave --by-premises out
        """)
    }
    if let coarse = table.sources.first(where: { $0.layout == .postcode }) {
      throw .insufficientData(
        "\(coarse.name): its rows stand on the middles of postcodes, not where it happened: no venue's share can be told"
      )
    }
  }

  private static func nameColumn(of path: String) throws(HotspotError) -> String {
    var rows = try RowSource(path: path)
    var record = CSVRecord()
    guard try rows.advance(to: &record) else {
      throw .malformedInput("\(path) is empty: it has not even a header")
    }
    let header = (0..<record.count).map { record.text($0) }
    let names = ColumnNames(header: header, choice: .detected, file: path)
    guard
      let column = names.first([
        "name", "premises", "premisesname", "venue", "venuename", "businessname", "tradingname", "title",
      ])
    else {
      throw .malformedInput("\(path): no column 'name' (or premises, venue, trading name); \(names.list)")
    }
    return header[column]
  }

  /// The venue at which an incident stands, and whether two are as near; `nil` where none is within reach.
  func venue(at point: PlanarPoint) -> (venue: Int, isShared: Bool)? {
    index.nearest(to: point, within: reach).map { ($0.line, $0.isShared) }
  }
}
