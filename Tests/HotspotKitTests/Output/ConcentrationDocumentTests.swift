import Files
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct ConcentrationDocumentTests {
  private let open = Handling(marking: nil, isOpenData: true)

  private func slice(_ first: Int, _ values: [Double], _ change: TopChange?) -> Concentration.Slice {
    Concentration.Slice(
      period: Period(days: first..<first + 30), curve: LorenzCurve(values, placesWithout: 90), top: 2,
      tied: 3,
      change: change)
  }

  private func found(isCounted: Bool = true, emptyMonths: [String] = []) throws -> Concentration {
    let question = try Concentration.Question(places: .cells(.hexagon(size: 350)), topShare: 0.02)
    let whole = LorenzCurve([6, 3, 1], placesWithout: 97)
    let change = TopChange(stayed: 1, left: 1, entered: 1, heldByEarlier: 0.4, stayedByChance: 0.625)
    return Concentration(
      question: question, whole: whole, moved: [whole, LorenzCurve([4, 3, 3], placesWithout: 117)],
      slices: [slice(17_897, [3, 3], nil), slice(17_927, [2, 2, 1], change), slice(17_957, [], nil)],
      emptyMonths: emptyMonths, measure: isCounted ? .incidents : .weight, outside: 4,
      provenance: Provenance().adding("concentration", [:]))
  }

  private func rows(_ found: Concentration) -> [[String: String]] {
    let lines = String(decoding: ConcentrationDocument.csv(of: found), as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  @Test func `the first row is the whole with its range and the others are periods`() throws {
    let rows = rows(try found())
    #expect(rows.map { $0["period"] } == ["whole", "1", "2", "3"])
    #expect(rows[0]["places"] == "100" && rows[0]["incidents"] == "10" && rows[0]["stayed"] == "")
    #expect(rows[0]["places_with_25_percent"] == "1" && rows[0]["share_of_places_with_50_percent"] == "0.01")
    // Half of ten is on one of a hundred hexagons, on the moved grid on two of a hundred and twenty.
    #expect(rows[0]["share_of_places_with_50_percent_lowest"] == "0.01")
    #expect(Double(rows[0]["share_of_places_with_50_percent_highest"] ?? "") == 2.0 / 120)
    #expect(rows[1]["first_day"] == "2019-01-01" && rows[1]["last_day"] == "2019-01-30")
    #expect(rows[1]["stayed"] == "" && rows[1]["share_of_places_with_50_percent_lowest"] == "")
    #expect(rows[2]["stayed"] == "1" && rows[2]["left"] == "1" && rows[2]["entered"] == "1")
    #expect(rows[2]["stayed_share"] == "0.5" && rows[2]["stayed_share_by_chance"] == "0.625")
    #expect(rows[2]["held_by_earlier_top"] == "0.4" && rows[2]["tied_at_the_cut"] == "3")
    // A period without an incident has no coefficient and no change.
    #expect(rows[3]["gini"] == "" && rows[3]["stayed"] == "" && rows[3]["incidents"] == "0")
  }

  @Test func `weights have no generalised coefficient in any output`() throws {
    let weighted = try found(isCounted: false)
    #expect(rows(weighted).allSatisfy { $0["generalised_gini"] == "" })
    #expect(rows(weighted)[0]["generalised_gini_lowest"] == "" && rows(weighted)[0]["gini"] != "")
    let text = String(decoding: ConcentrationDocument.json(of: weighted, handling: open), as: UTF8.self)
    let document = try JSONValue(parsing: Array(text.utf8), named: "json")
    #expect(document["whole"]?["generalised_gini"] == .null)
    #expect(document["grid_origins"]?["generalised_gini"]?["lowest"] == .null)
  }

  @Test func `the JSON carries curve, handling and provenance`() throws {
    let bytes = ConcentrationDocument.json(of: try found(emptyMonths: ["2019-03"]), handling: open)
    let document = try JSONValue(parsing: bytes, named: "json")
    #expect(document["place"] == "hex:350" && document["incidents_in_no_place"] == 4)
    #expect(
      document["lorenz"]?.elements == [
        [0, 0], [.number(0.01), .number(0.6)], [.number(0.02), .number(0.9)], [.number(0.03), 1], [1, 1],
      ])
    #expect(document["grid_origins"]?["tried"] == 2)
    #expect(document["months_without_incidents"] == ["2019-03"])
    #expect(document["handling"] == .null && document["attribution"]?.text != nil)
    #expect(document["provenance"]?.elements?.count == 1)
  }

  @Test func `a curve with a corner a place is thinned and keeps both ends`() throws {
    let question = try Concentration.Question(places: .locations)
    let curve = LorenzCurve((1...5000).map { Double($0) + 0.5 })
    let long = Concentration(
      question: question, whole: curve, moved: [curve], slices: [], emptyMonths: [], measure: .weight,
      outside: 0,
      provenance: Provenance())
    let document = try JSONValue(
      parsing: ConcentrationDocument.json(of: long, handling: open), named: "json")
    let points = try #require(document["lorenz"]?.elements)
    #expect(points.count <= 1001 && points.first == [0, 0] && points.last?.elements?.first == 1)
  }

  @Test func `the sentences say what stayed, what chance would leave, ties and gaps`() throws {
    let sentences = try found(emptyMonths: ["2019-03"]).sentences
    #expect(
      sentences[0].hasPrefix(
        "half of 10 incidents lie on 1 % of 100 hexagons of 350 m (1), a quarter on 1 % (1)"))
    #expect(sentences[1] == "4 incidents at the edge stand in no cell")
    #expect(sentences[2].hasSuffix("half lies on 1 % to 1.7 % of the cells"))
    #expect(sentences[3].contains("2019-01-31 to 2019-03-01, 50 % of the top 2 % of places stayed"))
    #expect(sentences[3].contains("63 % would stay if no place had changed"))
    #expect(sentences[4].hasPrefix("3 places were equal at that cut"))
    #expect(sentences[5].hasPrefix("no incident in 2019-03: a month without records is a gap"))
  }
}
