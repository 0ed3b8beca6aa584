internal import Glibc
internal import Geospatial

/// The days that a forecast learns from, and the days that it is for.
public struct ForecastWindow: Hashable, Sendable {
  /// The days learnt from, in days since 1970; all lie before those of ``test``.
  public let learn: Range<Int>

  /// The days forecast.
  public let test: Range<Int>

  /// A window from its two stretches of days, of which the first must end where the second begins or before.
  public init(learn: Range<Int>, test: Range<Int>) {
    precondition(learn.upperBound <= test.lowerBound, "a forecast learns from what lay before")
    self.learn = learn
    self.test = test
  }
}

extension History {
  /// How many incidents each cell may expect in a window's days, by what was recorded before them: one number per
  /// cell.
  ///
  /// Nothing of the days from the window's test on is looked at. Time O(incidents + cells), for a density and for near
  /// repeats besides the cells within reach of each incident.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when the method cannot be asked of these records or there is
  ///   nothing to learn from.
  public func forecast(
    of window: ForecastWindow, by method: ForecastMethod, bands: Bands
  ) async throws(HotspotError) -> [Double] {
    if let obstacle = method.obstacle(in: self) { throw .insufficientData(obstacle) }
    let learnt = coveredDays(in: window.learn)
    guard learnt > 0 else {
      throw .insufficientData(
        "no record lies before \(CivilTime.text(day: window.test.lowerBound)): a forecast needs a past")
    }
    let rate = Double(coveredDays(in: window.test)) / Double(learnt)
    switch method {
    case .counts: return counts(in: window.learn).map { $0 * rate }
    case .decayed(let halfLife): return decayed(window, halfLife: halfLife)
    case .nearRepeat: return nearRepeats(window, total: counts(in: window.learn).reduce(0, +) * rate)
    case .density(let kernel, let choice):
      guard let grid = cells.grid else { return [] }
      let past = incidents(in: window.learn)
      guard past.count > 0 else { return [Double](repeating: 0, count: grid.count) }
      let density = try KernelDensity(kernel: kernel, bandwidth: choice, for: past)
      let surface = await density.surface(of: past, on: grid, bands: bands)
      return surface.values.map { $0 * grid.shape.area / 1e6 * rate }
    }
  }

  /// The incidents of some days, in cells or not, as a density takes them.
  private func incidents(in range: Range<Int>) -> Incidents {
    let rows = rows(in: range)
    return Incidents(
      points: PlanarPoints(xs: Array(points.xs[rows]), ys: Array(points.ys[rows])),
      weights: weights.map { Array($0[rows]) })
  }

  private func decayed(_ window: ForecastWindow, halfLife: Double) -> [Double] {
    let end = window.learn.upperBound
    // An incident of a month lies in its middle, on the whole.
    let shift = isByMonth ? 15 : 0
    var values = [Double](repeating: 0, count: cells.count)
    for row in rows(in: window.learn) where cellOfIncident[row] >= 0 {
      let age = Double(end - days[row] - shift)
      values[Int(cellOfIncident[row])] += (weights?[row] ?? 1) * exp2(-age / halfLife)
    }
    var time = 0.0
    for month in months(in: window.learn) {
      for day in coveredDays(in: window.learn, of: month) { time += exp2(-Double(end - day) / halfLife) }
    }
    let rate = Double(coveredDays(in: window.test)) / time
    return values.map { $0 * rate }
  }

  /// Near repeats, scaled so that all cells together expect `total`.
  private func nearRepeats(_ window: ForecastWindow, total: Double) -> [Double] {
    guard let grid = cells.grid else { return [] }
    let reach = ForecastMethod.nearRepeatReach
    let end = window.learn.upperBound
    var recent = [Double](repeating: 0, count: grid.count)
    for row in rows(in: max(window.learn.lowerBound, end - reach.days)..<end) where cellOfIncident[row] >= 0 {
      // The last day before the origin is no whole week back.
      recent[Int(cellOfIncident[row])] += (weights?[row] ?? 1) / Double(1 + (end - 1 - days[row]) / 7)
    }
    let stencils = [0, 1].map { Stencil(of: grid.shape, row: $0, reach: reach.metres) }
    var values = [Double](repeating: 0, count: grid.count)
    for cell in recent.indices where recent[cell] > 0 {
      let (column, row) = grid.place(of: cell)
      for step in stencils[row & 1].steps {
        guard let near = grid.cell(column: column + step.columns, row: row + step.rows) else { continue }
        values[near] += recent[cell] / (1 + step.metres / reach.step)
      }
    }
    let sum = values.reduce(0, +)
    return sum > 0 ? values.map { $0 / sum * total } : values
  }
}

/// The cells round one of a lattice whose middles lie within a distance of its own, itself among them.
struct Stencil: Sendable {
  /// A cell by how far off it lies.
  struct Step: Sendable {
    let columns: Int
    let rows: Int
    let metres: Double
  }

  let steps: [Step]

  /// The cells round one of a row; of hexagons those of even and of odd rows differ.
  init(of shape: CellShape, row: Int, reach: Double) {
    let parity = row & 1
    let middle = shape.centre(column: 0, row: parity)
    guard let extent = PlanarExtent(of: [middle])?.widened(by: reach) else {
      steps = []
      return
    }
    let window = shape.window(round: extent)
    steps = window.rows.flatMap { row in
      window.columns.compactMap { column -> Step? in
        let centre = shape.centre(column: column, row: row)
        let (dx, dy) = (centre.x - middle.x, centre.y - middle.y)
        let metres = (dx * dx + dy * dy).squareRoot()
        // A billionth: middles of hexagons just at the reach belong on every side.
        return metres <= reach * (1 + 1e-9) ? Step(columns: column, rows: row - parity, metres: metres) : nil
      }
    }
  }
}
