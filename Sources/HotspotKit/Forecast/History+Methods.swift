internal import Geospatial
internal import Glibc

extension History {
  /// How many days are forecast for each covered day that is learnt from.
  func rate(_ window: ForecastWindow) -> Double {
    Double(daysAhead(in: window.test)) / Double(coveredDays(in: window.learn))
  }

  /// As many as each cell had, for as many days.
  func plain(_ window: ForecastWindow) -> [Double] {
    let rate = rate(window)
    return counts(in: window.learn).map { $0 * rate }
  }

  /// The incidents of some days, in cells or not, without their dates; `held` leaves out those in none.
  func incidents(in range: Range<Int>, held: Bool = false) -> Incidents {
    let rows = rows(in: range)
    if held {
      let kept = rows.filter { cellOfIncident[$0] >= 0 }
      return Incidents(
        points: PlanarPoints(xs: kept.map { points.xs[$0] }, ys: kept.map { points.ys[$0] }),
        weights: weights.map { weights in kept.map { weights[$0] } })
    }
    return Incidents(
      points: PlanarPoints(xs: Array(points.xs[rows]), ys: Array(points.ys[rows])),
      weights: weights.map { Array($0[rows]) })
  }

  /// The kernel density of all that was learnt on a grid, its bandwidth found among these; on areas see ``AreaSpread``.
  func density(
    _ window: ForecastWindow, kernel: Kernel, bandwidth: BandwidthChoice, bands: Bands
  ) async throws(HotspotError) -> [Double] {
    guard let grid = cells.grid else { return [] }
    let past = incidents(in: window.learn)
    guard past.count > 0 else { return [Double](repeating: 0, count: grid.count) }
    let density = try await KernelDensity(kernel: kernel, bandwidth: bandwidth, for: past, bands: bands)
    let surface = await density.surface(of: past, on: grid, bands: bands)
    let incidents = grid.shape.area / 1e6 * rate(window)
    return surface.values.map { $0 * incidents }
  }

  /// As counts, an incident counting half with each half-life in days.
  func decayed(_ window: ForecastWindow, halfLife: Double) -> [Double] {
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
    let rate = Double(daysAhead(in: window.test)) / time
    return values.map { $0 * rate }
  }

  /// Where incidents were near by and of late, on a grid; all cells together expect as many as by plain counts.
  func nearRepeats(_ window: ForecastWindow) -> [Double] {
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
    let (sum, total) = (values.reduce(0, +), plain(window).reduce(0, +))
    return sum > 0 ? values.map { $0 / sum * total } : values
  }
}
