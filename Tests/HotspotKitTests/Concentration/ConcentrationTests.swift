import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct ConcentrationTests {
  private func day(_ text: String) -> Int { CivilTime.days(of: text)?.lowerBound ?? 0 }

  private func incidents(_ rows: [(x: Double, y: Double, day: String)], weights: [Double]? = nil) -> Incidents
  {
    let start = rows.map { Int32(day($0.day) * 1440) }
    let precision = rows.map { _ in TimePrecision.day }
    return Incidents(
      points: PlanarPoints(xs: rows.map(\.x), ys: rows.map(\.y)), weights: weights, start: start,
      precision: precision, coverage: Coverage(start: start, precision: precision, rows: rows.indices))
  }

  private func found(
    _ incidents: Incidents, _ places: PlaceKind = .cells(.square(side: 500)), top: Double = 0.01,
    period: PeriodLength? = nil, offsets: Int = 1, seed: UInt64 = 1, threads: Int = 1, isInArea: Bool = true
  ) async throws -> Concentration {
    let question = try Concentration.Question(
      places: places, topShare: top, period: period, offsetSteps: offsets, seed: seed)
    let area = try isInArea ? Fixtures.square() : Fixtures.essex()
    let counts = try ConcentrationCounts(of: incidents, question: question, in: area)
    return await counts.concentration(bands: Bands(threads: threads))
  }

  /// A year of incidents: every month `steady` ones in one cell, and others at random.
  private func year(seed: UInt64, steady: Int = 3, random count: Int = 200) -> Incidents {
    var random = SeededRandom(seed: seed)
    var rows: [(x: Double, y: Double, day: String)] = []
    for month in 1...12 {
      let name = "2019-\(CivilTime.padded(month))"
      for index in 0..<steady { rows.append((575_100, 205_100, "\(name)-0\(1 + index)")) }
      rows.append((571_000, 201_000, "\(name)-01"))
    }
    for _ in 0..<count {
      rows.append(
        (
          570_000 + random.unit() * 10_000, 200_000 + random.unit() * 10_000,
          CivilTime.text(day: day("2019-01-01") + random.below(365))
        ))
    }
    rows.append((571_000, 201_000, "2019-12-31"))
    return incidents(rows)
  }

  @Test func `cells without an incident count as places`() async throws {
    let found = try await found(
      incidents([(571_100, 201_100, "2019-01-01"), (571_200, 201_200, "2019-01-02")]))
    // Ten kilometres by ten in squares of 500 m.
    #expect(found.whole.places == 400 && found.whole.placesWithIncidents == 1)
    #expect(found.whole.total == 2 && found.outside == 0)
    #expect(found.moved.count == 1 && found.slices.isEmpty && found.emptyMonths.isEmpty)
  }

  @Test func `locations are the coordinates that occur`() async throws {
    let rows = [
      (571_100.0, 201_100.0, "2019-01-01"), (571_100, 201_100, "2019-01-02"),
      (572_000, 201_000, "2019-01-02"),
    ]
    let found = try await found(incidents(rows.map { (x: $0.0, y: $0.1, day: $0.2) }), .locations, offsets: 4)
    #expect(found.whole.places == 2 && found.moved.count == 1)
    #expect(found.sentences[0].contains("50 % of 2 locations with an incident (1)"))
  }

  @Test(arguments: [CellShape.square(side: 700), .hexagon(size: 640)])
  func `moving grid and incidents together changes nothing`(shape: CellShape) async throws {
    let points = Fixtures.scattered(300, x: 571_000...579_000, y: 201_000...209_000, seed: 3)
    let area = try Fixtures.essex()
    for offset in shape.offsets(steps: 3) {
      let here = Fixtures.incidents(points)
      let there = Fixtures.incidents(points.map { (x: $0.x + offset.x, y: $0.y + offset.y) })
      let straightPlaces = try Places(of: here, shape: shape, in: area, movedBy: PlanarPoint(x: 0, y: 0))
      let movedPlaces = try Places(of: there, shape: shape, in: area, movedBy: offset)
      let straight = try #require(straightPlaces)
      let moved = try #require(movedPlaces)
      #expect(straight.ofIncident == moved.ofIncident && straight.count == moved.count)
    }
  }

  @Test func `the grid's own origin comes first and the others lie evenly over one cell`() async throws {
    let square = CellShape.square(side: 400).offsets(steps: 4)
    #expect(square.count == 16 && square[0] == PlanarPoint(x: 0, y: 0))
    #expect(square.map(\.x).max() == 300 && square.map(\.y).max() == 300)
    let incidents = year(seed: 4)
    let found = try await found(incidents, offsets: 4)
    #expect(found.moved.count == 16 && found.moved[0] == found.whole)
    #expect(Set(found.moved.map { $0.placesWithIncidents }).count > 1)
    #expect(found.moved.allSatisfy { $0.total <= 249 && $0.total > 225 })
  }

  @Test func `what stays, leaves and enters adds up and the steady place stays`() async throws {
    let found = try await found(
      year(seed: 5), .cells(.square(side: 1000)), top: 0.02, period: .months(3))
    #expect(found.slices.count == 4)
    #expect(found.slices.map(\.period.first) == ["2019-01-01", "2019-04-01", "2019-07-01", "2019-10-01"])
    #expect(found.slices[0].change == nil)
    for (before, now) in zip(found.slices, found.slices.dropFirst()) {
      let change = try #require(now.change)
      #expect(before.top == 2 && now.top == 2)
      #expect(change.stayed + change.left == before.top && change.stayed + change.entered == now.top)
      #expect(change.stayed >= 1)
      #expect(change.heldByEarlier >= 9.0 / (now.curve.total))
      #expect((0...1).contains(change.stayedByChance))
    }
    #expect(found.slices.reduce(0) { $0 + $1.curve.total } == found.whole.total)
  }

  @Test func `places that never change stay as often as chance says, and a move shows`() async throws {
    // Two periods of forty incidents at each of five places of four hundred.
    func rows(_ month: String, _ first: Int) -> [(x: Double, y: Double, day: String)] {
      (0..<5).flatMap { place in
        (0..<40).map {
          (
            x: 570_250 + Double(first + place) * 500, y: 200_250,
            day: "2019-\(month)-\(CivilTime.padded(1 + $0 % 28))"
          )
        }
      }
    }
    let still = try await found(incidents(rows("01", 0) + rows("02", 0)), top: 0.0125, period: .months(1))
    #expect(still.slices.last?.change?.stayedShare == 1)
    #expect(still.slices.last?.change?.stayedByChance == 1)
    let moved = try await found(incidents(rows("01", 0) + rows("02", 5)), top: 0.0125, period: .months(1))
    let change = try #require(moved.slices.last?.change)
    #expect(change.stayed == 0 && change.left == 5 && change.entered == 5 && change.heldByEarlier == 0)
    #expect(change.stayedByChance > 0)
  }

  @Test func `ties at the cut are broken by the seed and counted`() {
    let sums = [5.0, 1, 1, 1, 1, 0, 0]
    var chosen: Set<Set<Int>> = []
    for seed in 0..<20 {
      var random = SeededRandom(seed: UInt64(seed))
      let top = TopPlaces(of: sums, most: 3, random: &random)
      #expect(top.places.count == 3 && top.places.contains(0) && top.tied == 4)
      chosen.insert(top.places)
    }
    #expect(chosen.count > 3)
    var random = SeededRandom(seed: 1)
    #expect(TopPlaces(of: sums, most: 6, random: &random).places == [0, 1, 2, 3, 4])
    #expect(TopPlaces(of: sums, most: 5, random: &random).tied == 0)
  }

  @Test func `the same answer at 1, 2 and 8 threads`() async throws {
    var answers: [[TopChange?]] = []
    for threads in [1, 2, 8] {
      answers.append(
        try await found(
          year(seed: 8), .cells(.square(side: 1000)), top: 0.02, period: .months(4), threads: threads
        ).slices.map(\.change))
    }
    #expect(answers[0] == answers[1] && answers[0] == answers[2])
    let other = try await found(
      year(seed: 8), .cells(.square(side: 1000)), top: 0.02, period: .months(4), seed: 2
    ).slices.map(\.change)
    #expect(answers[0] != other)
  }

  @Test func `weights sum and have no generalised coefficient`() async throws {
    let rows = [(x: 571_100.0, y: 201_100.0, day: "2019-01-01"), (x: 575_000, y: 201_100, day: "2019-01-01")]
    let found = try await found(incidents(rows, weights: [100, 0.5]))
    #expect(found.whole.total == 100.5 && !found.isCounted)
    #expect(found.sentences[0].hasPrefix("half of a weight of 100.5"))
    #expect(!found.sentences[0].contains("Gini"))
  }

  @Test func `a month without an incident is named and nothing to measure is told`() async throws {
    let rows = ["01-01", "02-10", "04-30"].map { (x: 571_100.0, y: 201_100.0, day: "2019-\($0)") }
    let found = try await found(incidents(rows), period: .months(1))
    #expect(found.emptyMonths == ["2019-03"])
    // The gap has no change; the month after it is held against the one before it.
    #expect(found.slices.map { $0.change?.stayed } == [nil, 1, nil, 1])
    await #expect(throws: HotspotError.self) { try await self.found(incidents([])) }
    await #expect(throws: HotspotError.self) { try await self.found(incidents(rows), period: .months(12)) }
  }
}

