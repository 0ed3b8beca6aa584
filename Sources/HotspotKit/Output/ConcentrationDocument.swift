internal import Files

/// Concentration as JSON, CSV and a sentence.
public enum ConcentrationDocument {
  /// Everything, with the Lorenz curve.
  public static func json(of found: Concentration, handling: Handling) -> [UInt8] {
    var document: JSONObject = [
      "place": .string(found.question.places.description), "incidents_in_no_place": .integer(found.outside),
      "whole": .object(facts(of: found.whole, measure: found.measure)),
      "grid_origins": origins(of: found),
      "top_share": .number(found.question.topShare),
      "periods": .array(found.slices.map { .object(facts(of: $0, measure: found.measure)) }),
      "months_without_incidents": .array(found.emptyMonths.map(JSONValue.string)),
      "lorenz": .array(found.whole.points.thinned.map { [.number($0.places), .number($0.incidents)] }),
    ]
    document.append(handling.members(with: found.provenance))
    return Array(JSONValue.object(document).pretty.utf8)
  }

  /// A row for all incidents, with the range over the grid's origins, then a row a period.
  public static func csv(of found: Concentration) -> [UInt8] {
    let empty = LorenzCurve([])
    let names = facts(of: empty, measure: found.measure).keys
    let ranges = rangeNames.flatMap { ["\($0)_lowest", "\($0)_highest"] }
    let changes = change(nil, top: 0, tied: 0).keys
    var text = CSVText(["period", "first_day", "last_day"] + names + ranges + changes)
    let lows = range(of: found).flatMap { [$0.lowest, $0.highest] }
    text.append(
      [.string("whole"), .null, .null] + facts(of: found.whole, measure: found.measure).values + lows
        + changes.map { _ in .null })
    for (index, slice) in found.slices.enumerated() {
      text.append(
        [.integer(index + 1), .string(slice.period.first), .string(slice.period.last)]
          + facts(of: slice.curve, measure: found.measure).values + ranges.map { _ in .null }
          + change(slice.change, top: slice.top, tied: slice.tied).values)
    }
    return text.bytes
  }

  private static func facts(of curve: LorenzCurve, measure: Incidents.Measure) -> JSONObject {
    [
      "places": .integer(curve.places), "places_with_incidents": .integer(curve.placesWithIncidents),
      measure == .harm ? "harm" : "incidents": .number(curve.total),
      "gini": curve.gini.map(JSONValue.number) ?? .null,
      "generalised_gini": measure == .incidents
        ? curve.generalisedGini.map(JSONValue.number) ?? .null : .null,
      "places_with_25_percent": .integer(curve.places(holding: 0.25)),
      "share_of_places_with_25_percent": .number(curve.shareOfPlaces(holding: 0.25)),
      "places_with_50_percent": .integer(curve.places(holding: 0.5)),
      "share_of_places_with_50_percent": .number(curve.shareOfPlaces(holding: 0.5)),
    ]
  }

  private static let rangeNames = [
    "generalised_gini", "share_of_places_with_25_percent", "share_of_places_with_50_percent",
  ]

  /// The lowest and the highest of each ranged number over the grid's origins.
  private static func range(of found: Concentration) -> [(lowest: JSONValue, highest: JSONValue)] {
    rangeNames.map { name in
      let values = found.moved.compactMap { facts(of: $0, measure: found.measure)[name]?.double }
      return (
        values.min().map(JSONValue.number) ?? .null, values.max().map(JSONValue.number) ?? .null
      )
    }
  }

  private static func origins(of found: Concentration) -> JSONValue {
    var object: JSONObject = ["tried": .integer(found.moved.count)]
    for (name, range) in zip(rangeNames, range(of: found)) {
      object[name] = ["lowest": range.lowest, "highest": range.highest]
    }
    return .object(object)
  }

  private static func facts(of slice: Concentration.Slice, measure: Incidents.Measure) -> JSONObject {
    var object: JSONObject = [
      "first_day": .string(slice.period.first), "last_day": .string(slice.period.last),
    ]
    object.append(facts(of: slice.curve, measure: measure))
    object.append(change(slice.change, top: slice.top, tied: slice.tied))
    return object
  }

  private static func change(_ change: TopChange?, top: Int, tied: Int) -> JSONObject {
    [
      "top_places": .integer(top), "tied_at_the_cut": .integer(tied),
      "stayed": change.map { .integer($0.stayed) } ?? .null,
      "left": change.map { .integer($0.left) } ?? .null,
      "entered": change.map { .integer($0.entered) } ?? .null,
      "stayed_share": change?.stayedShare.map(JSONValue.number) ?? .null,
      "stayed_share_by_chance": change.map { .number($0.stayedByChance) } ?? .null,
      "held_by_earlier_top": change.map { .number($0.heldByEarlier) } ?? .null,
    ]
  }
}

extension [LorenzCurve.Point] {
  /// At most a thousand of the points, the first and the last among them; sums of weights have a corner a place.
  fileprivate var thinned: [LorenzCurve.Point] {
    let step = (count + 999) / 1000
    return indices.filter { $0 % Swift.max(step, 1) == 0 || $0 == count - 1 }.map { self[$0] }
  }
}

extension Concentration {
  /// The answer in a few sentences.
  public var sentences: [String] {
    let half = whole.shareOfPlaces(holding: 0.5)
    let quarter = whole.shareOfPlaces(holding: 0.25)
    let what =
      isCounted
      ? "\(whole.total.formattedPlainly) incidents"
      : "a \(measure) of \(whole.total.rounded(toPlaces: 1).formattedPlainly)"
    var text = """
      half of \(what) lie on \(ZoneDocument.percent(half)) of \(whole.places) \(question.places.words) (\(whole.places(holding: 0.5))), a \
      quarter on \(ZoneDocument.percent(quarter)) (\(whole.places(holding: 0.25)))
      """
    if isCounted, let gini = whole.generalisedGini {
      text += "; generalised Gini \(gini.rounded(toPlaces: 3).formattedPlainly)"
    }
    var sentences = [text]
    if outside > 0 {
      switch question.places {
      case .areas, .streets: break
      case .cells, .locations: sentences.append("\(outside) incidents at the edge stand in no cell")
      }
    }
    let halves = moved.map { $0.shareOfPlaces(holding: 0.5) }
    if moved.count > 1, let low = halves.min(), let high = halves.max() {
      sentences.append(
        """
        with the grid's origin moved to \(moved.count) places, half lies on \(ZoneDocument.percent(low)) to \
        \(ZoneDocument.percent(high)) of the cells
        """)
    }
    if let last = slices.last(where: { $0.change != nil }), let change = last.change,
      let stayed = change.stayedShare
    {
      sentences.append(
        """
        from the period before to that of \(last.period.first) to \(last.period.last), \(ZoneDocument.percent(stayed)) \
        of the top \(ZoneDocument.percent(question.topShare)) of places stayed (\(change.stayed) stayed, \(change.left) left, \
        \(change.entered) entered; \(ZoneDocument.percent(change.stayedByChance)) would stay if no place had changed), and \
        these held \(ZoneDocument.percent(change.heldByEarlier)) of its incidents
        """)
      if last.tied > 0 {
        sentences.append("\(last.tied) places were equal at that cut: chance chose among them under the seed")
      }
    }
    if !emptyMonths.isEmpty {
      let list = emptyMonths.prefix(12).joined(separator: ", ")
      sentences.append("no incident in \(list): a month without records is a gap, not a quiet month")
    }
    return sentences
  }
}
