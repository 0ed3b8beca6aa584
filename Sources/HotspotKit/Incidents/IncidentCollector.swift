internal import Files

/// Fills a table, file by file.
struct IncidentCollector {
  private var table = IncidentTable()
  private let choice: ColumnChoice
  private let givenKind: CoordinateKind?
  private let givenOrder: DateOrder?
  private var kind: CoordinateKind?
  private var categories = TextPool()
  private var places = TextPool()
  private var repeats: RepeatCount?
  private var knownIDs: Set<UInt64> = []

  init(
    _ choice: ColumnChoice, _ kind: CoordinateKind?, _ order: DateOrder?, countingRepeats: Bool
  ) {
    self.choice = choice
    givenKind = kind
    givenOrder = order
    if countingRepeats { repeats = RepeatCount() }
  }

  consuming func finish() -> IncidentTable {
    table.coordinates = kind ?? givenKind ?? .geographic
    table.categories = categories.texts
    table.places = places.texts
    table.repeatedRows = repeats?.rows
    table.repeatedIDs = repeats?.ids
    return table
  }

  /// Reads a file's rows to the end of the table.
  mutating func read(_ path: String) throws(HotspotError) {
    var scanner = try CSVScanner(opening: path)
    var record = CSVRecord()
    guard try scanner.advance(to: &record) else {
      throw .malformedInput("\(path) is empty: it has not even a header")
    }
    let header = (0..<record.count).map { record.text($0) }
    let columns = try Columns(header: header, choice: choice, coordinates: givenKind, file: path)
    var file = FileInProgress(path: path, columns: columns, base: table.count, kind: givenKind)
    if givenKind == nil && columns.layout != .named {
      file.kind = columns.layout == .eastingNorthing ? .planar : .geographic
    }
    prepareColumns(columns)
    var hasRow = true
    if !choice.meansNoHeader { hasRow = try scanner.advance(to: &record) }
    while hasRow {
      if file.rows & 0xffff == 0, Task.isCancelled { throw .cancelled }
      file.rows += 1
      let isRagged = record.isUnterminated || record.count != columns.count
      if isRagged && record.lineCount > 1 { scanner.resumeAfterFirstLine() }
      if let reason = isRagged ? .raggedRow : try take(record, &file) {
        file.refused.append((record.line, reason))
      }
      repeats?.count(record, id: isRagged ? nil : columns.id)
      hasRow = try scanner.advance(to: &record)
    }
    try close(&file, bytes: scanner.storedBytes)
  }

  /// Fills columns that earlier files did not have.
  private mutating func prepareColumns(_ columns: Columns) {
    if columns.end != nil && table.end == nil {
      table.end = [Int32](repeating: CivilTime.unknown, count: table.count)
    }
    if columns.weight != nil && table.weight == nil {
      table.weight = [Double](repeating: .nan, count: table.count)
    }
    if columns.id != nil { table.hasIDs = true }
  }

  /// Adds a row, or says why not.
  private mutating func take(
    _ record: CSVRecord, _ file: inout FileInProgress
  ) throws(HotspotError) -> RefusalReason? {
    let columns = file.columns
    let category = try Self.number(record, columns.category, &categories, limit: UInt16.max, file.path)
    if let category { countCategory(category) }
    let x: Double
    let y: Double
    switch coordinates(record, columns, file.kind) {
    case .success(let place): (x, y) = place
    case .failure(let refusal): return refusal.reason
    }
    guard let start = moment(record, columns.start), let end = moment(record, columns.end) else {
      return .badDate
    }
    guard let category,
      let place = try Self.number(record, columns.place, &places, limit: UInt32.max - 1, file.path)
    else { return .badEncoding }

    table.x.append(x)
    table.y.append(y)
    table.category.append(UInt16(category))
    table.place.append(UInt32(place))
    table.file.append(UInt16(table.sources.count))
    table.line.append(UInt32(record.line))
    file.dates.append(start: start, end: end, to: &table)
    let weight = weight(record, columns.weight)
    table.weight?.append(weight)
    if let id = columns.id, columns.layout != .policeUK { file.ids.append(RepeatCount.hash(of: record, id)) }
    return nil
  }

  private mutating func countCategory(_ category: Int) {
    while table.rowsOfCategory.count <= category { table.rowsOfCategory.append(0) }
    table.rowsOfCategory[category] += 1
  }

