/// What zones are cut from where it is not the theme's own density.
struct ZoneHeights: Sendable {
  /// One height per cell.
  let values: [Double]

  /// What a zone must hold besides, cell by cell, and how much of it at least; `nil` where nothing is asked.
  var besides: (counts: [Double], least: Double)?

  /// Heights of another theme, of sum one, below which the resampled ones are cut; `nil` where zones are found again by
  /// the theme's density alone.
  var ceiling: [Double]?

  /// The patches that hold what they must, by the sum of their heights, highest first.
  func ranked(_ patches: [ZoneCutter.Patch]) -> [ZoneCutter.Patch] {
    patches.filter { patch in
      guard let besides else { return true }
      return patch.cells.reduce(0.0) { $0 + besides.counts[$1] } >= besides.least
    }
    .sorted { ($0.height, $1.peak) > ($1.height, $0.peak) }
  }
}
