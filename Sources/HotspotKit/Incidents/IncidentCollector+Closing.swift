internal import Files
internal import Geospatial

extension IncidentCollector {
  /// Decides what only the whole file can tell, and takes out the rows that do not pass.
  mutating func close(_ file: inout FileInProgress, bytes: Int) throws(HotspotError) {
    let base = file.base
    var reasons = RowReasons(count: table.count - base)
    let kind = settledKind(of: file)
    if let earlier = self.kind, earlier != kind {
      throw .malformedInput(
        """
        \(file.path) has \(kind.rawValue) coordinates and the files before it have \(earlier.rawValue) ones; \
        give one kind at a time
        """)
    }
    self.kind = kind
    try settleBorrowed(file, kind: kind)
    // Where the kind was known from the start every number has passed already.
    for row in 0..<(file.kind == nil || !file.borrowed.isEmpty ? reasons.count : 0) {
      let spot = spots[base + row]
      let isAngle = abs(spot.x) <= 180 && abs(spot.y) <= 90
      if !spot.x.isFinite || (kind == .geographic && !isAngle) { reasons.add(.badCoordinates, to: row) }
    }
    try file.dates.settle(rules.dateOrder, in: &table, from: base, &reasons, file: file.path)
    if file.dates.hasTimes { clock.settle(&table, from: base, counting: &tally) }
    if file.dates.hasTimes, let unknown = MidnightHabit.forget(in: &table, from: base) {
      tally.midnightRows += unknown
      tally.midnightFiles += 1
    }
    settleEncoding(file, &reasons)
    try settleIgnored(file, kind, &reasons)
    // A row that is refused does not make its number known.
    if !reasons.isEmpty { for row in file.ids.indices where reasons[row] != nil { file.ids[row] = 0 } }
    knownIDs.insert(file.ids) { reasons.add(.duplicateID, to: $0) }
    finish(&file, reasons, bytes)
  }

  /// A file that shows letters of UTF-8 is UTF-8 throughout; else what is not UTF-8 was read as Windows-1252.
  private mutating func settleEncoding(_ file: FileInProgress, _ reasons: inout RowReasons) {
    if file.foreign.isEmpty { return }
    if !file.isUTF8 {
      let used = file.foreign.count { $0.row != nil }
      tally.foreignFiles += used > 0 ? 1 : 0
      tally.foreignRows += used
      return
    }
    for (row, category) in file.foreign {
      if let category { table.rowsOfCategory[category] -= 1 }
      if let row { reasons.add(.badEncoding, to: row) }
    }
  }

  private func settleIgnored(
    _ file: FileInProgress, _ kind: CoordinateKind, _ reasons: inout RowReasons
  ) throws(HotspotError) {
    guard let ignored = rules.ignoredPlaces else { return }
    let system = rules.system ?? (kind == .geographic ? .wgs84 : .britishNationalGrid)
    let (xs, ys) = spots.columns(from: file.base)
    let isHeld = try ignored.hold(xs, ys, in: system)
    let isNamed = ignored.holds(places.texts)
    for row in 0..<reasons.count
    where isHeld[row] || !table.place.isEmpty && isNamed[Int(table.place[file.base + row])] {
      reasons.add(.ignoredPlace, to: row)
    }
  }

  private mutating func finish(_ file: inout FileInProgress, _ reasons: RowReasons, _ bytes: Int) {
    if !reasons.isEmpty {
      for row in 0..<reasons.count {
        if let reason = reasons[row] { file.refused.append((Int(table.line[file.base + row]), reason)) }
      }
      let keep = (0..<reasons.count).map { reasons[$0] == nil }
      spots.keepRows(keep, from: file.base)
      table.keepRows(keep, from: file.base)
      texts.keepRows(keep, from: file.base)
    }
    file.refused.sort { $0.line < $1.line }
    let index = UInt16(table.sources.count)
    table.refused += file.refused.map { Refusal(file: index, line: $0.line, reason: $0.reason) }
    table.sources.append(
      IncidentTable.Source(
        name: file.path.split(separator: "/").last.map(String.init) ?? file.path, layout: file.columns.layout,
        rowsRead: file.rows, bytes: bytes))
  }
}
