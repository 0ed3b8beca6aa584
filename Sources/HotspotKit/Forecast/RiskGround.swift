internal import Files

/// The factors from which a risk terrain is made anew at each origin, and how it is made.
///
/// Factors carry no dates: they stand for all days alike, and only incidents before an origin say what they are worth.
public struct RiskGround: Sendable {
  /// How the model is made.
  public let terrain: RiskTerrain

  /// The factors on the cells of the forecast.
  public let layers: FactorLayers

  /// What may be hit in each cell; `nil` where every cell counts alike.
  public let exposure: Exposure?

  /// A ground from factors, how they are to be weighed, and what may be hit.
  public init(terrain: RiskTerrain = RiskTerrain(), layers: FactorLayers, exposure: Exposure? = nil) {
    self.terrain = terrain
    self.layers = layers
    self.exposure = exposure
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
    return facts
  }

  /// Each cell's share of the incidents that the model expects, by what lies before a day; even ground, or even
  /// exposure, where too few lie before it to make one. A cell without exposure expects none.
  func shares(of history: History, before day: Int, bands: Bands) async throws(HotspotError) -> [Double] {
    let past = history.incidents(in: history.span.lowerBound..<day)
    let exposed = exposure?.total ?? Double(history.cells.count)
    let even =
      exposure?.values.map { $0 / exposed }
      ?? [Double](repeating: 1 / exposed, count: history.cells.count)
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