  private struct Refused: Error { let reason: RefusalReason }

  private func coordinates(
    _ record: CSVRecord, _ columns: Columns, _ kind: CoordinateKind?
  ) -> Result<(Double, Double), Refused> {
    let xRange = FieldText.trimmed(record.bytes, record[columns.x])
    let yRange = FieldText.trimmed(record.bytes, record[columns.y])
    if FieldText.isMissing(record.bytes, xRange) || FieldText.isMissing(record.bytes, yRange) {
      return .failure(Refused(reason: .noCoordinates))
    }
    let bytes = record.bytes.span
    guard let x = Double(decimal: bytes.extracting(xRange)),
      let y = Double(decimal: bytes.extracting(yRange)),
      x.isFinite, y.isFinite, kind != .geographic || abs(x) <= 180 && abs(y) <= 90
    else { return .failure(Refused(reason: .badCoordinates)) }
    if abs(x) < 1e-6 && abs(y) < 1e-6 { return .failure(Refused(reason: .nullIsland)) }
    return .success((x, y))
  }

  /// What a date column says; `nil` where it cannot be read.
  private func moment(_ record: CSVRecord, _ column: Int?) -> DateText? {
    guard let column else { return .plain(CivilTime.unknown, .unknown) }
    let range = FieldText.trimmed(record.bytes, record[column])
    if FieldText.isMissing(record.bytes, range) { return .plain(CivilTime.unknown, .unknown) }
    let moment = DateText(record.bytes.span.extracting(range))
    if case .unreadable = moment { return nil }
    return moment
  }

  private func weight(_ record: CSVRecord, _ column: Int?) -> Double {
    guard let column else { return .nan }
    let range = FieldText.trimmed(record.bytes, record[column])
    let value = Double(decimal: record.bytes.span.extracting(range)) ?? .nan
    return value.isFinite ? value : .nan
  }

  /// The number of a text in its pool; `nil` where it is not UTF-8.
  private static func number(
    _ record: CSVRecord, _ column: Int?, _ pool: inout TextPool, limit: some FixedWidthInteger, _ path: String
  ) throws(HotspotError) -> Int? {
    let range = column.map { FieldText.trimmed(record.bytes, record[$0]) } ?? 0..<0
    guard let number = pool.number(of: record.bytes, range) else { return nil }
    if number > Int(limit) {
      throw .malformedInput("\(path): a column of categories holds over 65,535 texts; name another column")
    }
    return number
  }

  /// Decides what only the whole file can tell, and takes out the rows that do not pass.
  private mutating func close(_ file: inout FileInProgress, bytes: Int) throws(HotspotError) {
    let base = file.base
    var reasons = [RefusalReason?](repeating: nil, count: table.count - base)
    let kind = file.kind ?? CoordinateKind.guessed(table.x[base...], table.y[base...])
    if let earlier = self.kind, earlier != kind {
      throw .malformedInput(
        """
        \(file.path) has \(kind.rawValue) coordinates and the files before it have \(earlier.rawValue) ones; \
        give one kind at a time
        """)
    }
    self.kind = kind
    if kind == .geographic {
      for row in reasons.indices where abs(table.x[base + row]) > 180 || abs(table.y[base + row]) > 90 {
        reasons[row] = .badCoordinates
      }
    }
    try file.dates.settle(givenOrder, in: &table, from: base, &reasons, file: file.path)
    for (row, id) in file.ids.enumerated() where id != 0 && reasons[row] == nil {
      if !knownIDs.insert(id).inserted { reasons[row] = .duplicateID }
    }
    for (row, reason) in reasons.enumerated() {
      if let reason { file.refused.append((Int(table.line[base + row]), reason)) }
    }
    if reasons.contains(where: { $0 != nil }) { table.keepRows(reasons.map { $0 == nil }, from: base) }
    file.refused.sort { $0.line < $1.line }
    let index = UInt16(table.sources.count)
    table.refused += file.refused.map { Refusal(file: index, line: $0.line, reason: $0.reason) }
    table.sources.append(
      IncidentTable.Source(
        name: file.path.split(separator: "/").last.map(String.init) ?? file.path, layout: file.columns.layout,
        rowsRead: file.rows, bytes: bytes))
  }
}
