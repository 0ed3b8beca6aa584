internal import Files

/// A back-test as JSON, CSV and sentences.
public enum BacktestDocument {
  /// Everything, with the hits at every origin.
  public static func json(of found: Backtest, handling: Handling) -> [UInt8] {
    var document: JSONObject = [
      "area_km2": .number((found.history.cells.area / 1e6).rounded(toPlaces: 6)),
      "cells": .integer(found.history.cells.count),
      "origins": .array(found.windows.windows.indices.map { .object(origin($0, of: found)) }),
      "origins_in_gaps": .array(found.windows.gaps.map { .string(CivilTime.text(day: $0.test.lowerBound)) }),
      "methods": .array(
        found.methods.map { result in
          var method: JSONObject = [
            "name": .string(result.method.name),
            "shares": .array(
              result.shares.map { share in
                var facts = facts(of: share)
                facts["hits_by_origin"] = .array(share.hitsByOrigin.map(rounded))
                return .object(facts)
              }),
          ]
          if !result.layers.isEmpty {
            var layers = JSONObject()
            for layer in result.layers { layers[layer.name] = .number(layer.weight.rounded(toPlaces: 4)) }
            method["layers_at_last_origin"] = .object(layers)
          }
          return .object(method)
        }),
      "comparisons": .array(
        found.methods.flatMap { result in
          zip(result.shares, result.comparisons).map { .object(facts(of: $1, at: $0, by: result.method)) }
        }),
    ]
    document.append(handling.members(with: found.provenance))
    return Array(JSONValue.object(document).pretty.utf8)
  }

  /// A row for each method and share, with the comparison beside counts.
  public static func csv(of found: Backtest) -> [UInt8] {
    let shares = facts(of: found.methods[0].shares[0]).keys
    var text = CSVText(["method"] + shares + ["origins", "difference", "ci95_low", "ci95_high", "p"])
    for result in found.methods {
      for (index, share) in result.shares.enumerated() {
        let beside = result.comparisons.isEmpty ? nil : result.comparisons[index]
        text.append(
          [.string(result.method.name)] + facts(of: share).values + [
            .integer(found.windows.windows.count), number(beside?.difference),
            number(beside?.interval?.lowerBound), number(beside?.interval?.upperBound), number(beside?.p),
          ])
      }
    }
    return text.bytes
  }

  private static func origin(_ index: Int, of found: Backtest) -> JSONObject {
    let window = found.windows.windows[index]
    return [
      "train_from": .string(CivilTime.text(day: window.learn.lowerBound)),
      "train_to": .string(CivilTime.text(day: window.learn.upperBound - 1)),
      "test_from": .string(CivilTime.text(day: window.test.lowerBound)),
      "test_to": .string(CivilTime.text(day: window.test.upperBound - 1)),
      "train_incidents": rounded(found.learntByOrigin[index]),
      "incidents": rounded(found.incidentsByOrigin[index]),
    ]
  }

  private static func facts(of share: ShareResult) -> JSONObject {
    [
      "share": number(share.asked.share ?? share.share), "flagged_share": number(share.share),
      "cells": number(share.cells), "flagged_km2": number(share.area / 1e6),
      "incidents": number(share.incidents), "hits": number(share.hits),
      "hit_rate": number(share.hitRate), "hit_rate_low": number(share.hitRateInterval?.lowerBound),
      "hit_rate_high": number(share.hitRateInterval?.upperBound), "pai": number(share.pai),
      "pei": number(share.pei), "rri_predicted_observed": number(share.predictedOverObserved),
      "hits_per_km2": number(share.hitsPerSquareKilometre),
    ]
  }

  private static func facts(
    of comparison: PairedComparison, at share: ShareResult, by method: ForecastMethod
  ) -> JSONObject {
    [
      "method": .string(method.name), "baseline": .string(ForecastMethod.counts.name),
      "share": number(share.asked.share ?? share.share), "difference": number(comparison.difference),
      "ci95": comparison.interval.map { [rounded($0.lowerBound), rounded($0.upperBound)] } ?? .null,
      "p": number(comparison.p),
    ]
  }

  private static func number(_ value: Double?) -> JSONValue { value.map(rounded) ?? .null }

  /// To nine places: what lies behind them is the machine's, not the records'.
  private static func rounded(_ value: Double) -> JSONValue { .number(value.rounded(toPlaces: 9)) }
}

extension FlaggedArea {
  /// The share asked for; `nil` where square kilometres were.
  fileprivate var share: Double? { if case .share(let share) = self { share } else { nil } }
}

extension Backtest {
  /// The answer in a few sentences.
  public var sentences: [String] {
    let windows = windows.windows
    let first = CivilTime.text(day: windows[0].test.lowerBound)
    let last = CivilTime.text(day: windows[windows.count - 1].test.upperBound - 1)
    let total = incidentsByOrigin.reduce(0, +).formattedPlainly
    let what = history.weights == nil ? "incidents" : "of the weight"
    var sentences = [
      windows.count == 1
        ? "\(total) \(what) from \(first) to \(last) held against a forecast from what lay before"
        : "\(total) \(what) from \(first) to \(last) held against \(windows.count) forecasts, each from what lay before it"
    ]
    if history.undated > 0 {
      sentences.append(
        "\(history.undated) incidents have no date and are left out: nobody can say what came first")
    }
    if history.outsideEveryCell > 0 {
      sentences.append("\(history.outsideEveryCell) incidents stand in no cell and are left out")
    }
    sentences += self.windows.remarks
    if history.cells.grid == nil {
      for method in methods.map(\.method) {
        // A risk terrain has said so where it was made.
        if method != .risk, let words = method.onAreas { sentences.append("\(method.name): \(words)") }
      }
    }
    for (index, share) in methods[0].shares.enumerated() {
      let parts = methods.map { result -> String in
        let found = result.shares[index]
        let text = "\(result.method.name) \(ZoneDocument.percent(found.hitRate ?? 0))"
        guard windows.count >= Self.fewestForVerdict, index < result.comparisons.count,
          let interval = result.comparisons[index].interval
        else { return text }
        return interval.lowerBound > 0
          ? text + " (better)" : interval.upperBound < 0 ? text + " (worse)" : text
      }
      sentences.append(
        """
        on \(ZoneDocument.percent(share.share)) of the area (\(share.cells.rounded(toPlaces: 1).formattedPlainly) of \
        \(history.cells.count)): \(parts.joined(separator: ", "))
        """)
    }
    for result in methods where !result.layers.isEmpty {
      let most = result.layers.enumerated().sorted {
        ($0.element.weight, $1.offset) > ($1.element.weight, $0.offset)
      }
      let parts = most.prefix(3).map { "\($0.element.name) \(ZoneDocument.percent($0.element.weight))" }
      sentences.append("\(result.method.name) at the last origin: \(parts.joined(separator: ", ")), …")
    }
    if windows.count < Self.fewestForVerdict, methods.count > 1 {
      sentences.append(
        windows.count == 1
          ? "one window is close to a lottery: no method is called better without --origins"
          : """
          \(windows.count) windows say little: no method is called better or worse with fewer than \
          \(Self.fewestForVerdict); give more --origins
          """)
    }
    return sentences
  }

  /// From how many origins on a method is called better or worse.
  ///
  /// With fewer Student's t has so few degrees of freedom that its interval leans wholly on the normal distribution of
  /// differences, which those of hits at single origins do not follow.
  static let fewestForVerdict = 5
}
