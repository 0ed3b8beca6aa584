internal import Files
internal import Geospatial

/// One yes-or-no question about every cell: is it near places of a factor, in one way and at one distance?
public struct RiskVariable: Hashable, Sendable {
  /// The number of the factor among those asked for.
  public let factor: Int

  /// The factor's name.
  public let name: String

  /// How nearness is taken.
  public let operation: FactorSetting.Operation

  /// The distance, or the density's bandwidth; in metres.
  public let metres: Double

  /// How many cells say yes.
  public let cellCount: Int

  /// The factor, the way and the distance, such as `pubs proximity 150`.
  public var id: String { "\(name) \(operation.rawValue) \(metres.formattedPlainly)" }

  /// The question as a phrase, such as `within 150 m of pubs`.
  public var words: String {
    switch operation {
    case .proximity: "within \(metres.formattedPlainly) m of \(name)"
    case .density: "where \(name) stand dense (within \(metres.formattedPlainly) m)"
    }
  }
}

/// The factors' variables on a grid, worked out once and used for any number of models.
public struct FactorLayers: Sendable {
  /// The cells.
  public let grid: Grid

  /// The factors.
  public let factors: [Factor]

  /// The variables, factor by factor, ascending in distance within a way.
  public let variables: [RiskVariable]

  /// For each variable which cells say yes.
  public let columns: [Flags]

  /// Variables that cannot tell cells apart and are left out, in sentences.
  public let remarks: [String]

  /// How many standard deviations above its mean a density must lie.
  public let densityThreshold: Double

  /// How far factors reach.
  public let reach: FactorReach

  /// Works out every variable of some factors.
  ///
  /// A density is that of the quartic kernel; it says yes where it is at or above the mean over the study area plus
  /// `densityThreshold` standard deviations. Lines are dense by their length and areas by their cells. A variable that
  /// says the same of every cell, or what an earlier one of its factor says, is left out. With an `exposure` of places
  /// or lines proximity is asked of the middle of what is exposed in a cell. Time O(cells + shapes).
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` where two factors have one name, or none is given.
  public init(
    of factors: [Factor], on grid: Grid, reach: FactorReach, densityThreshold: Double = 2,
    exposure: Exposure? = nil,
    bands: Bands
  ) async throws(HotspotError) {
    guard !factors.isEmpty else {
      throw .invalidParameter("no factor is given: name at least one with --factor NAME=FILE")
    }
    guard Set(factors.map(\.setting.name)).count == factors.count else {
      throw .invalidParameter("two factors have the same name: call each by a name of its own")
    }
    guard (0...10).contains(densityThreshold) else {
      throw .invalidParameter(
        "--density-threshold \(densityThreshold): give standard deviations from 0 to 10")
    }
    var variables: [RiskVariable] = []
    var columns: [Flags] = []
    var remarks: [String] = []
    for (number, factor) in factors.enumerated() {
      let distances = reach.distances(of: factor.setting)
      let field = DistanceField(of: factor, on: grid, reach: distances.last ?? 0, exposure: exposure)
      let places = factor.places(spacing: reach.block / 4, inside: field.inside, on: grid)
      var seen = Set<Flags>()
      var leftOut = 0
      for operation in factor.setting.operations {
        for metres in distances {
          let flags: Flags
          switch operation {
          case .proximity: flags = field.within(metres)
          case .density:
            let density = try KernelDensity(bandwidth: metres)
            let surface = await density.surface(of: places, on: grid, bands: bands)
            flags = Self.dense(surface.values, threshold: densityThreshold)
          }
          let count = flags.yesCount
          guard count > 0, count < grid.count, seen.insert(flags).inserted else {
            leftOut += 1
            continue
          }
          columns.append(flags)
          variables.append(
            RiskVariable(
              factor: number, name: factor.setting.name, operation: operation, metres: metres,
              cellCount: count))
        }
      }
      if leftOut > 0 {
        remarks.append(
          """
          factor \(factor.setting.name): \(leftOut) of \(distances.count * factor.setting.operations.count) variables \
          tell no cells apart that others do not, and are left out
          """)
      }
    }
    (self.grid, self.factors, self.variables, self.columns) = (grid, factors, variables, columns)
    (self.remarks, self.densityThreshold, self.reach) = (remarks, densityThreshold, reach)
  }

  /// The cells at or above the mean and so many standard deviations; an empty cell is never dense.
  static func dense(_ values: [Double], threshold: Double) -> Flags {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count))
    let least = mean + threshold * square.squareRoot()
    return Flags(values.map { $0 > 0 && $0 >= least })
  }
}

extension Factor {
  /// What a density adds up: places one each, lines by their metres, and areas by the cells inside them.
  fileprivate func places(spacing: Double, inside cells: [Int], on grid: Grid) -> Incidents {
    var places = points
    var weights = [Double](repeating: 1, count: points.count)
    for line in lines {
      for (a, b) in zip(line, line.dropFirst()) {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length = (dx * dx + dy * dy).squareRoot()
        let count = max(1, Int((length / spacing).rounded(.up)))
        for number in 0..<count {
          let share = (Double(number) + 0.5) / Double(count)
          places.append(PlanarPoint(x: a.x + share * dx, y: a.y + share * dy))
          weights.append(length / Double(count))
        }
      }
    }
    for cell in cells {
      places.append(grid.centre(of: cell))
      weights.append(1)
    }
    return Incidents(points: places, weights: weights)
  }
}
