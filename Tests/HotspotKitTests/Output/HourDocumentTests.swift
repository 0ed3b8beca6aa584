import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct HourDocumentTests {
  /// Forty incidents on Saturday after 22:00 and as many over Monday's hours.
  private func found() async throws -> HourTables {
    let monday = (CivilTime.minute(of: "2019-03-04T00:00") ?? 0)
    let start = (0..<80).map { Int32(monday + ($0 < 40 ? 5 * 1440 + 1320 + $0 : $0 % 24 * 60)) }
    let incidents = Incidents(
      points: PlanarPoints(xs: start.map { _ in 0 }, ys: start.map { _ in 0 }), start: start,
      precision: start.map { _ in .minute })
    return try await HourTables(
      of: incidents, zones: [ZoneRows(id: "a,b", title: "A", rows: [0, 1])], resamples: 19,
      bands: Bands(threads: 1))
  }

  @Test func `windows have a row each, with the zone's name kept in one field`() async throws {
    let text = String(decoding: HourDocument.windowsCSV(of: try await found()), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(
      lines[0]
        == "zone,window,hours,share,share_low,share_high,even_share,found_again,windows_of,timed_incidents")
    let all = lines.filter { $0.hasPrefix("all,") }
    // All forty in one hour, which its neighbours join: half of all incidents in three hours of 168.
    #expect(all.contains { $0.hasPrefix("all,Sat 21:00–Sun 00:00,3,0.5,") })
    // The zone has two timed incidents: the windows of all are its windows.
    let zone = lines.filter { $0.hasPrefix("\"a,b\",") }
    #expect(zone.count == all.count && zone.allSatisfy { $0.hasSuffix(",all,2") })
  }

  @Test func `the JSON has a week for all and for each zone`() async throws {
    let found = try await found()
    let handling = Handling(marking: "OFFICIAL", isOpenData: false)
    let document = try JSONValue(parsing: HourDocument.json(of: found, handling: handling), named: "json")
    #expect(document["timed_incidents"] == 80 && document["without_an_hour"] == 0)
    #expect(document["basis"] == "recorded" && document["handling"] == "OFFICIAL")
    let weeks = try #require(document["weeks"]?.elements)
    #expect(weeks.map { $0["zone"]?.text } == ["all", "a,b"])
    #expect(weeks.map { $0["windows_of"]?.text } == ["all", "all"])
    #expect(weeks[0]["weights"]?.elements?.compactMap(\.double).reduce(0, +) == 80)
    #expect(weeks[1]["found_again"] == .null)
    #expect(found.provenance.steps.last?["resamples"] == 19)
  }

  @Test func `in_window marks just the hours of the windows`() async throws {
    let found = try await found()
    let lines = String(decoding: HourDocument.csv(of: found), as: UTF8.self).split(separator: "\n")
    let marked = lines.filter { $0.hasPrefix("all,") && $0.split(separator: ",")[5] == "1" }
    #expect(marked.count == found.all.peaks.reduce(0) { $0 + $1.window.length / 60 })
    #expect(marked.contains { $0.hasPrefix("all,Sat,22,") })
    #expect(!marked.contains { $0.hasPrefix("all,Wed,12,") })
  }
}
