import ArgumentParser
import Geospatial
import HotspotKit

/// The factors of a risk terrain model, and how it is made.
struct RiskOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      NAME=FILE of places, lines or areas that may draw incidents (CSV or GeoJSON); repeatable. Settings follow, parted \
      by ;: proximity, density, aggravating, protective, either, reach=BLOCKS, steps=half or whole, crs=EPSG.
      """))
  var factor: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      FILE of what may be hit (CSV or GeoJSON): places are counted in each cell, lines by their metres there, areas by \
      their square metres; risk is then for one of these, and cells without any are left out. Settings follow, parted \
      by ;: column=NAME of numbers that count instead, crs=EPSG.
      """))
  var exposure: String?

  @Option(help: "Length of a street block in metres; distances grow by it.")
  var block: Double = 150

  @Option(help: "How many blocks factors reach.")
  var reach: Double = 3

  @Option(help: "Steps by which distances grow: half or whole blocks.")
  var steps: String = FactorReach.Steps.half.rawValue

  @Option(help: "How many standard deviations above its mean a density must lie to count as dense.")
  var densityThreshold: Double = 2

  @Option(help: "Into how many parts the cells are dealt for cross-validation.")
  var folds: Int = 10

  @Flag(help: "Deal out squares of four times the furthest reach instead of single cells.")
  var spatialFolds = false

  /// The exposure, understood before any file is read; `nil` for none.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` for a spelling that will not do, and where no factor goes with it.
  func exposed() throws(HotspotError) -> ExposureSetting? {
    guard let exposure else { return nil }
    guard !factor.isEmpty else {
      throw .invalidParameter(
        "--exposure says what factors work on, and no factor is given: name at least one with --factor NAME=FILE"
      )
    }
    return try ExposureSetting(parsing: exposure)
  }

  /// The factors, understood before any file is read.
  func settings() throws(HotspotError) -> [FactorSetting] {
    guard !factor.isEmpty else {
      throw .invalidParameter("no factor is given: name at least one with --factor NAME=FILE")
    }
    var settings: [FactorSetting] = []
    for text in factor { settings.append(try FactorSetting(parsing: text)) }
    return settings
  }

  /// How far factors reach, understood.
  func chosenReach() throws(HotspotError) -> FactorReach {
    guard let steps = FactorReach.Steps(rawValue: steps) else {
      throw .invalidParameter("--steps '\(steps)': write half or whole")
    }
    return try FactorReach(block: block, reach: reach, steps: steps)
  }

  /// How the model is made, the parts drawn from a seed.
  func terrain(seed: UInt64) -> RiskTerrain {
    var terrain = RiskTerrain()
    (terrain.folds, terrain.seed, terrain.keepsNeighboursTogether) = (folds, seed, spatialFolds)
    return terrain
  }
}
