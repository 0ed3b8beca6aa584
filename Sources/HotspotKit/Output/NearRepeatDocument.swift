internal import Files
internal import Geospatial

/// A Knox table as CSV and JSON, and live near-repeat areas as GeoJSON.
public enum NearRepeatDocument {
  /// A row a cell of the table; what cannot be told, a ratio to nought, is empty.
  public static func csv(of table: KnoxTable) -> [UInt8] {
    var text = CSVText([
      "distance_band", "day_band", "observed", "expected", "ratio_to_mean", "ratio_to_median", "p",
    ])
    for cell in table.cells {
      text.append([
        .string(cell.distance.description), .string(cell.days.description), .integer(cell.observed),
        .number(cell.expected), cell.ratioToMean.map(JSONValue.number) ?? .null,
        cell.ratioToMedian.map(JSONValue.number) ?? .null, .number(cell.p),
      ])
    }
    return text.bytes
  }

  /// The table with the question and its provenance.
  public static func json(of table: KnoxTable, handling: Handling) -> [UInt8] {
    var document: JSONObject = [
      "incidents": .integer(table.incidents), "without_a_day": .integer(table.withoutDay),
      "distance": .string(table.method.measure.rawValue), "permutations": .integer(table.method.permutations),
      "cells": .array(table.cells.map { .object(facts(of: $0)) }),
    ]
    document.append(handling.members(with: table.provenance))
    return Array(JSONValue.object(document).pretty.utf8)
  }

  /// The areas in rank order, with the bands that are raised beside them.
  public static func geoJSON(of live: LiveAreas, in area: borrowing StudyArea, handling: Handling) -> [UInt8]
  {
    var collection = FeatureCollection()
    for (index, each) in live.areas.enumerated() {
      collection.add(
        id: each.id, rings: area.degrees(each.polygon.rings),
        properties: [
          "area_id": .string(each.id), "rank": .integer(index + 1),
          "as_of": .string(CivilTime.text(day: live.asOf)), "until": .string(CivilTime.text(day: each.until)),
          "whole_until": .string(CivilTime.text(day: each.wholeUntil)),
          "ratio": .number(each.ratios.mean.rounded(toPlaces: 3)),
          "ratio_lowest": .number(each.ratios.lowest.rounded(toPlaces: 3)),
          "ratio_highest": .number(each.ratios.highest.rounded(toPlaces: 3)), "p": .number(each.p),
          "repeat_ratio": each.repeatRatio.map { .number($0.rounded(toPlaces: 3)) } ?? .null,
          "incidents": .integer(each.incidents), "cells": .integer(each.cells.count),
          "area_m2": .number(each.area), "reach_m": .number(each.reach),
          "reasons": .string(reasons(for: each)),
        ])
    }
    let raised = live.table.raised(alpha: live.rule.alpha, ratio: live.rule.ratio)
    var members: JSONObject = [
      "shows": .string(shows(live)), "raised_bands": .array(raised.map { .object(facts(of: $0)) }),
    ]
    if let reason = live.reasonForNone { members["reason"] = .string(reason) }
    members.append(handling.members(with: live.provenance))
    return collection.document(members: members)
  }

  private static func facts(of cell: KnoxCell) -> JSONObject {
    [
      "distance_band": .string(cell.distance.description), "day_band": .string(cell.days.description),
      "observed": .integer(cell.observed), "expected": .number(cell.expected),
      "ratio_to_mean": cell.ratioToMean.map(JSONValue.number) ?? .null,
      "ratio_to_median": cell.ratioToMedian.map(JSONValue.number) ?? .null, "p": .number(cell.p),
    ]
  }

  /// What a reader may take an area for.
  private static func shows(_ live: LiveAreas) -> String {
    """
    Cells of \(live.grid.shape) whose middle lies within a raised distance of the middle of a cell with a recent \
    incident. An area is drawn round no address, and a cell names no incident. The ratio is of pairs of incidents \
    observed to those expected by chance, as of \(CivilTime.text(day: live.asOf)); it is no probability.
    """
  }

  /// Words a briefing can read out.
  private static func reasons(for area: LiveArea) -> String {
    let (low, high) = (area.ratios.lowest.rounded(toPlaces: 1), area.ratios.highest.rounded(toPlaces: 1))
    let ratio = low == high ? high.formattedPlainly : "\(low.formattedPlainly) to \(high.formattedPlainly)"
    let many = area.incidents == 1 ? "an incident" : "\(area.incidents) incidents"
    var text = """
      \(ratio) times as likely as by chance until \(CivilTime.text(day: area.until)): about \
      \(area.reach.formattedPlainly) m or less from \(many) of the last \(area.days) days
      """
    if let again = area.repeatRatio {
      text += "; at the very same place \(again.rounded(toPlaces: 1).formattedPlainly) times"
    }
    return text
  }
}

extension KnoxTable {
  /// The answer in a sentence: which bands are raised, the most raised first.
  public func sentence(by rule: LiveAreas.Rule) -> String {
    let raised = raised(alpha: rule.alpha, ratio: rule.ratio)
      .sorted { ($0.ratioToMean ?? 0) > ($1.ratioToMean ?? 0) }
    let lead = "near repeats among \(incidents) incidents"
    guard !raised.isEmpty else {
      return """
        \(lead): none; no band holds \(rule.ratio.formattedPlainly) times the pairs that chance gives with p at most \
        \(rule.alpha)
        """
    }
    let told = raised.prefix(3).map { cell in
      let place = cell.distance.isSamePlace ? "at the same place" : "\(cell.distance) m away"
      return """
        \(place) \(cell.days) days later \((cell.ratioToMean ?? 0).rounded(toPlaces: 2).formattedPlainly) times as many as by chance \
        (\(cell.observed) pairs, p \(cell.p))
        """
    }
    let rest = raised.count > 3 ? "; and \(raised.count - 3) more" : ""
    return "\(lead): \(told.joined(separator: "; "))\(rest)"
  }

  /// What may look like repeats and be none; `nil` where nothing does.
  ///
  /// One event recorded row by row, a victim each, is on one spot and day by its nature.
  public func caveat(by rule: LiveAreas.Rule) -> String? {
    let raised = raised(alpha: rule.alpha, ratio: rule.ratio)
    guard raised.contains(where: { $0.distance.isSamePlace && $0.days.lower == 0 }) else { return nil }
    return """
      several records of one event stand on one spot and day and look like repeats: where rows are victims, count each \
      crime once with --one-row-per crime
      """
  }
}

extension LiveAreas {
  /// The areas in a sentence.
  public var sentence: String {
    if let reasonForNone { return reasonForNone }
    let day = CivilTime.text(day: asOf)
    let extent = (Double(areas.reduce(0) { $0 + $1.cells.count }) * grid.shape.area / 1e6).rounded(
      toPlaces: 2)
    let last = CivilTime.text(day: areas.map(\.until).max() ?? asOf)
    var text = """
      live on \(day): \(areas.count) areas of \(extent.formattedPlainly) km² in all round \(origins) recent incidents, \
      the last until \(last)
      """
    if later > 0 {
      text += "; the table also rests on \(later) later incidents: leave them out with --to"
    }
    return text
  }
}
