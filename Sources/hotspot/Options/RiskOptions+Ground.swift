import Geospatial
import HotspotKit

/// What a risk terrain is made of, understood before any file is read.
struct RiskQuestion {
  let factors: [FactorSetting]
  let exposure: ExposureSetting?
  let reach: FactorReach
  let densityThreshold: Double
  let terrain: RiskTerrain
}

extension RiskOptions {
  /// The options, understood.
  func question(seed: UInt64) throws(HotspotError) -> RiskQuestion {
    RiskQuestion(
      factors: try settings(), exposure: try exposed(), reach: try chosenReach(),
      densityThreshold: densityThreshold, terrain: terrain(seed: seed))
  }

  /// The options, understood; `nil` where no factor was named.
  func questionIfAsked(seed: UInt64) throws(HotspotError) -> RiskQuestion? {
    if factor.isEmpty {
      _ = (try exposed(), try chosenReach())
      return nil
    }
    return try question(seed: seed)
  }
}

extension RiskQuestion {
  /// The factors and the exposure on a forecast's cells; for areas of a file on squares half a block wide within them.
  func ground(
    in area: borrowing StudyArea, on cells: ForecastCells, input: InputOptions, includesPoliceGenerated: Bool,
    common: CommonOptions
  ) async throws(HotspotError) -> RiskGround {
    switch cells.ground {
    case .grid(let grid):
      return try await ground(
        in: area, on: grid, input: input, includesPoliceGenerated: includesPoliceGenerated, common: common)
    case .areas(let areas):
      let squares = try TerrainCells(reach.cell, over: areas)
      common.messages.say(squares.sentence)
      let made = try await ground(
        in: area, on: squares.grid, input: input, includesPoliceGenerated: includesPoliceGenerated,
        common: common)
      return RiskGround(
        terrain: made.terrain, layers: made.layers, exposure: made.exposure, areas: squares)
    }
  }

  /// The factors and the exposure on a grid's cells; what was read is said, and unless `keepsCaveats` what a reader must
  /// bear in mind of the factors.
  func ground(
    in area: borrowing StudyArea, on grid: Grid, input: InputOptions, includesPoliceGenerated: Bool,
    keepsCaveats: Bool = false, common: CommonOptions
  ) async throws(HotspotError) -> RiskGround {
    var read: [Factor] = []
    for setting in factors {
      let factor = try Factor(
        reading: setting, in: area, label: input.sourceLabel, includesPoliceGenerated: includesPoliceGenerated
      )
      for sentence in [factor.sentence] + (keepsCaveats ? [] : factor.caveats) {
        common.messages.say(sentence)
      }
      read.append(factor)
    }
    var exposed: Exposure?
    if let exposure {
      let found = try Exposure(
        reading: exposure, in: area, on: grid, label: input.sourceLabel,
        includesPoliceGenerated: includesPoliceGenerated)
      common.messages.say(found.sentence)
      exposed = found
    }
    let layers = try await FactorLayers(
      of: read, on: grid, reach: reach, densityThreshold: densityThreshold, exposure: exposed,
      bands: common.bands)
    for remark in layers.remarks { common.messages.say(remark) }
    return RiskGround(terrain: terrain, layers: layers, exposure: exposed)
  }
}
