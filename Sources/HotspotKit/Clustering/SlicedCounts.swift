internal import Geospatial

/// How many incidents each cell holds in each slice of time.
public struct SlicedCounts: Sendable {
  /// The slices.
  public let slices: TimeSlices

  /// Incidents (or the sum of their weights) by slice and cell, in the cells' order.
  public let values: [[Double]]

  /// Incidents without a date, which are in no slice.
  public let undated: Int

  /// Dated incidents of days that no slice holds: before the first, or in a gap.
  public let outsideEverySlice: Int

  /// Counts incidents into cells and slices; those in no cell are passed over. Time O(incidents + cells × slices).
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when incidents that are known by month alone would have to
  ///   be cut by days; ``HotspotError/insufficientData(_:)`` when there are fewer than three slices, for then
  ///   there is neither a trend nor a before and after.
  public init(of incidents: Incidents, on grid: Grid, in slices: TimeSlices) throws(HotspotError) {
    try self.init(of: incidents, cells: grid.count, in: slices) { index in
      grid.cell(holding: incidents.point(index))
    }
  }

  /// Likewise into the cells of a layer of areas or streets.
  public init(
    of incidents: Incidents, on layer: TestedLayer, in slices: TimeSlices
  ) throws(HotspotError) {
    try self.init(of: incidents, cells: layer.count, in: slices) { index in
      let cell = Int(layer.cellOfIncident[index])
      return cell < 0 ? nil : cell
    }
  }

  private init(
    of incidents: Incidents, cells: Int, in slices: TimeSlices, cell holding: (Int) -> Int?
  ) throws(HotspotError) {
    if case .days = slices.length {
      let byMonth = incidents.precision.count { $0 == .month }
      guard byMonth == 0 else {
        throw .invalidParameter(
          """
          slice '\(slices.length)': \(byMonth) of \(incidents.count) incidents are known to the month alone and \
          cannot be cut finer: take --slice month
          """)
      }
    }
    guard slices.count >= 3 else {
      throw .insufficientData(
        """
        \(slices.count) slices of \(slices.length) have data (\(slices.gaps.count) are gaps): at least 3 are \
        needed to see a change; take shorter slices or a longer time
        """)
    }
    var values = [[Double]](
      repeating: [Double](repeating: 0, count: cells), count: slices.count)
    var (undated, outside) = (0, 0)
    for index in 0..<incidents.count {
      guard let cell = holding(index) else { continue }
      guard incidents.start[index] != CivilTime.unknown else {
        undated += 1
        continue
      }
      guard let slice = slices.slice(ofDay: CivilTime.day(of: incidents.start[index])) else {
        outside += 1
        continue
      }
      values[slice][cell] += incidents.weight(of: index)
    }
    self.slices = slices
    self.values = values
    (self.undated, outsideEverySlice) = (undated, outside)
  }
}
