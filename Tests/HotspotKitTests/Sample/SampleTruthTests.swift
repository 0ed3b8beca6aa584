import Foundation
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct SampleTruthTests {
  private static let county = WrittenCounty(SampleCounty(rows: 24_000, seed: 11))
  private var county: WrittenCounty { Self.county }

  @Test func `planted hotspots are compact, apart, and hold the rows that the truth says`() throws {
    let hotspots = county.features("truth.geojson").compactMap { $0["properties"] as? [String: Any] }
    for (category, number) in [("Robbery", 10), ("Anti-social behaviour", 10)] {
      let own = hotspots.filter { $0["category"] as? String == category }
      #expect(own.count == number)
      let rows = county.clean.filter { $0.category == category }
      for hotspot in own {
        let radius = try #require(hotspot["radius_m"] as? Double)
        let share = try #require(hotspot["share_planted"] as? Double)
        let planted = try #require(hotspot["rows_planted"] as? Int)
        let longitude = try #require(hotspot["longitude"] as? Double)
        let latitude = try #require(hotspot["latitude"] as? Double)
        #expect((100...200).contains(radius))
        #expect((0.03...0.06).contains(share))
        // Two metres more: the test measures with a round earth.
        let inside = rows.filter { metres($0.longitude, $0.latitude, longitude, latitude) <= radius + 2 }
        #expect(inside.count >= planted)
        // Five standard deviations of a binomial count.
        let expected = Double(rows.count) * share
        #expect(abs(Double(planted) - expected) < 5 * expected.squareRoot())
        // A disc of 200 m is a five-hundredth of the towns; a hotspot draws at least ten times that.
        #expect(Double(inside.count) / Double(rows.count) > 0.02)
      }
      for (one, other) in zip(own, own.dropFirst()) {
        let apart = metres(
          one["longitude"] as? Double ?? 0, one["latitude"] as? Double ?? 0,
          other["longitude"] as? Double ?? 0, other["latitude"] as? Double ?? 0)
        #expect(apart > 490)
      }
    }
  }

  @Test func `public order lies near pubs more often than burglary does`() {
    let pubs = county.places("pubs")
    #expect(pubs.count == 87)
    func share(_ category: String) -> Double {
      let rows = county.clean.filter { $0.category == category }.prefix(1500)
      let near = rows.filter { row in
        pubs.contains { metres(row.longitude, row.latitude, $0.0, $0.1) <= 150 }
      }
      return Double(near.count) / Double(rows.count)
    }
    // Both follow the streets; only the first has the planted factor of three, and likes the middle of town.
    #expect(share("Public order") > 1.5 * share("Burglary"))
  }

  /// "Possession of weapons" doubles near pubs and knows no other factor; "Other crime" knows none.
  @Test func `the planted relative risk comes back out of the draws`() throws {
    let map = SampleMap(seed: 5)
    let near = map.premises.near(.pubs, within: 150, addresses: map.addresses)
    var random = SeededRandom(seed: 1)
    func odds(_ name: String) throws -> Double {
      let category = try #require(SampleCategory.all.firstIndex { $0.name == name })
      let draws = (0..<20_000).map { _ in map.whereabouts.draw(category, random: &random).address }
      let count = draws.count { near[$0] }
      #expect(count > 3000)
      return Double(count) / Double(draws.count - count)
    }
    // The logarithm of the ratio has a standard deviation below 0.03: five of them are 15 per cent.
    #expect(abs(try odds("Possession of weapons") / odds("Other crime") - 2) < 0.3)
  }

  @Test func `addresses tell the footfall that rows are drawn by`() throws {
    let map = SampleMap(seed: 11)
    let lines = String(decoding: county.files["addresses.csv"] ?? [], as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "longitude,latitude,footfall,footfall_central")
    #expect(lines.count == map.addresses.points.count + 1)
    var places: Set<String> = []
    for (line, bustle) in zip(lines.dropFirst(), map.addresses.bustle) {
      let fields = line.split(separator: ",")
      places.insert("\(fields[0]),\(fields[1])")
      // To the thousandth.
      #expect(abs((Double(fields[2]) ?? -1) / 1000 - bustle) <= 0.0005001)
      #expect(abs((Double(fields[3]) ?? -1) / 1000 - bustle * bustle) <= 0.0005001)
    }
    // Every clean row stands at one of them.
    for row in county.clean {
      #expect(
        places.contains(
          row.line.split(separator: ",", omittingEmptySubsequences: false)[5...6].joined(separator: ",")))
    }
  }

  @Test func `without hotspots the factors stand alone, and the ground is the same`() throws {
    let bare = WrittenCounty(SampleCounty(rows: 2400, seed: 11, hasHotspots: false))
    #expect(bare.features("truth.geojson").isEmpty)
    let factors = try #require(bare.truth["risk_factors"] as? [[String: Any]])
    #expect(factors.count == 10 && factors.allSatisfy { $0["beside_hotspots"] as? Bool == false })
    for name in ["addresses.csv", "streets.geojson", "places/pubs.csv", "boundary.geojson"] {
      #expect(bare.files[name] == county.files[name])
    }
    let planted = try #require(county.truth["risk_factors"] as? [[String: Any]])
    let beside = planted.filter { $0["beside_hotspots"] as? Bool == true }
    #expect(
      Set(beside.compactMap { $0["category"] as? String })
        == ["Robbery", "Anti-social behaviour", "Violence and sexual offences"])
    let text = String(decoding: bare.files["SOURCE.md"] ?? [], as: UTF8.self)
    #expect(text.contains("hotspot sample --rows 2400 --seed 11 --without-hotspots -o FOLDER"))
  }

  @Test func `every place stands in the county and every street has a name and a function`() throws {
    let boundary = try #require(county.rings("boundary.geojson").first)
    for (kind, number) in [("pubs", 87), ("takeaways", 74), ("stations", 6)] {
      let places = county.places(kind)
      #expect(places.count == number)
      #expect(places.allSatisfy { boundary.contains($0.0, $0.1) })
    }
    let streets = county.features("streets.geojson").compactMap { $0["properties"] as? [String: String] }
    #expect(streets.count > 2500)
    #expect(streets.allSatisfy { $0["name"]?.isEmpty == false && $0["function"]?.isEmpty == false })
  }

  @Test func `every street can be reached from every other`() {
    var neighbours: [[Double]: [[Double]]] = [:]
    for feature in county.features("streets.geojson") {
      let line = (feature["geometry"] as? [String: Any])?["coordinates"] as? [[Double]] ?? []
      for (a, b) in zip(line, line.dropFirst()) {
        neighbours[a, default: []].append(b)
        neighbours[b, default: []].append(a)
      }
    }
    var reached = Set(neighbours.keys.prefix(1))
    var open = Array(reached)
    while let next = open.popLast() {
      for other in neighbours[next] ?? [] where reached.insert(other).inserted { open.append(other) }
    }
    #expect(reached.count == neighbours.count)
  }

  @Test func `the source says how the county was made`() throws {
    let text = String(decoding: county.files["SOURCE.md"] ?? [], as: UTF8.self)
    #expect(text.contains("hotspot sample --rows 24000 --seed 11 -o FOLDER"))
    #expect(text.contains("Synthetic"))
  }
}

/// Metres between two places on a round earth of 6,371 km, good to a few parts in a thousand here.
private func metres(_ east: Double, _ north: Double, _ otherEast: Double, _ otherNorth: Double) -> Double {
  let x = (east - otherEast) * 111_320 * 0.5970
  let y = (north - otherNorth) * 111_320
  return (x * x + y * y).squareRoot()
}
