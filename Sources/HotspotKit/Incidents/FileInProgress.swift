internal import Files

/// What is known of a file while its rows are read.
struct FileInProgress {
  let path: String
  let columns: Columns
  /// The table's row at which the file's rows begin.
  let base: Int
  /// What counts once.
  let counted: CountedOnce
  var kind: CoordinateKind?
  var rows = 0
  var refused: [(line: Int, reason: RefusalReason)] = []
  var dates = DateColumn()
  /// One number per row of the file that stands in the table, 0 for none; empty where crime numbers do not count.
  var ids: [UInt64] = []
  /// Where the text columns of this file stand among all: one per entry of `columns.texts`.
  var textPlaces: [Int] = []
  /// Rows of the file whose places are in something else than the file's coordinates.
  var borrowed: [(row: Int, frame: RowPlace.Frame)] = []
  /// Whether a letter of several bytes shows that the file is UTF-8.
  var isUTF8 = false
  /// Rows that can only be read as Windows-1252: the row of the file where it stands in the table, and the category.
  var foreign: [(row: Int?, category: Int?)] = []
}

extension CoordinateKind {
  /// What numbers under a name that tells nothing must be: metres where most of them are no degrees.
  static func guessed(_ rows: some Collection<SIMD2<Double>>) -> CoordinateKind {
    let angles = rows.count { abs($0.x) <= 180 && abs($0.y) <= 90 }
    return angles * 2 < rows.count ? .planar : .geographic
  }
}
