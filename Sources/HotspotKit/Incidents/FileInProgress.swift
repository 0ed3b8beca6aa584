internal import Files

/// What is known of a file while its rows are read.
struct FileInProgress {
  let path: String
  let columns: Columns
  /// The table's row at which the file's rows begin.
  let base: Int
  var kind: CoordinateKind?
  var rows = 0
  var refused: [(line: Int, reason: RefusalReason)] = []
  var dates = DateColumn()
  /// One number per row of the file that stands in the table, 0 for none; empty where crime numbers do not count.
  var ids: [UInt64] = []
}

extension CoordinateKind {
  /// What numbers under a name that tells nothing must be: metres where most of them are no degrees.
  static func guessed(_ x: ArraySlice<Double>, _ y: ArraySlice<Double>) -> CoordinateKind {
    let angles = zip(x, y).count { abs($0) <= 180 && abs($1) <= 90 }
    return angles * 2 < x.count ? .planar : .geographic
  }
}

extension CSVScanner {
  init(opening path: String) throws(HotspotError) {
    do { self = try CSVScanner(path: path) } catch { throw .file(error) }
  }

  mutating func advance(to record: inout CSVRecord) throws(HotspotError) -> Bool {
    do { return try next(into: &record) } catch { throw .file(error) }
  }
}
