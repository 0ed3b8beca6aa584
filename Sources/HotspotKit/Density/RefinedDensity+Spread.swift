internal import Geospatial

extension RefinedDensity {
  /// How one incident is spread: its kernel, and by what the kernel's heights are multiplied so that those of all incidents
  /// can be added up.
  func spread(ofIncident index: Int) -> (profile: any KernelProfile, factor: Double) {
    guard let places else { return (base.profile, 1) }
    let place = Int(places.placeOfIncident[index])
    let share = shares?[place] ?? 1
    guard let adaptive else { return (base.profile, 1 / share) }
    let profile = base.kernel.profile(bandwidth: adaptive.metres[place])
    // Heights of kernels of unlike width are on unlike scales.
    return (profile, profile.perSquareKilometre / share)
  }

  /// How far each place reaches, in metres; `nil` where all reach as far as the base does.
  var reaches: [Double]? {
    adaptive.map { $0.metres.map { base.kernel.profile(bandwidth: $0).reach } }
  }

  /// Densities at cells' middles, divided by what of a kernel there lies inside where that is the correction.
  func correctedUniformly(
    _ values: [Double], on grid: Grid, bands: Bands
  ) async throws(HotspotError) -> [Double] {
    try await insideShares(on: grid, bands: bands).map { corrected(values, by: $0) } ?? values
  }

  /// Densities divided by what of a kernel at each cell lies inside.
  func corrected(_ values: [Double], by shares: [Double]) -> [Double] {
    // Where nothing of a kernel lies inside, no incident is within reach.
    zip(values, shares).map { $1 > 0 ? $0 / $1 : 0 }
  }

  /// How much of a kernel at each cell's middle lies inside, from 0 to 1; `nil` unless the correction is uniform.
  func insideShares(on grid: Grid, bands: Bands) async throws(HotspotError) -> [Double]? {
    guard edge == .uniform, let outline else { return nil }
    // Only the cells of an area smaller than they are may have their middles outside.
    let middles = PlanarPoints((0..<grid.count).lazy.map { grid.centre(of: $0) })
    let isInside = grid.coversByTouch ? try OutlineRaster(outline).holds(middles) : nil
    let mass = InsideMass(outline, of: base)
    let bandwidth = base.bandwidth
    return await bands.map(grid.count) { range in
      range.map { cell in
        mass.share(
          bandwidth: bandwidth, at: middles.xs[cell], middles.ys[cell], isInside: isInside?[cell] ?? true)
      }
    }.flatMap(\.self)
  }
}

extension InsideMass {
  /// The masses of a density's kernel.
  init(_ outline: Outline, of density: KernelDensity) {
    self.init(outline, kernel: density.kernel, bandwidth: density.bandwidth)
  }

  /// How much of its kernel each place keeps inside.
  func shares(at places: PlaceCounts, bandwidths: [Double], bands: Bands) async -> [Double] {
    await bands.map(places.count) { range in
      range.map { share(bandwidth: bandwidths[$0], at: places.xs[$0], places.ys[$0]) }
    }.flatMap(\.self)
  }
}
