import Files
import Geospatial
import HotspotKit
import TestSupport
import Testing

/// One month after the other of the county's sound rows, written as six different systems would export them.
@Suite struct ForceStylesTests {
  private static let boundary = Package.path("geodata/county/boundary.geojson")

  private enum Dates: CaseIterable { case iso, slashes, letters }
  private enum Places: CaseIterable { case degrees, metres, references }

  /// A row of the county: each stands in the middle of its square metre, so that every style can say it exactly.
  private struct Row {
    let id: String
    let start: Int
    let end: Int?
    let category: String
    let location: String
    let east: Int
    let north: Int
    let longitude: Double
    let latitude: Double
  }

  /// Every row of the county that no gate refuses.
  private static func rows() throws -> [Row] {
    var rules = ReadingRules()
    rules.kept = ["id"]
    let files = try InputFiles.expand([Package.path("geodata/county/incidents")])
    let table = try IncidentTable(files: files, by: rules)
    let outline = try GeoJSONFile(path: boundary).features.flatMap { $0.geometry?.polygons ?? [] }
    let area = try StudyArea(boundaries: outline, named: "county")
    let placement = try Placement(of: table, system: .wgs84, in: area)
    let ids = try #require(table.columns["id"])
    let ends = try #require(table.end)
    let middles = PlanarPoints(
      xs: placement.points.xs.map { $0.rounded(.down) + 0.5 },
      ys: placement.points.ys.map { $0.rounded(.down) + 0.5 })
    let degrees = area.projector.unproject(middles)
    return placement.rows.enumerated().map { index, row in
      let row = Int(row)
      return Row(
        id: ids[row], start: Int(table.start[row]),
        end: ends[row] == CivilTime.unknown ? nil : Int(ends[row]),
        category: table.categories[Int(table.category[row])], location: table.places[Int(table.place[row])],
        east: Int(middles.xs[index]), north: Int(middles.ys[index]), longitude: degrees.longitudes[index],
        latitude: degrees.latitudes[index])
    }
  }

  /// The moment split at its signs: year, month, day, hour, minute.
  private static func parts(_ minute: Int) -> [String] {
    CivilTime.text(minute: minute).split { "-T:".contains($0) }.map(String.init)
  }

  private static func dates(_ row: Row, _ style: Dates) -> [String] {
    let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    return [row.start, row.end].flatMap { minute -> [String] in
      guard let minute else { return style == .letters ? ["", ""] : [""] }
      let parts = parts(minute)
      switch style {
      case .iso: return [CivilTime.text(minute: minute)]
      case .slashes: return ["\(parts[2])/\(parts[1])/\(parts[0]) \(parts[3]):\(parts[4]):00"]
      case .letters:
        return ["\(parts[2])-\(months[(Int(parts[1]) ?? 1) - 1])-\(parts[0].suffix(2))", parts[3] + parts[4]]
      }
    }
  }

  private static func place(_ row: Row, _ style: Places) -> [String] {
    switch style {
    case .degrees: return ["\(row.longitude)", "\(row.latitude)"]
    case .metres: return ["\(row.east).5", "\(row.north).5"]
    case .references:
      let square = GridReference(PlanarPoint(x: Double(row.east), y: Double(row.north)))
      func figures(_ metres: Int) -> String { String(String(1_000_000 + metres % 100_000).suffix(5)) }
      return ["\(square?.description.prefix(2) ?? "") \(figures(row.east)) \(figures(row.north))"]
    }
  }

  private static func extract(_ rows: [Row], _ dates: Dates, _ places: Places) -> String {
    let dateNames =
      switch dates {
      case .iso: ["Committed From", "Committed To"]
      case .slashes: ["Date First Committed", "Date Last Committed"]
      case .letters: ["Date From", "Time From", "Date To", "Time To"]
      }
    let placeNames =
      switch places {
      case .degrees: ["Longitude", "Latitude"]
      case .metres: ["Easting", "Northing"]
      case .references: ["Grid Ref"]
      }
    var lines = [
      (["Crime Number"] + dateNames + ["Offence", "Location"] + placeNames).joined(separator: ",")
    ]
    for row in rows {
      let fields = [row.id] + Self.dates(row, dates) + [row.category, row.location] + place(row, places)
      lines.append(fields.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test func `an extract in each of six styles gives the same zones`() throws {
    let rows = try Self.rows()
    #expect(rows.count > 20_000)
    let styles: [(Dates, Places)] = [
      (.iso, .degrees), (.slashes, .metres), (.letters, .references), (.iso, .metres),
      (.slashes, .references),
      (.letters, .degrees),
    ]
    var zones: [JSONValue] = []
    var accounts: [[Double?]] = []
    for (dates, places) in styles {
      let folder = ScratchFolder()
      let path = folder.file("extract.csv", Self.extract(rows, dates, places))
      let run = try CommandRun(
        "find", path, "--theme", "street-robbery", "--area", Self.boundary, "-o", folder("zones.geojson"))
      #expect(run.status == 0, "\(run.messages)")
      let document = try JSONValue(parsing: readBytes(of: folder("zones.geojson")), named: "zones")
      zones.append(try #require(document["features"]))
      let steps = try #require(document["provenance"]?.elements)
      let counted = try #require(steps.first { $0["step"]?.text == "rows" })
      accounts.append(["read", "used", "refused", "not_selected"].map { counted[$0]?.double })
    }
    #expect((zones[0].elements?.count ?? 0) >= 3)
    #expect(accounts[0][0] == Double(rows.count) && accounts[0][2] == 0)
    for index in styles.indices {
      #expect(zones[index] == zones[0], "style \(styles[index])")
      #expect(accounts[index] == accounts[0], "style \(styles[index])")
    }
  }
}
