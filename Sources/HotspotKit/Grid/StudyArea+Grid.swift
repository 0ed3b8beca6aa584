internal import Geospatial

extension StudyArea {
  /// The grid of this area.
  ///
  /// Inside an outline it is every cell whose middle lies inside. Without one it is every cell of the least
  /// rectangle round the incidents, widened by `margin` metres so that a density keeps its mass.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when there is neither an outline nor an incident;
  ///   ``HotspotError/invalidParameter(_:)`` when the grid would be too large.
  public borrowing func grid(
    _ shape: CellShape, around incidents: Incidents, margin: Double = 0
  ) throws(HotspotError) -> Grid {
    if let outline {
      return try grid(shape, over: outline.extent, inside: outline)
    }
    guard let extent = PlanarExtent(of: (0..<incidents.count).lazy.map { incidents.points[$0] }) else {
      throw .insufficientData(
        "no incident is left and no study area was given: nothing to lay a grid over; give --area")
    }
    return try grid(shape, over: extent.widened(by: margin), inside: nil)
  }

  private borrowing func grid(
    _ shape: CellShape, over extent: PlanarExtent, inside outline: Outline?
  ) throws(HotspotError) -> Grid {
    let low = shape.position(of: PlanarPoint(x: extent.west, y: extent.south))
    let high = shape.position(of: PlanarPoint(x: extent.east, y: extent.north))
    let rows = low.row..<(high.row + 1)
    let spans = outline?.spans(at: rows.map { shape.centre(column: 0, row: $0).y })
    return try Grid(
      shape: shape, plane: plane, columns: low.column..<(high.column + 1), rows: rows,
      belongs: { row in spans?[row - rows.lowerBound] })
  }
}
