internal import Files
internal import Geospatial

/// Fills a table, file by file.
struct IncidentCollector {
  var table = IncidentTable()
  var spots = SpotCollector()
  let rules: ReadingRules
  var kind: CoordinateKind?
  var categories = TextPool()
  var places = TextPool()
  var texts = TextColumnsInProgress()
  var clock: LocalClock
  var tally = ReadingTally()
  var knownIDs = KnownHashes()
  /// Whether records in each state are left out, by the state's number.
  var isNoCrime: [Bool] = []
  var repeats: RepeatCount?

  init(_ rules: ReadingRules) {
    self.rules = rules
    clock = LocalClock(zone: rules.timeZone)
    if rules.countingRepeats { repeats = RepeatCount() }
  }

  consuming func finish() -> IncidentTable {
    table.spots = spots.finish()
    table.coordinates = kind ?? rules.coordinates ?? .geographic
    table.categories = categories.texts
    table.places = places.texts
    table.columns = texts.columns
    table.repeatedRows = repeats?.rows
    table.repeatedIDs = repeats?.ids
    table.notes = tally.notes(zone: rules.timeZone)
    if let resaved = ResavedOpenData(table) { table.notes.append(resaved.sentence) }
    return table
  }

  /// Reads a file's rows to the end of the table.
  mutating func read(_ path: String) throws(HotspotError) {
    var source = try RowSource(path: path)
    var record = CSVRecord()
    guard try source.advance(to: &record) else {
      throw .malformedInput("\(path) is empty: it has not even a header")
    }
    var file = try begin((0..<record.count).map { record.text($0) }, isGeoJSON: source.isGeoJSON, path)
    if !source.isGeoJSON, rules.columns.meansNoHeader { try takeRecord(record, &source, &file) }
    if !source.isGeoJSON, !rules.isRowByRow, ReadingLane.serves(file.columns, counted: file.counted) {
      try readBlocks(of: &source, into: &file)
    } else {
      while try source.advance(to: &record) { try takeRecord(record, &source, &file) }
    }
    try close(&file, bytes: source.storedBytes)
  }

  /// Looks at one record of a file.
  mutating func takeRecord(
    _ record: CSVRecord, _ source: inout RowSource, _ file: inout FileInProgress
  ) throws(HotspotError) {
    let isRagged = record.isUnterminated || record.count != file.columns.count
    if isRagged && record.lineCount > 1 { source.resumeAfterFirstLine() }
    try takeRow(record, &file)
  }

  /// Puts a row into the table, or among the refused.
  mutating func takeRow(_ record: CSVRecord, _ file: inout FileInProgress) throws(HotspotError) {
    if file.rows & 0xffff == 0, Task.isCancelled { throw .cancelled }
    file.rows += 1
    let isRagged = record.isUnterminated || record.count != file.columns.count
    if let reason = isRagged ? .raggedRow : try take(record, &file) {
      file.refused.append((record.line, reason))
    }
    repeats?.count(record, id: isRagged ? nil : file.columns.id)
  }

  /// Finds a file's columns, and fills those that earlier files did not have.
  private mutating func begin(
    _ header: [String], isGeoJSON: Bool, _ path: String
  ) throws(HotspotError) -> FileInProgress {
    var columns = try Columns(
      header: header, choice: rules.columns, coordinates: isGeoJSON ? .geographic : rules.coordinates,
      keeping: rules.kept, file: path)
    if isGeoJSON { columns = columns.ofGeoJSON() }
    if columns.layout == .postcode && rules.postcodes == nil {
      throw .malformedInput(
        """
        \(path) has postcodes and no coordinates: say where they lie with --postcodes FILE (the ONS Postcode \
        Directory or Code-Point Open)
        """)
    }
    var file = FileInProgress(
      path: path, columns: columns, base: table.count, counted: try counted(columns, path),
      kind: isGeoJSON ? .geographic : rules.coordinates)
    if file.kind == nil {
      switch columns.layout {
      case .named, .xy: break
      case .eastingNorthing, .gridReference, .postcode: file.kind = .planar
      case .policeUK, .longitudeLatitude, .geoJSON: file.kind = .geographic
      }
    }
    // References and postcodes are turned into whatever the files before have.
    if columns.x == nil { file.kind = rules.coordinates ?? kind ?? .planar }
    if columns.end != nil && table.end == nil {
      table.end = [Int32](repeating: CivilTime.unknown, count: table.count)
    }
    if columns.weight != nil && table.weight == nil {
      table.weight = [Double](repeating: .nan, count: table.count)
    }
    if columns.gridReference != nil && table.coordinatePrecision == nil {
      table.coordinatePrecision = [Float](repeating: .nan, count: table.count)
    }
    if columns.id != nil { table.hasIDs = true }
    if columns.startIsRecording { tally.recordedFiles += 1 }
    texts.prepare(columns.texts.map(\.key), rows: table.count)
    file.textPlaces = columns.texts.compactMap { texts.place(of: $0.key) }
    return file
  }

  /// What counts once in a file.
  private func counted(_ columns: Columns, _ path: String) throws(HotspotError) -> CountedOnce {
    let counted = rules.oneRowPer ?? (columns.layout == .policeUK ? .row : .crime)
    if counted == .victim, columns.victim == nil || columns.id == nil {
      throw .malformedInput(
        """
        \(path): rows cannot be counted by victim, for there is no column of \
        \(columns.id == nil ? "crime numbers" : "victims' numbers"); name it with --columns \
        \(columns.id == nil ? "id" : "victim")=NAME
        """)
    }
    return counted
  }
}
