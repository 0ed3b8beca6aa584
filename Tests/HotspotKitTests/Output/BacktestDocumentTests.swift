import Files
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct BacktestDocumentTests {
  private let handling = Handling(marking: nil, isOpenData: false)

  private func found(origins: Int = 6, areas: [FlaggedArea] = [.share(0.01), .share(0.2)]) async throws
    -> Backtest
  {
    let question = try Backtest.Question(
      origins: .rolling(horizon: .days(28), count: origins), methods: [.counts, .decayed(halfLife: 90)],
      areas: areas)
    return try await Backtest(
      of: try PastFixtures.history(try PastFixtures.golden()), question: question, bands: Bands(threads: 1))
  }

  @Test func `the JSON says area, cells, origins, methods by share and comparisons`() async throws {
    let found = try await found()
    let document = try JSONValue(
      parsing: BacktestDocument.json(of: found, handling: handling), named: "json")
    #expect(document["area_km2"]?.double == 100 && document["cells"]?.double == 1600)
    let origins = try #require(document["origins"]?.elements)
    #expect(origins.count == 6 && origins[5]["test_to"]?.text == "2019-12-31")
    #expect(origins[5]["train_from"]?.text == "2019-01-01" && origins[5]["train_to"]?.text == "2019-12-03")
    let methods = try #require(document["methods"]?.elements)
    #expect(methods.map { $0["name"]?.text } == ["counts", "decayed"])
    for method in methods {
      for share in method["shares"]?.elements ?? [] {
        let hits = try #require(share["hits_by_origin"]?.elements).compactMap(\.double)
        #expect(hits.count == 6 && abs(hits.reduce(0, +) - (share["hits"]?.double ?? -1)) < 1e-9)
        let (rate, pai) = (try #require(share["hit_rate"]?.double), try #require(share["pai"]?.double))
        // Both are written to nine places.
        #expect(abs(pai - rate / (try #require(share["flagged_share"]?.double))) < 1e-6)
        #expect(share["incidents"] == methods[0]["shares"]?.elements?[0]["incidents"])
        #expect(share["rri_predicted_observed"]?.double != nil && share["pei"]?.double ?? 2 <= 1)
      }
    }
    let comparisons = try #require(document["comparisons"]?.elements)
    #expect(comparisons.map { $0["method"]?.text } == ["decayed", "decayed"])
    #expect(comparisons.map { $0["share"]?.double } == [0.01, 0.2])
    #expect(comparisons.allSatisfy { $0["baseline"]?.text == "counts" && $0["ci95"]?.elements?.count == 2 })
    #expect(document["handling"]?.text == "OFFICIAL-SENSITIVE")
    #expect(document["provenance"]?.elements?.last?["methods"]?.elements?[1]["half_life_days"]?.double == 90)
  }

  @Test func `one origin has no interval in JSON and says so in words`() async throws {
    let found = try await found(origins: 1)
    let document = try JSONValue(
      parsing: BacktestDocument.json(of: found, handling: handling), named: "json")
    let comparison = try #require(document["comparisons"]?.elements?.first)
    #expect(
      comparison["ci95"] == .null && comparison["p"] == .null && comparison["difference"]?.double != nil)
    #expect(found.sentences.last?.contains("one window is close to a lottery") == true)
    #expect(!found.sentences.joined().contains("better)"))
  }

  @Test(arguments: [2, 4, 5])
  func `a method is called better or worse from five origins on`(origins: Int) async throws {
    let found = try await found(origins: origins)
    #expect(found.windows.windows.count == origins)
    let words = found.sentences.joined()
    // The intervals are there all the same: they are for whoever reads them.
    let tells = found.methods.dropFirst().flatMap(\.comparisons).contains {
      $0.interval.map { $0.lowerBound > 0 || $0.upperBound < 0 } ?? false
    }
    let isCalled = words.contains("(better)") || words.contains("(worse)")
    #expect(isCalled == (tells && origins >= 5))
    #expect(words.contains("fewer than 5; give more --origins") == (origins < 5))
  }

  @Test func `the CSV has a row for each method and share`() async throws {
    let lines = String(decoding: BacktestDocument.csv(of: try await found()), as: UTF8.self)
      .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(lines.count == 5 && lines.allSatisfy { $0.count == lines[0].count })
    #expect(lines.dropFirst().map { $0[0] } == ["counts", "counts", "decayed", "decayed"])
    let difference = try #require(lines[0].firstIndex(of: "difference"))
    #expect(lines[1][difference].isEmpty && !lines[3][difference].isEmpty)
  }

  @Test func `square kilometres asked for are said as the share they are`() async throws {
    let found = try await found(areas: [.squareKilometres(1)])
    let document = try JSONValue(
      parsing: BacktestDocument.json(of: found, handling: handling), named: "json")
    let share = try #require(document["methods"]?.elements?[0]["shares"]?.elements?[0])
    #expect(
      share["share"]?.double == 0.01 && share["cells"]?.double == 16 && share["flagged_km2"]?.double == 1)
  }

  @Test func `the picture names every method and says what its bands are`() async throws {
    let many = String(
      decoding: SurveillancePicture.svg(of: try await found(), title: "T", handling: handling), as: UTF8.self)
    #expect(many.contains(">counts<") && many.contains(">decayed<") && many.contains("<polygon"))
    #expect(many.contains("95 % intervals over the windows") && many.contains("OFFICIAL-SENSITIVE"))
    #expect(many.contains(">1 %<") && many.contains(">100 %<") && !many.contains("nan"))
    let one = String(
      decoding: SurveillancePicture.svg(of: try await found(origins: 1), title: "T", handling: handling),
      as: UTF8.self)
    #expect(!one.contains("<polygon") && one.contains("close to a lottery"))
  }
}
