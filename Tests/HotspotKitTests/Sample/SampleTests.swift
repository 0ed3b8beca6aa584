import Files
import Foundation
import HotspotKit
import TestSupport
import Testing

@Suite struct SampleTests {
  /// One county that all tests read: ten rounds of faults.
  private static let county = WrittenCounty(SampleCounty(rows: 24_000, seed: 7))
  private var county: WrittenCounty { Self.county }

  @Test func `the same seed gives the same bytes and another seed other ones`() throws {
    let one = WrittenCounty(SampleCounty(rows: 900, seed: 1))
    let two = WrittenCounty(SampleCounty(rows: 900, seed: 1))
    let other = WrittenCounty(SampleCounty(rows: 900, seed: 2))
    #expect(one.files.count == 12 + 3 + 3 + 1 + 2 + 1)
    #expect(one.files == two.files)
    #expect(Set(one.files.keys) == Set(other.files.keys))
    for (name, bytes) in one.files { #expect(bytes != other.files[name], "\(name) is the same") }
  }

  @Test(arguments: [0, 1, 365, 10_007])
  func `as many rows are written as were asked for`(rows: Int) {
    let written = WrittenCounty(SampleCounty(rows: rows, seed: 3))
    #expect(written.lines.count == rows)
    #expect(written.truth["rows"] as? Int == rows)
  }

  @Test func `the truth counts the clean rows of every category`() throws {
    let told = try #require(county.truth["clean"] as? [String: Int])
    var found: [String: Int] = [:]
    for row in county.clean { found[row.category, default: 0] += 1 }
    #expect(found == told)
    #expect(county.truth["rows_clean"] as? Int == county.clean.count)
  }

  @Test func `of every 2,400 rows each fault has one and missing coordinates have four`() throws {
    let told = try #require(county.truth["faulty"] as? [String: Int])
    #expect(county.faults == told)
    #expect(told["no_coordinates"] == 40)
    for (kind, number) in told where kind != "no_coordinates" { #expect(number == 10, "\(kind)") }
    #expect(told.count == 9)
  }

  @Test func `rows of anti-social behaviour have no identifier and some repeat`() {
    var seen: Set<String> = []
    var repeats = 0
    for row in county.clean where row.category == "Anti-social behaviour" {
      #expect(row.id.isEmpty)
      if !seen.insert(row.line).inserted { repeats += 1 }
    }
    // Two rows may be equal by chance as well, which is rare.
    let told = county.truth["repeats_that_are_real"] as? Int ?? 0
    #expect(told > 150)
    #expect((told...told + 10).contains(repeats))
    #expect(county.clean.allSatisfy { $0.id.isEmpty == ($0.category == "Anti-social behaviour") })
  }

  @Test func `every clean row lies in the district that it names and in the county`() throws {
    let boundary = try #require(county.rings("boundary.geojson").first)
    let districts = county.rings("districts.geojson")
    for row in county.clean {
      let number = try #require(row.district.last?.wholeNumberValue)
      #expect(boundary.contains(row.longitude, row.latitude))
      #expect(districts[number - 1].contains(row.longitude, row.latitude))
    }
  }

  @Test func `the districts tile the county`() throws {
    let boundary = try #require(county.rings("boundary.geojson").first)
    let districts = county.rings("districts.geojson")
    #expect(districts.count == 6)
    let areas = districts.map(\.area)
    #expect(areas.allSatisfy { $0 > 0 }, "a ring runs clockwise")
    // About 1,200 km², the jitter of the corners aside; twice it in whole millionths of a degree is exact.
    #expect(areas.reduce(0, +) == boundary.area)
    for step in 0..<2500 {
      let longitude = 0.4 + 0.8 * Double(step % 50) / 49
      let latitude = 53.15 + 0.36 * Double(step / 50) / 49
      let inside = districts.filter { $0.contains(longitude, latitude) }.count
      #expect(inside == (boundary.contains(longitude, latitude) ? 1 : 0))
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `no border crosses itself, whatever the seed`(seed: UInt64) {
    let written = WrittenCounty(SampleCounty(rows: 0, seed: seed))
    for ring in written.rings("boundary.geojson") + written.rings("districts.geojson") {
      #expect(!ring.crossesItself)
    }
  }

  @Test func `rows begin on every day of twelve months and spans end after they begin`() {
    let days = Set(county.clean.map { $0.start.prefix(10) })
    #expect(days.count == 365)
    #expect(days.min() == "2024-03-01" && days.max() == "2025-02-28")
    #expect(county.truth["last_day"] as? String == "2025-02-28")
    #expect(county.clean.allSatisfy { $0.end.isEmpty || $0.end > $0.start })
    // The hour that the clocks skipped.
    #expect(!county.clean.contains { $0.start.hasPrefix("2024-03-31T01") })
    let spans = county.clean.filter { $0.category == "Burglary" && !$0.end.isEmpty }
    let burglaries = county.clean.filter { $0.category == "Burglary" }
    #expect((0.80...0.90).contains(Double(spans.count) / Double(burglaries.count)))
  }

  /// From Friday 18:00 to Sunday 04:00 the digits of the nights out add up to 160, in a week to 422.
  @Test func `violence belongs to weekend nights and robbery to the afternoon and evening`() {
    let violence = county.clean.filter { $0.category == "Violence and sexual offences" }
    let weekend = violence.filter { row in
      switch row.weekday {
      case 4: row.hour >= 18
      case 5: true
      case 6: row.hour < 4
      default: false
      }
    }
    // Four standard deviations; an even week would give 34 hours of 168.
    let width = 4 * (0.24 / Double(violence.count)).squareRoot()
    #expect(abs(Double(weekend.count) / Double(violence.count) - 160 / 422) < width)
    let robbery = county.clean.filter { $0.category == "Robbery" }
    let evening = robbery.filter { (15..<22).contains($0.hour) }
    #expect(Double(evening.count) / Double(robbery.count) > 0.6)
  }

  @Test func `the county in geodata is what its source says`() {
    // This file stands at Tests/HotspotKitTests/Sample of the package.
    let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
    let made = WrittenCounty(SampleCounty(rows: 24_000, seed: 42))
    for (name, bytes) in made.files {
      let kept = FileManager.default.contents(atPath: "\(root)/geodata/county/\(name)")
      #expect(kept.map { Array($0) } == bytes, "\(name) differs: make it anew")
    }
  }
}
