/// Where in a row each thing stands, as numbers counted from 0.
struct Columns {
  private(set) var layout: Layout
  private(set) var x: Int?
  private(set) var y: Int?
  private(set) var start: Int?
  let end: Int?
  private(set) var startTime: Int?
  private(set) var endTime: Int?
  let category: Int?
  let id: Int?
  let victim: Int?
  let place: Int?
  let weight: Int?
  let gridReference: Int?
  let postcode: Int?
  let status: Int?
  /// Columns that are kept as text, each under the name by which it is asked for.
  let texts: [(key: String, index: Int)]
  /// Whether `start` is when it was written down, for want of when it happened.
  private(set) var startIsRecording = false
  /// How many fields each row must have.
  let count: Int

  private static let policeUK = ["crimeid", "month", "longitude", "latitude", "location", "crimetype"]

  /// A name in small letters and digits alone, so that `Crime ID`, `crime_id` and `CrimeID` are one.
  static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }

  /// Finds the columns in a header, or in the first row of a file without one.
  ///
  /// `kept` are columns to keep as text besides those that always are, by their roles or their names in the header.
  init(
    header: [String], choice: ColumnChoice, coordinates: CoordinateKind?, keeping kept: [String] = [],
    file: String
  ) throws(HotspotError) {
    let names = ColumnNames(header: header, choice: choice, file: file)
    let id = try names.column(.id)
    self.id = id
    start = try names.column(.start)
    end = try names.column(.end)
    startTime = try names.column(.startTime)
    endTime = try names.column(.endTime)
    category = try names.column(.category)
    victim = try names.column(.victim)
    place = try names.column(.place)
    weight = try names.named(.weight)
    gridReference = try names.column(.gridReference)
    postcode = try names.column(.postcode)
    var texts: [(key: String, index: Int)] = []
    for role in ColumnChoice.Role.texts {
      if let index = try names.column(role) { texts.append((role.rawValue, index)) }
    }
    status = texts.first { $0.key == ColumnChoice.Role.status.rawValue }?.index
    for name in kept where !texts.contains(where: { $0.key == name }) {
      texts.append((name, try names.kept(name)))
    }
    self.texts = texts
    count = header.count

    if let namedX = try names.named(.x), let namedY = try names.named(.y) {
      (x, y, layout) = (namedX, namedY, .named)
    } else {
      let degrees = names.pair(ColumnAliases.longitudes, ColumnAliases.latitudes)
      let metres = names.pair(ColumnAliases.eastings, ColumnAliases.northings)
      let prefersMetres = coordinates == .planar && metres != nil
      if let (x, y) = degrees, !prefersMetres {
        (self.x, self.y) = (x, y)
        layout = Columns.policeUK.allSatisfy(names.plain.contains) ? .policeUK : .longitudeLatitude
      } else if let (x, y) = metres {
        (self.x, self.y, layout) = (x, y, .eastingNorthing)
      } else if let (x, y) = names.pair(ColumnAliases.xs, ColumnAliases.ys) {
        (self.x, self.y, layout) = (x, y, .xy)
      } else if gridReference != nil {
        layout = .gridReference
      } else if postcode != nil {
        layout = .postcode
      } else {
        throw .malformedInput(
          """
          \(file): no coordinates were found under a name that is known (longitude and latitude, easting and \
          northing, x and y, grid reference, or postcode); \(names.list); say which they are with \
          --columns x=NAME,y=NAME
          """)
      }
    }
    settleDates(names)
  }

  /// A column called time may hold the whole date; and a date of writing down is better than none.
  private mutating func settleDates(_ names: ColumnNames) {
    let given = names.choice.names
    if names.choice.meansNoHeader { return }
    // Whoever names the date and no time means that the date has the time.
    if given[.start] != nil, given[.startTime] == nil { startTime = nil }
    if given[.end] != nil, given[.endTime] == nil { endTime = nil }
    if start == nil, let time = startTime {
      (start, startTime) = (time, nil)
    }
    if end == nil { endTime = nil }
    if start == nil, let recorded = names.first(ColumnAliases.recorded) {
      (start, startIsRecording) = (recorded, true)
    }
  }

  /// The same columns of a file whose points are GeoJSON.
  func ofGeoJSON() -> Columns {
    var columns = self
    columns.layout = .geoJSON
    return columns
  }
}

/// The names in a header, and those that a user gave.
struct ColumnNames {
  let header: [String]
  let plain: [String]
  let choice: ColumnChoice
  let file: String

  init(header: [String], choice: ColumnChoice, file: String) {
    self.header = header
    plain = header.map(Columns.plain)
    self.choice = choice
    self.file = file
  }

  /// The column with the first of some names that occurs.
  func first(_ aliases: [String]) -> Int? {
    for alias in aliases { if let index = plain.firstIndex(of: alias) { return index } }
    return nil
  }

  /// Two columns that only together mean something.
  func pair(_ first: [String], _ second: [String]) -> (Int, Int)? {
    self.first(first).flatMap { one in self.first(second).map { (one, $0) } }
  }

  /// The column that the user named for a role.
  func named(_ role: ColumnChoice.Role) throws(HotspotError) -> Int? {
    guard let name = choice.names[role] else { return nil }
    if let index = index(of: name) { return index }
    throw .malformedInput("\(file): there is no column '\(name)' for \(role.rawValue); \(list)")
  }

  /// The column that the user named for a role, else the one with a name that is known.
  func column(_ role: ColumnChoice.Role) throws(HotspotError) -> Int? {
    if let index = try named(role) { return index }
    return choice.meansNoHeader ? nil : first(ColumnAliases.of(role))
  }

  /// The column that a condition names by its role or by its name in the header.
  func kept(_ name: String) throws(HotspotError) -> Int {
    if let index = index(of: name) { return index }
    if let role = ColumnChoice.Role(rawValue: name.lowercased()), let index = try column(role) {
      return index
    }
    throw .malformedInput("\(file): there is no column '\(name)' to select by; \(list)")
  }

  private func index(of name: String) -> Int? {
    if let index = header.firstIndex(of: name) ?? plain.firstIndex(of: Columns.plain(name)) { return index }
    if let number = ColumnChoice.number(name), header.indices.contains(number) { return number }
    return nil
  }

  /// What the file has instead: names only, for what is no header may be somebody's record.
  var list: String {
    if choice.meansNoHeader { return "its rows have \(header.count) columns" }
    if header.contains(where: { Double($0) != nil }) {
      return "its first row holds numbers and is no header: name the columns by number, as in x=5,y=6"
    }
    return "its columns are " + header.prefix(60).map { "'\($0)'" }.joined(separator: ", ")
  }
}
