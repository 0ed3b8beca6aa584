internal import Files
internal import Glibc

/// How well forecasts would have done: each is made from what lay before an origin and held against what came after.
///
/// Counts of past incidents are always among the methods: they are what others are compared with.
public struct Backtest: Sendable {
  /// What is asked.
  public struct Question: Hashable, Sendable {
    /// The origins.
    public let origins: Origins

    /// The methods, counts first.
    public let methods: [ForecastMethod]

    /// How much ground is flagged, from the least on.
    public let areas: [FlaggedArea]

    /// The shares where nobody names any.
    public static let usualShares = [0.01, 0.02, 0.05, 0.1, 0.2]

    /// A question; counts are added where they are not among the methods, and no method is asked twice.
    ///
    /// - Throws: ``HotspotError/invalidParameter(_:)`` unless shares are above 0 and at most 1, and areas above 0.
    public init(
      origins: Origins, methods: [ForecastMethod] = [.counts],
      areas: [FlaggedArea] = usualShares.map(FlaggedArea.share)
    ) throws(HotspotError) {
      for area in areas {
        switch area {
        case .share(let share):
          guard share > 0, share <= 1 else {
            throw .invalidParameter("share \(share): give shares above 0 and at most 1, such as 0.01,0.05")
          }
        case .squareKilometres(let area):
          guard area > 0, area.isFinite else {
            throw .invalidParameter("area \(area): give square kilometres above 0")
          }
        }
      }
      guard !areas.isEmpty else {
        throw .invalidParameter("a back-test needs a share of the area to flag, such as 0.01")
      }
      self.origins = origins
      self.methods = methods.reduce(into: [.counts]) { if !$0.contains($1) { $0.append($1) } }
      self.areas = areas
    }
  }

  /// How a method did.
  public struct MethodResult: Sendable {
    /// The method.
    public let method: ForecastMethod

    /// Share by share, as asked.
    public let shares: [ShareResult]

    /// From the least share to the whole, for a picture.
    public let curve: [ShareResult]

    /// Beside counts, share by share as asked; empty for counts themselves.
    public let comparisons: [PairedComparison]

    /// What the blend was made of at the last origin, with weights that sum to one; empty for a method that blends nothing.
    public let layers: [(name: String, weight: Double)]
  }

  /// The question.
  public let question: Question

  /// What was learnt from and held against.
  public let history: History

  /// The windows.
  public let windows: Origins.Windows

  /// Incidents in cells that each origin could learn from.
  public let learntByOrigin: [Double]

  /// Incidents in cells that came after each origin.
  public let incidentsByOrigin: [Double]

  /// The methods' results, counts first.
  public let methods: [MethodResult]

  /// How it came about.
  public let provenance: Provenance

  /// Asks a question of a history.
  ///
  /// `risk` is what a risk terrain is made of. Time O(origins × methods × cells log cells) besides the forecasts' own. No random draw is made, and the answer is the
  /// same at any number of threads.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when no window fits, nothing happened in any, or a method cannot be
  ///   asked of these records.
  public init(
    of history: History, question: Question, risk: RiskGround? = nil, bands: Bands
  ) async throws(HotspotError) {
    let windows = try question.origins.windows(in: history)
    let areas = question.areas + Self.curve(of: history.cells)
    let sizes = areas.map { $0.size(of: history.cells) }
    var forecasters: [Forecaster] = []
    for method in question.methods {
      forecasters.append(try Forecaster(of: history, by: method, risk: risk))
    }
    var held: [[Held]] = []
    var learnt: [Double] = []
    for window in windows.windows {
      var forecasts: [[Double]] = []
      for method in forecasters.indices {
        forecasts.append(try await forecasters[method].forecast(of: window, bands: bands))
      }
      let observed = history.counts(in: window.test)
      // The last is the best that could be: what happened, forecast.
      let ranked = forecasts + [observed]
      let cells = history.cells
      held.append(
        await bands.map(ranked.count) { band in
          band.map { Held(ranked[$0], against: observed, sizes: sizes, in: cells) }
        }.flatMap(\.self))
      learnt.append(history.counts(in: window.learn).reduce(0, +))
    }
    let incidents = held.map { $0[question.methods.count].total }
    guard incidents.contains(where: { $0 > 0 }) else {
      throw .insufficientData("no incident lies in the days that are forecast: there is nothing to hit")
    }
    let results = question.methods.indices.map { method in
      areas.indices.map { area in
        ShareResult(
          asked: areas[area], cells: held.reduce(0) { $0 + $1[method].cells[area] } / Double(held.count),
          area: sizes[area] * history.cells.unit, share: sizes[area] / history.cells.size,
          hitsByOrigin: held.map { $0[method].hits[area] }, incidentsByOrigin: incidents,
          bestByOrigin: held.map { $0[question.methods.count].hits[area] },
          predictedByOrigin: held.map { $0[method].predicted[area] })
      }
    }
    let asked = question.areas.count
    methods = question.methods.indices.map { method in
      MethodResult(
        method: question.methods[method], shares: Array(results[method][..<asked]),
        curve: Array(results[method][asked...]),
        comparisons: method == 0
          ? []
          : (0..<asked).map { area in
            PairedComparison(
              hits: results[method][area].hitsByOrigin, baseline: results[0][area].hitsByOrigin,
              incidents: incidents)
          },
        layers: forecasters[method].layers)
    }
    self.question = question
    self.history = history
    self.windows = windows
    learntByOrigin = learnt
    incidentsByOrigin = incidents
    let steps = risk.map { history.provenance.adding("factors", $0.facts) } ?? history.provenance
    provenance = steps.adding("backtest", Self.facts(of: question, windows, in: history))
  }

  /// Shares from one cell to all of them, evenly on a scale of logarithms.
  private static func curve(of cells: ForecastCells) -> [FlaggedArea] {
    let least = 1 / Double(max(2, cells.count))
    let steps = 48
    return (0...steps).map { step in
      // x^(1 − s/48): the last is exactly one.
      .share(pow(least, 1 - Double(step) / Double(steps)))
    }
  }

  private static func facts(
    of question: Question, _ windows: Origins.Windows, in history: History
  ) -> JSONObject {
    [
      "cells": .string(history.cells.description),
      "methods": .array(question.methods.map { .object($0.facts(in: history.cells)) }),
      "origins": .object(question.origins.facts), "origins_used": .integer(windows.windows.count),
      "origins_in_gaps": .integer(windows.gaps.count), "origins_outside": .integer(windows.beyond),
      "incidents_undated": .integer(history.undated),
      "incidents_in_no_cell": .integer(history.outsideEveryCell),
      "ties": "flagged evenly: the mean of all random draws, exactly the stated ground",
      "over_origins": "hits are pooled, and so are incidents",
      "difference": "hit rate less that of counts; ratio estimator over origins, Student's t",
    ]
  }
}

/// What one forecast's flagged cells held at one origin, size by size.
private struct Held: Sendable {
  var hits: [Double] = []
  var predicted: [Double] = []
  var cells: [Double] = []
  let total: Double

  init(_ forecast: [Double], against observed: [Double], sizes: [Double], in cells: ForecastCells) {
    let ranked = RankedCells(forecast, of: cells)
    let events = observed.indices.filter { observed[$0] != 0 }.map { (cell: $0, value: observed[$0]) }
    total = observed.reduce(0, +)
    for size in sizes {
      let cut = ranked.cut(at: size)
      hits.append(ranked.held(of: events, by: cut))
      predicted.append(cut.value)
      self.cells.append(cut.cells)
    }
  }
}
