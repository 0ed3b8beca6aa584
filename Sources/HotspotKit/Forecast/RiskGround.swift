internal import Files

/// The factors from which a risk terrain is made anew at each origin, and how it is made.
///
/// Factors carry no dates: they stand for all days alike, and only incidents before an origin say what they are worth.
public struct RiskGround: Sendable {
  /// How the model is made.
  public let terrain: RiskTerrain

  /// The factors on the cells of the forecast, or for areas of a file on those of ``areas``.
  public let layers: FactorLayers

  /// What may be hit in each cell; `nil` where every cell counts alike.
  public let exposure: Exposure?

  /// The cells that stand for areas of a file; `nil` where the forecast's cells are those of a grid.
  public let areas: TerrainCells?

  /// A ground from factors, how they are to be weighed, and what may be hit; for areas of a file with the cells that stand
  /// for them, on which the factors and the exposure then are.
  public init(
    terrain: RiskTerrain = RiskTerrain(), layers: FactorLayers, exposure: Exposure? = nil,
    areas: TerrainCells? = nil
  ) {
    precondition(areas.map { $0.grid.count == layers.grid.count } ?? true, "factors on the areas' cells")
    self.terrain = terrain
    self.layers = layers
    self.exposure = exposure
    self.areas = areas
  }

  /// The factors' files and how the model is made, for the provenance.
  var facts: JSONObject {
    var facts = terrain.facts(layers)
    facts["factors"] = .array(
      layers.factors.map { factor in
        [
          "name": .string(factor.setting.name), "file": .string(factor.source),
          "sha256": .string(factor.digest),
          "caveats": .array(factor.caveats.map(JSONValue.string)),
        ]
      })
    if let exposure { facts["exposure"] = .object(exposure.facts) }
    if let areas {
      facts["on_areas"] = .string(areas.sentence)
      facts["cells_area_km2"] = .number(
        (areas.covered.reduce(0, +) * areas.grid.shape.area / 1e6).rounded(toPlaces: 6))
    }
    return facts
  }

  /// Each cell's share of the incidents that the model expects, by what lies before a day; even ground, or even
  /// exposure, where too few lie before it to make one. A cell without exposure expects none.
  func shares(of history: History, before day: Int, bands: Bands) async throws(HotspotError) -> [Double] {
    let past = history.incidents(in: history.span.lowerBound..<day, held: areas != nil)
    let exposure = if let areas { areas.exposure(self.exposure) } else { self.exposure }
    let exposed = exposure?.total ?? Double(layers.grid.count)
    let even =
      exposure?.values.map { $0 / exposed }
      ?? [Double](repeating: 1 / exposed, count: layers.grid.count)
    let shares = try await shares(of: past, exposure: exposure, even: even, bands: bands)
    return areas?.sums(of: shares) ?? shares
  }

  /// Each cell's share of what the model expects; `even` where too few incidents make none.
  private func shares(
    of past: Incidents, exposure: Exposure?, even: [Double], bands: Bands
  ) async throws(HotspotError) -> [Double] {
    do throws(HotspotError) {
      let values = try await terrain.model(
        of: past, on: layers, exposure: exposure, bands: bands
      ).expected.values
      let sum = values.reduce(0, +)
      return sum > 0 ? values.map { $0 / sum } : even
    } catch {
      guard case .insufficientData = error else { throw error }
      return even
    }
  }
}
