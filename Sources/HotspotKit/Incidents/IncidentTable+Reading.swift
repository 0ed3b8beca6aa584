internal import Geospatial

extension IncidentTable {
  /// Reads files of incidents: CSV, or GeoJSON points where the name ends in `.geojson`; standard input for `-` is CSV;
  /// gzip is unpacked.
  ///
  /// Files may differ in layout as long as all are in degrees or all in metres. What the coordinates are is told by
  /// the columns' names, or where the user named the columns by the numbers themselves. Rows without coordinates are
  /// placed by their grid reference, else by their postcode. A file with a letter of several bytes as UTF-8 writes it
  /// is UTF-8, and its rows that are not are refused; any other file with such rows is Windows-1252. More than one time
  /// in twenty, and ten at least, at exactly 00:00 means that no time was known: those rows have the precision of a day.
  ///
  /// Throws ``HotspotError/malformedInput(_:)`` for a file whose columns cannot be found or whose dates can be
  /// read two ways. A row that cannot be used is no error: see ``refused``.
  public init(files: [String], by rules: ReadingRules) throws(HotspotError) {
    guard files.count <= Int(UInt16.max) else {
      throw .invalidParameter("\(files.count) files are more than 65,535: join some of them")
    }
    var reading = Errand.reading(files, rules, .failure(.cancelled))
    if rules.wantsDigests {
      var errands = [reading, Errand.digests(files, .failure(.cancelled))]
      Bands(threads: rules.threads > 1 ? 2 : 1).each(&errands) { $0.run() }
      reading = errands[0]
      self = try reading.table()
      let digests = try errands[1].digests()
      for (index, digest) in zip(sources.indices, digests) { sources[index].digest = digest }
    } else {
      reading.run()
      self = try reading.table()
    }
  }

  /// Reads files of incidents by the rules that hold when nobody says otherwise, but for what is said here.
  ///
  /// `coordinates` settles whether they are degrees on WGS 84 or metres on the National Grid. `countingRepeats` fills
  /// ``repeatedRows`` and ``repeatedIDs``.
  public init(
    files: [String], columns: ColumnChoice = .detected, coordinates: CoordinateKind? = nil,
    dateOrder: DateOrder? = nil, countingRepeats: Bool = false
  ) throws(HotspotError) {
    var rules = ReadingRules()
    rules.columns = columns
    rules.system = coordinates.map { $0 == .geographic ? .wgs84 : .britishNationalGrid }
    rules.dateOrder = dateOrder
    rules.countingRepeats = countingRepeats
    try self.init(files: files, by: rules)
  }
}

/// What is done with some files; both kinds can be done at the same time.
private enum Errand: Sendable {
  case reading([String], ReadingRules, Result<IncidentTable, HotspotError>)
  case digests([String], Result<[String?], HotspotError>)

  mutating func run() {
    switch self {
    case .reading(let files, let rules, _):
      let table = Result { () throws(HotspotError) in
        var collector = IncidentCollector(rules)
        for path in files { try collector.read(path) }
        return collector.finish()
      }
      self = .reading(files, rules, table)
    case .digests(let files, _):
      let digests = Result { () throws(HotspotError) in
        var digests: [String?] = []
        for path in files { digests.append(try IncidentTable.digest(of: path)) }
        return digests
      }
      self = .digests(files, digests)
    }
  }

  func table() throws(HotspotError) -> IncidentTable {
    guard case .reading(_, _, let table) = self else { throw .cancelled }
    return try table.get()
  }

  func digests() throws(HotspotError) -> [String?] {
    guard case .digests(_, let digests) = self else { throw .cancelled }
    return try digests.get()
  }
}
