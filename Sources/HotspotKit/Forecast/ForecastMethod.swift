internal import Files

/// A way to say from the past where incidents will be.
public enum ForecastMethod: Hashable, Sendable {
  /// As many as each cell had: the baseline that every other method must beat.
  case counts

  /// As many as the kernel density of all past incidents puts there; its bandwidth is found anew at each origin.
  ///
  /// On a grid by the density at each cell's middle; on areas of a file exactly what of it lies on an area's ground.
  case density(Kernel, BandwidthChoice)

  /// As counts, an incident counting half as much with each half-life, in days, that it lies back.
  case decayed(halfLife: Double)

  /// Where incidents were near by and of late.
  ///
  /// Every incident of the last 60 days adds 1/(1 + c) · 1/(1 + w) to each cell whose middle lies within 400 m of its
  /// own cell's: c the distance in units of 50 m, w the whole weeks since. Source: Bowers, Johnson & Pease (2004),
  /// *British Journal of Criminology* 44(5), prospective hot-spotting. On areas of a file the weight is taken from the
  /// incident's own place and summed over an area's ground, see ``onAreas``.
  case nearRepeat

  /// A blend of plain and recent counts, densities of several widths, near repeats, the season and even ground, weighed at
  /// each origin by how well they did before it.
  case auto

  /// What a risk terrain model expects, made at each origin of factors and of the incidents before it.
  case risk

  /// The half-life in days where none is asked for.
  public static let usualHalfLife = 180.0

  /// How far a near repeat reaches: metres, and days.
  static let nearRepeatReach = (metres: 400.0, days: 60, step: 50.0)

  /// A method by its name on the command line, with what is usual for it; a density has none of its own.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when it is none of `auto`, `counts`, `decayed` and `near-repeat`.
  public init(_ name: String) throws(HotspotError) {
    let known: [ForecastMethod] = [.auto, .counts, .decayed(halfLife: Self.usualHalfLife), .nearRepeat]
    guard let method = known.first(where: { $0.name == name }) else {
      throw .invalidParameter(
        "forecast '\(name)': write one of \(known.map(\.name).joined(separator: ", "))")
    }
    self = method
  }

  /// Its name on the command line and in outputs.
  public var name: String {
    switch self {
    case .counts: "counts"
    case .density: "density"
    case .decayed: "decayed"
    case .nearRepeat: "near-repeat"
    case .auto: "auto"
    case .risk: "risk"
    }
  }

  /// Why it cannot be asked of some records, in a sentence; `nil` where it can.
  public func obstacle(in history: History) -> String? {
    switch self {
    case .counts, .decayed, .density, .auto: nil
    case .risk:
      history.weights == nil ? nil : "risk: a risk terrain counts incidents, and these carry weights"
    case .nearRepeat:
      history.isByMonth
        ? "near-repeat: the records say the month and not the day, and near repeats are told by days" : nil
    }
  }

  /// What it means on areas of a file, which are not alike, in words; `nil` where it means what it does on a grid.
  public var onAreas: String? {
    switch self {
    case .counts, .decayed, .auto: nil
    case .density: "an area may expect what of each past incident's kernel lies on its ground, exactly"
    case .nearRepeat:
      "an area may expect the weights by distance from each recent incident's place summed over its ground, so that areas of unlike size compare"
    case .risk:
      "the terrain is made on square cells within the areas, and an area may expect what its part of each cell does"
    }
  }

  /// Its name and parameters, and on areas what it means there, for the provenance.
  func facts(in cells: ForecastCells) -> JSONObject {
    var facts = facts
    if cells.grid == nil, let onAreas { facts["on_areas"] = .string(onAreas) }
    return facts
  }

  /// Its name and parameters, for the provenance.
  private var facts: JSONObject {
    switch self {
    case .counts: ["name": .string(name)]
    case .density(let kernel, let choice):
      ["name": .string(name), "kernel": .string(kernel.rawValue), "bandwidth": .string(choice.written)]
    case .decayed(let halfLife): ["name": .string(name), "half_life_days": .number(halfLife)]
    case .nearRepeat:
      [
        "name": .string(name), "reach_m": .number(Self.nearRepeatReach.metres),
        "reach_days": .integer(Self.nearRepeatReach.days),
      ]
    case .risk: ["name": .string(name), "made": "anew at each origin of the incidents before it"]
    case .auto:
      [
        "name": .string(name), "windows_learnt_from_at_most": .integer(AutoForecast.mostLessons),
        "weights": "by how likely they made what happened before each origin; plain counts have a head start",
      ]
    }
  }
}

extension BandwidthChoice {
  /// The choice as a provenance names it: metres, or the rule.
  fileprivate var written: String {
    if case .metres(let metres) = self { "\(metres.formattedPlainly) m" } else { rule }
  }
}
