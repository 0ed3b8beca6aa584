internal import Geospatial

extension StudyArea {
  /// The grid of this area.
  ///
  /// Inside an outline it is every cell whose middle lies inside; where there is no such cell, every cell that
  /// the area reaches into, so that an area never has an empty grid. Without an outline it is every cell of the least
  /// rectangle round the incidents, widened by `margin` metres so that a density keeps its mass; where only
  /// police-generated offences are left, round those, so that the answer can be empty.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when there is neither an outline nor an incident;
  ///   ``HotspotError/invalidParameter(_:)`` when the grid would be too large.
  public borrowing func grid(
    _ shape: CellShape, around incidents: Incidents, margin: Double = 0
  ) throws(HotspotError) -> Grid {
    if let outline {
      return try grid(shape, over: outline.extent, inside: outline)
    }
    let generated = incidents.policeGenerated.map { $0.leftOut > 0 ? $0.points : PlanarPoints() }
    let points = incidents.count > 0 ? incidents.spots.places : generated ?? PlanarPoints()
    guard let extent = PlanarExtent(of: (0..<points.count).lazy.map { points[$0] }) else {
      throw .insufficientData(
        "no incident is left and no study area was given: nothing to lay a grid over; give --area")
    }
    return try grid(shape, over: extent.widened(by: margin), inside: nil)
  }

  private borrowing func grid(
    _ shape: CellShape, over extent: PlanarExtent, inside outline: Outline?
  ) throws(HotspotError) -> Grid {
    let window = shape.window(round: extent)
    guard let outline else {
      return try Grid(shape: shape, plane: plane, window: window, stretches: { _ in nil })
    }
    let first = window.rows.lowerBound
    let spans = outline.spans(at: window.rows.map { shape.centre(column: 0, row: $0).y })
    let grid = try Grid(
      shape: shape, plane: plane, window: window, isBounded: true, stretches: { spans[$0 - first] })
    if grid.count > 0 { return grid }
    let touched = shape.cells(touchedBy: outline)
    return try Grid(
      shape: shape, plane: plane, window: window, coversByTouch: true, isBounded: true,
      stretches: { row in
        (touched[row] ?? []).sorted().map { column in
          let x = shape.centre(column: column, row: row).x
          return x...x
        }
      })
  }
}
