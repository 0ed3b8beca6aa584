/// The shape of a file: which columns it is known by.
public enum Layout: String, CaseIterable, Hashable, Sendable {
  /// The street-level files that data.police.uk publishes: a month, and coordinates moved to map points.
  case policeUK = "data.police.uk"
  /// Coordinates in degrees under one of their usual names.
  case longitudeLatitude = "longitude/latitude"
  /// Coordinates in metres under one of their usual names.
  case eastingNorthing = "easting/northing"
  /// Coordinates in columns that the user named.
  case named = "columns named"
}

/// Whether coordinates are angles on the Earth or metres on a plane.
public enum CoordinateKind: String, Hashable, Sendable {
  /// Longitude and latitude in degrees.
  case geographic
  /// Easting and northing, in metres unless the coordinate system says otherwise.
  case planar
}

/// Where in a row each thing stands, as numbers counted from 0.
struct Columns {
  let layout: Layout
  let x: Int
  let y: Int
  let start: Int?
  let end: Int?
  let category: Int?
  let id: Int?
  let place: Int?
  let weight: Int?
  /// How many fields each row must have.
  let count: Int

  /// The names by which columns are known, written in small letters and digits alone; the first that occurs wins.
  static let aliases: [ColumnChoice.Role: [String]] = [
    .start: [
      "datestart", "startdate", "start", "datefrom", "fromdate", "from", "occurredfrom", "datetime", "date",
      "occurred", "dateoccurred", "occurreddate", "datesingle", "month",
    ],
    .end: ["dateend", "enddate", "end", "dateto", "todate", "to", "occurredto"],
    .category: ["crimetype", "category", "offence", "offense", "offencetype", "offensetype", "type"],
    .id: [
      "crimeid", "uid", "id", "crimenumber", "crimeno", "crimereference", "incidentid", "incidentnumber",
    ],
    .place: ["location", "street", "locationname", "streetname"],
  ]

  private static let longitudes = ["longitude", "lon", "long", "lng"]
  private static let latitudes = ["latitude", "lat"]
  private static let eastings = ["easting", "eastings"]
  private static let northings = ["northing", "northings"]
  private static let policeUK = ["crimeid", "month", "longitude", "latitude", "location", "crimetype"]

  /// A name in small letters and digits alone, so that `Crime ID`, `crime_id` and `CrimeID` are one.
  static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }

  /// Finds the columns in a header, or in the first row of a file without one.
  init(
    header: [String], choice: ColumnChoice, coordinates: CoordinateKind?, file: String
  ) throws(HotspotError) {
    let names = header.map(Columns.plain)
    func first(_ aliases: [String]) -> Int? {
      for alias in aliases { if let index = names.firstIndex(of: alias) { return index } }
      return nil
    }
    func named(_ role: ColumnChoice.Role) throws(HotspotError) -> Int? {
      guard let name = choice.names[role] else { return nil }
      if let index = header.firstIndex(of: name) ?? names.firstIndex(of: Columns.plain(name)) { return index }
      if let number = ColumnChoice.number(name), header.indices.contains(number) { return number }
      throw .malformedInput(
        "\(file): there is no column '\(name)' for \(role.rawValue); \(Columns.list(header, choice))")
    }
    func column(_ role: ColumnChoice.Role) throws(HotspotError) -> Int? {
      if let index = try named(role) { return index }
      return choice.meansNoHeader ? nil : first(Columns.aliases[role] ?? [])
    }

    if let namedX = try named(.x), let namedY = try named(.y) {
      (x, y, layout) = (namedX, namedY, .named)
    } else {
      let degrees = first(Columns.longitudes).flatMap { x in first(Columns.latitudes).map { (x, $0) } }
      let metres = first(Columns.eastings).flatMap { x in first(Columns.northings).map { (x, $0) } }
      let prefersMetres = coordinates == .planar && metres != nil
      if let (x, y) = degrees, !prefersMetres {
        (self.x, self.y) = (x, y)
        layout = Columns.policeUK.allSatisfy(names.contains) ? .policeUK : .longitudeLatitude
      } else if let (x, y) = metres {
        (self.x, self.y, layout) = (x, y, .eastingNorthing)
      } else {
        throw .malformedInput(
          """
          \(file): no coordinates were found under a name that is known (longitude and latitude, or easting and \
          northing); \(Columns.list(header, choice)); say which they are with --columns x=NAME,y=NAME
          """)
      }
    }
    start = try column(.start)
    end = try column(.end)
    category = try column(.category)
    id = try column(.id)
    place = try column(.place)
    weight = try column(.weight)
    count = header.count
  }

  /// What the file has instead: names only, for what is no header may be somebody's record.
  private static func list(_ header: [String], _ choice: ColumnChoice) -> String {
    if choice.meansNoHeader { return "its rows have \(header.count) columns" }
    if header.contains(where: { Double($0) != nil }) {
      return "its first row holds numbers and is no header: name the columns by number, as in x=5,y=6"
    }
    return "its columns are " + header.prefix(60).map { "'\($0)'" }.joined(separator: ", ")
  }
}