@Suite struct LorenzPictureTests {
  private func picture(_ values: [Double], without: Int) throws -> String {
    let curve = LorenzCurve(values, placesWithout: without)
    let question = try Concentration.Question(places: .cells(.square(side: 150)))
    let found = Concentration(
      question: question, whole: curve, moved: [curve], slices: [], emptyMonths: [], measure: .incidents,
      outside: 0,
      provenance: Provenance())
    let handling = Handling(marking: nil, isOpenData: false)
    return String(
      decoding: LorenzPicture.svg(of: found, title: "T", period: "2019", handling: handling), as: UTF8.self)
  }

  @Test func `the axis ends where the last incident is, and says so`() throws {
    let few = try picture([8, 1, 1], without: 997)
    #expect(few.contains(">0.2 %<") && few.contains(">1 %<"))
    #expect(few.contains("the rest hold none") && few.contains("half on 0.1 % (1)"))
    let many = try picture([Double](repeating: 3, count: 9), without: 1)
    #expect(many.contains("half on 50 % (5)") && !many.contains("the rest hold none"))
    #expect(many.contains("27 incidents, 2019, 10 squares of 150 m"))
  }
}

@Suite struct PeriodTests {
  private func coverage(_ first: String, _ last: String, isByMonth: Bool = false) throws -> Coverage {
    let start = try [first, last].map { Int32(try #require(CivilTime.days(of: $0)).lowerBound * 1440) }
    let precision: TimePrecision = isByMonth ? .month : .day
    return try #require(Coverage(start: start, precision: [precision, precision], rows: 0..<2))
  }

  @Test func `periods end with the last day covered and the first is whole`() throws {
    let months = try Period.all(of: .months(6), in: try coverage("2018-01", "2019-02", isByMonth: true))
    #expect(months.map { "\($0.first) \($0.last)" } == ["2018-03-01 2018-08-31", "2018-09-01 2019-02-28"])
    let weeks = try Period.all(of: .days(7), in: try coverage("2019-01-01", "2019-01-22"))
    #expect(weeks.map(\.first) == ["2019-01-02", "2019-01-09", "2019-01-16"])
  }

  @Test func `a month's end is clipped and a day or two short at the beginning is forgiven`() throws {
    let months = try Period.all(of: .months(1), in: try coverage("2019-01-03", "2019-03-30"))
    #expect(months.map(\.first) == ["2019-01-31", "2019-02-28"])
    let years = try Period.all(of: .months(12), in: try coverage("2018-01-05", "2019-12-31"))
    #expect(years.map(\.first) == ["2018-01-01", "2019-01-01"])
  }

  @Test func `lengths are read, days of monthly records refused`() throws {
    #expect(try PeriodLength("month") == .months(1) && PeriodLength("year") == .months(12))
    #expect(try PeriodLength("28d") == .days(28) && PeriodLength("6m").description == "6m")
    for text in ["", "m", "0m", "quarter", "5"] {
      #expect(throws: HotspotError.self) { try PeriodLength(text) }
    }
    #expect(throws: HotspotError.self) {
      try Period.all(of: .days(7), in: try coverage("2018-01", "2019-02", isByMonth: true))
    }
  }
}
