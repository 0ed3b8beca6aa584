extension IncidentTable {
  /// Reads files of incidents, or standard input for `-`; gzip is unpacked.
  ///
  /// Files may differ in layout as long as all are in degrees or all in metres. What the coordinates are is told by
  /// the columns' names, or where the user named the columns by the numbers themselves; `coordinates` settles it. The
  /// order of day and month is found in each file by itself; `dateOrder` settles it. `countingRepeats` fills
  /// ``repeatedRows`` and ``repeatedIDs`` and costs some 20 bytes a row.
  ///
  /// Throws ``HotspotError/malformedInput(_:)`` for a file whose columns cannot be found or whose dates can be
  /// read two ways. A row that cannot be used is no error: see ``refused``.
  public init(
    files: [String], columns: ColumnChoice = .detected, coordinates: CoordinateKind? = nil,
    dateOrder: DateOrder? = nil, countingRepeats: Bool = false
  ) throws(HotspotError) {
    guard files.count <= Int(UInt16.max) else {
      throw .invalidParameter("\(files.count) files are more than 65,535: join some of them")
    }
    var collector = IncidentCollector(columns, coordinates, dateOrder, countingRepeats: countingRepeats)
    for path in files { try collector.read(path) }
    self = collector.finish()
  }
}
