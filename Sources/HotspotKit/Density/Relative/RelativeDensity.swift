internal import Files
internal import Geospatial

/// One density held against another of the same bandwidth: how many for each of those.
public struct RelativeDensity: Sendable {
  /// What is made of the two.
  public enum Measure: String, CaseIterable, Hashable, Sendable {
    /// The one divided by the other.
    case ratio
    /// The other taken from the one.
    case difference

    /// A measure by its name on the command line.
    ///
    /// - Throws: ``HotspotError/invalidParameter(_:)`` when there is none of that name.
    public init(_ name: String) throws(HotspotError) {
      guard let measure = Measure(rawValue: name) else {
        throw .invalidParameter("relative measure '\(name)': write ratio or difference")
      }
      self = measure
    }
  }

  /// What the first is held against, per square kilometre.
  public let denominator: Surface

  /// The ratio or difference; not a number where the denominator holds too little to tell.
  public let result: Surface

  /// How many cells are left out for that.
  public let suppressed: Int

  /// What a reader must know, in sentences.
  public let remarks: [String]

  /// Holds a density against a denominator.
  ///
  /// A cell is left out where less than `minimum` of the denominator stands within `radius` metres of its middle: there
  /// one incident more or less would decide. Ratios of a population are per 1,000 of it.
  public init(
    of density: Surface, to denominator: Denominator, by measure: Measure, minimum: Double
  ) {
    let values = zip(density.values, zip(denominator.values, denominator.held)).map { one, other -> Double in
      guard other.1 >= minimum, other.1 > 0 else { return .nan }
      return measure == .difference ? one - other.0 : one / other.0 * denominator.scale
    }
    let suppressed = values.count(where: \.isNaN)
    let grid = density.grid
    let name = measure == .difference ? "difference" : denominator.isPopulation ? "per_1000" : "ratio"
    var facts = denominator.facts
    facts["measure"] = .string(name)
    facts["minimum_held"] = .number(minimum)
    facts["held_within_m"] = .number(denominator.radius)
    facts["cells_left_out"] = .integer(suppressed)
    self.denominator = Surface(
      grid: grid, values: denominator.values, name: "relative_to", provenance: density.provenance)
    result = Surface(
      grid: grid, values: values, name: name, provenance: density.provenance.adding("relative", facts))
    self.suppressed = suppressed
    let radius = denominator.radius.rounded(toPlaces: 1).formattedPlainly
    remarks =
      denominator.remarks + [
        """
        \(suppressed) of \(grid.count) cells are left out: less than \(minimum.formattedPlainly) of \(denominator.name) \
        within \(radius) m
        """
      ]
  }
}

/// What a density is held against, at the middles of a grid's cells.
public struct Denominator: Sendable {
  /// The name of the file, without its folders.
  public let name: String
  /// Whether it is people, or whatever else a column counts; ratios then are per 1,000.
  public let isPopulation: Bool
  /// Per square kilometre, by the same kernel.
  let values: [Double]
  /// How much of it stands within the radius.
  let held: [Double]
  /// The radius within which it must hold enough, in metres.
  let radius: Double
  let facts: JSONObject
  let remarks: [String]

  /// What a ratio is multiplied by.
  var scale: Double { isPopulation ? 1000 : 1 }

  /// The denominator of a second set of incidents, or of places that each hold a number of people.
  ///
  /// Spread as the first set is: by the same kernel with the same bandwidth, with the same correction at the edge.
  public init(
    _ incidents: Incidents, named name: String, isPopulation: Bool, like density: RefinedDensity,
    on grid: Grid,
    bands: Bands
  ) async throws(HotspotError) {
    let second = try await RefinedDensity(
      density.base, edge: density.edge, of: incidents, within: density.outline, bands: bands)
    values = try await second.surface(on: grid, bands: bands).values
    radius = density.base.radiusOfHeld
    // The uniform kernel of the radius counts what stands within it.
    let disc = try KernelDensity(kernel: .uniform, bandwidth: radius)
    let perDisc = Double.pi * radius * radius / 1e6
    held = await disc.surface(of: incidents, on: grid, bands: bands).values.map { ($0 * perDisc).settled }
    let total = incidents.totalWeight
    (self.name, self.isPopulation) = (name, isPopulation)
    facts = [
      "to": .string(name), "kind": isPopulation ? "population_at_places" : "incidents",
      "rows": .integer(incidents.count), "total": .number(total), "account": .object(incidents.account.facts),
    ]
    remarks = [
      isPopulation
        ? "relative to \(name): \(total.formattedPlainly) at \(incidents.count) places"
        : "relative to \(name): \(incidents.count) incidents"
    ]
  }

  /// The denominator of people who live evenly spread over each of some areas.
  ///
  /// Exact: what of a kernel lies in an area is a sum over the area's edges. People outside the areas are none.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when incidents are made whole at the edge, which areas cannot be.
  public init(
    _ population: Population, of cells: PolygonCells, like density: RefinedDensity, on grid: Grid,
    bands: Bands
  ) async throws(HotspotError) {
    guard density.edge != .jonesDiggle else {
      throw .invalidParameter(
        "--edge jones-diggle makes incidents whole, and the people of areas are no incidents: take --edge uniform or none"
      )
    }
    let field = PopulationField(population, of: cells)
    let spread = await field.values(
      of: density.base.kernel, bandwidth: density.base.bandwidth, on: grid, bands: bands)
    values = try await density.correctedUniformly(spread, on: grid, bands: bands)
    radius = density.base.radiusOfHeld
    let perDisc = Double.pi * radius * radius / 1e6
    held = await field.values(of: .uniform, bandwidth: radius, on: grid, bands: bands).map {
      ($0 * perDisc).settled
    }
    (name, isPopulation) = (cells.source, true)
    facts = [
      "to": .string(population.source), "kind": "population_of_areas", "areas": .integer(cells.count),
      "areas_without_population": .integer(population.people.count { $0 == nil }),
      "total": .number(population.people.reduce(0) { $0 + ($1 ?? 0) }), "sha256": .string(cells.digest),
    ]
    remarks = population.remarks + cells.remarks
  }
}

extension KernelDensity {
  /// The radius within which a denominator must hold enough: the support, for the Gaussian that of the uniform kernel of
  /// equal variance.
  fileprivate var radiusOfHeld: Double { kernel == .gaussian ? 2 * bandwidth : bandwidth }
}

extension Double {
  /// The whole number that a sum stands for, where only rounding parts them: sums of whole numbers of people are held
  /// against whole minimums.
  fileprivate var settled: Double { abs(self - rounded()) < 1e-9 * max(1, self) ? rounded() : self }
}
