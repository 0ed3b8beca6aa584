internal import Files
internal import Geospatial

/// A kernel density as it was asked for in full: corrected at the edge of the study area, and spread further where few
/// incidents stand.
///
/// Made in two steps, since how far a grid must go hangs on the bandwidths: first what each incident needs, then the
/// surface.
public struct RefinedDensity: Sendable {
  /// The density without refinements.
  public let base: KernelDensity

  /// What is done about the edge.
  public let edge: EdgeCorrection

  /// The bandwidth of each place; `nil` where all have the base's.
  let adaptive: AdaptiveBandwidths?

  /// What the surface is, where it is not incidents or their weight per square kilometre.
  public var unit: String?

  let incidents: Incidents
  let places: PlaceCounts?
  /// How much of its kernel each place keeps inside; `nil` where nobody asks.
  let shares: [Double]?
  /// The study area, where there is one.
  let outline: Outline?

  /// Works out what incidents need; `outline` is the study area, where there is one.
  ///
  /// Time O(places × places within the bandwidth) where it adapts, O(places × edges within reach) where it corrects.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when an edge is to be corrected and there is none, or when a
  ///   density that adapts is to be corrected uniformly, for which it has no bandwidth at a cell.
  public init(
    _ base: KernelDensity, edge: EdgeCorrection = .none, isAdaptive: Bool = false, of incidents: Incidents,
    within outline: Outline?, bands: Bands
  ) async throws(HotspotError) {
    guard edge == .none || outline != nil else {
      throw .invalidParameter(
        "--edge \(edge.rawValue) corrects at the edge of the study area: give one with --area")
    }
    guard edge != .uniform || !isAdaptive else {
      throw .invalidParameter(
        "--edge uniform needs one bandwidth for each cell, and with --adaptive incidents have them: take --edge jones-diggle"
      )
    }
    self.base = base
    self.edge = edge
    self.incidents = incidents
    self.outline = outline
    guard isAdaptive || edge == .jonesDiggle else {
      (places, shares, adaptive) = (nil, nil, nil)
      return
    }
    let places = PlaceCounts(of: incidents.points)
    let mass = edge == .jonesDiggle ? outline.map { InsideMass($0, of: base) } : nil
    let even = [Double](repeating: base.bandwidth, count: places.count)
    let shares = await mass?.shares(at: places, bandwidths: even, bands: bands)
    self.places = places
    guard isAdaptive else {
      (self.shares, adaptive) = (shares, nil)
      return
    }
    let found = await AdaptiveBandwidths(places, base: base, shares: shares, bands: bands)
    adaptive = found
    self.shares = await mass?.shares(at: places, bandwidths: found.metres, bands: bands)
  }

  /// How far round the incidents a grid must go for the density to keep its mass, in metres.
  public var margin: Double {
    guard let longest = adaptive?.metres.max() else { return base.margin }
    return base.margin * longest / base.bandwidth
  }

  /// Incidents (or their weight) per square kilometre at each cell's middle; the same for any number of threads.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` when GEOS cannot tell which cells lie inside the study area.
  public func surface(on grid: Grid, bands: Bands) async throws(HotspotError) -> Surface {
    await surface(on: grid, insideShares: try await insideShares(on: grid, bands: bands), bands: bands)
  }

  /// The same where what of a kernel at each cell lies inside is known; `nil` where that is not the correction.
  func surface(on grid: Grid, insideShares: [Double]?, bands: Bands) async -> Surface {
    guard isRefined || unit != nil else { return await base.surface(of: incidents, on: grid, bands: bands) }
    var facts = facts
    let plain: [Double]
    if let adaptive, let places {
      let sums = AdaptiveSums(
        places, weights: weights(of: places), bandwidths: adaptive.metres, kernel: base.kernel)
      plain = await sums.values(on: grid, bands: bands)
    } else {
      let surface = await base.surface(of: corrected(incidents), on: grid, bands: bands)
      plain = surface.values
      // What is said of how exact the sums are holds for what is made of them.
      let error = "largest_error_as_share_of_peak"
      if let said = surface.provenance.steps.last?[error] { facts[error] = said }
    }
    let values = insideShares.map { corrected(plain, by: $0) } ?? plain
    let strays = CellCounts(of: incidents, on: grid).outsideEveryCell
    let steps = CellCounts.provenance(of: incidents, on: grid, outsideEveryCell: strays)
    return Surface(
      grid: grid, values: values, name: "density", provenance: steps.adding("density", facts))
  }

  /// The incidents, each counting for more the less of its kernel lies inside.
  private func corrected(_ incidents: Incidents) -> Incidents {
    guard let shares, let places else { return incidents }
    return Incidents(
      spots: incidents.spots,
      weights: (0..<incidents.count).map {
        incidents.weight(of: $0) / shares[Int(places.placeOfIncident[$0])]
      })
  }

  /// What each place counts for.
  private func weights(of places: PlaceCounts) -> [Double] {
    var weights = [Double](repeating: 0, count: places.count)
    for (index, place) in places.placeOfIncident.enumerated() {
      weights[Int(place)] += incidents.weight(of: index)
    }
    guard let shares else { return weights }
    return zip(weights, shares).map { $0 / $1 }
  }
}
