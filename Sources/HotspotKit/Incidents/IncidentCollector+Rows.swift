internal import Files

extension IncidentCollector {
  /// Adds a row, or says why not.
  mutating func take(
    _ record: CSVRecord, _ file: inout FileInProgress
  ) throws(HotspotError) -> RefusalReason? {
    let columns = file.columns
    if !record.isASCII, !file.isUTF8 {
      file.isUTF8 = TextEncoding.survey(record.bytes.span.extracting(0..<record.rawCount)).hasMultibyte
    }
    var isForeign = false
    let category = Self.number(record, columns.category, &categories, &isForeign)
    if let category {
      try requireCategory(category, file)
      countCategory(category)
    }
    let foreignCategory = isForeign ? category : nil
    if let reason = try takeRest(record, category, &file, &isForeign) {
      if isForeign { file.foreign.append((nil, foreignCategory)) }
      return reason
    }
    if isForeign { file.foreign.append((table.count - 1 - file.base, foreignCategory)) }
    return nil
  }

  /// Refuses a column that can be no categories.
  func requireCategory(_ number: Int, _ file: FileInProgress) throws(HotspotError) {
    guard number > Int(UInt16.max) else { return }
    throw .malformedInput(
      "\(file.path): a column of categories holds over 65,535 texts; name another column")
  }

  private mutating func countCategory(_ category: Int) {
    while table.rowsOfCategory.count <= category { table.rowsOfCategory.append(0) }
    table.rowsOfCategory[category] += 1
  }

  private mutating func takeRest(
    _ record: CSVRecord, _ category: Int?, _ file: inout FileInProgress, _ isForeign: inout Bool
  ) throws(HotspotError) -> RefusalReason? {
    let columns = file.columns
    let areTextsReadable = lookAtTexts(record, file, &isForeign)
    if columns.status != nil, isCancelled() { return .cancelled }
    let found: RowPlace
    switch place(record, columns, file.kind) {
    case .success(let place): found = place
    case .failure(let refusal): return refusal.reason
    }
    guard let start = try moment(record, columns.start, columns.startTime),
      let end = try moment(record, columns.end, columns.endTime)
    else { return .badDate }
    guard let category, areTextsReadable,
      let location = placeNumber(record, columns.place, &isForeign)
    else { return .badEncoding }

    spots.append(x: found.x, y: found.y)
    if found.frame != .asWritten { file.borrowed.append((spots.count - 1 - file.base, found.frame)) }
    table.coordinatePrecision?.append(found.side)
    table.category.append(UInt16(category))
    if rules.wantsPlaces { table.place.append(UInt32(location)) }
    table.file.append(UInt16(table.sources.count))
    table.line.append(UInt32(record.line))
    texts.append()
    file.dates.append(start: start, end: end, to: &table)
    if table.weight != nil {
      table.weight?.append(columns.weight.map { RowPlace.weight(record.bytes, record[$0]) } ?? .nan)
    }
    if let id = columns.id {
      switch file.counted {
      case .crime: file.ids.append(RepeatCount.hash(of: record, id))
      case .victim: file.ids.append(RepeatCount.hash(of: record, crime: id, victim: columns.victim ?? id))
      case .row: break
      }
    }
    return nil
  }

  /// The number of a place's name; that of the empty text where names are not wanted, if this one can be read.
  private mutating func placeNumber(_ record: CSVRecord, _ column: Int?, _ isForeign: inout Bool) -> Int? {
    if rules.wantsPlaces { return Self.number(record, column, &places, &isForeign) }
    var passing = TextPool()
    guard Self.number(record, column, &passing, &isForeign) != nil else { return nil }
    return places.number(of: "")
  }

  /// Finds the numbers of the row's further texts; false where one is in no encoding.
  private mutating func lookAtTexts(
    _ record: CSVRecord, _ file: FileInProgress, _ isForeign: inout Bool
  ) -> Bool {
    var areReadable = true
    for (place, column) in zip(file.textPlaces, file.columns.texts) {
      let number = texts.look(place) { Self.number(record, column.index, &$0, &isForeign) }
      if number == nil { areReadable = false }
    }
    return areReadable
  }

  /// Whether the state of the row that was looked at means that it is no crime.
  private mutating func isCancelled() -> Bool {
    guard let place = texts.place(of: ColumnChoice.Role.status.rawValue) else { return false }
    let number = texts.pendingNumber(place)
    while isNoCrime.count <= number {
      isNoCrime.append(StatusWords.meanNoCrime(texts.text(place, isNoCrime.count)))
    }
    return isNoCrime[number]
  }

  /// What a date column says, with the time from its own column where there is one; `nil` where it cannot be read.
  private mutating func moment(
    _ record: CSVRecord, _ column: Int?, _ time: Int?
  ) throws(HotspotError) -> DateText? {
    guard let column else { return .missing }
    let range = FieldText.trimmed(record.bytes, record[column])
    if FieldText.isMissing(record.bytes, range) { return .missing }
    var moment = DateText(record.bytes.span.extracting(range))
    if case .unreadable = moment { return nil }
    if let time, case let range = FieldText.trimmed(record.bytes, record[time]),
      !FieldText.isMissing(record.bytes, range)
    {
      guard let clock = DateText.clock(of: record.bytes.span.extracting(range)) else { return nil }
      moment = moment.at(clock: clock)
    }
    return try clock.local(moment, counting: &tally)
  }

  /// The number of a field's text in its pool; `nil` where it is neither UTF-8 nor Windows-1252.
  private static func number(
    _ record: CSVRecord, _ column: Int?, _ pool: inout TextPool, _ isForeign: inout Bool
  ) -> Int? {
    let range = column.map { FieldText.trimmed(record.bytes, record[$0]) } ?? 0..<0
    if record.isASCII { return pool.number(of: record.bytes, range) }
    let field = record.bytes.span.extracting(range)
    if TextEncoding.survey(field).isUTF8 { return pool.number(of: record.bytes, range) }
    guard let bytes = TextEncoding.utf8(fromWindows1252: field) else { return nil }
    isForeign = true
    return pool.number(of: bytes, 0..<bytes.count)
  }
}
