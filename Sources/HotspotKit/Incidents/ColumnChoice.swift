/// Which columns a user says are which; what is not named is looked for in the header.
public struct ColumnChoice: Hashable, Sendable {
  /// What a column can be.
  public enum Role: String, CaseIterable, Hashable, Sendable {
    /// Longitude or easting.
    case x
    /// Latitude or northing.
    case y
    /// When it happened, or the earliest it can have happened.
    case start
    /// The latest it can have happened.
    case end
    /// What happened.
    case category
    /// The crime number.
    case id
    /// The name of the place.
    case place
    /// What the row counts for.
    case weight
    /// The time of day of `start`, where it stands in a column of its own.
    case startTime = "start_time"
    /// The time of day of `end`, likewise.
    case endTime = "end_time"
    /// A reference on the National Grid such as `TQ 123 456`, for rows without coordinates.
    case gridReference = "grid_ref"
    /// The postcode, for rows without coordinates.
    case postcode
    /// The number of the victim.
    case victim
    /// The Home Office's code of what happened.
    case offenceCode = "offence_code"
    /// What kind of place it is.
    case locationType = "location_type"
    /// What has become of the record.
    case status
    /// The policing area.
    case beat
    /// Whether it is domestic abuse.
    case domestic
    /// Whether a knife was there.
    case knife
    /// How it came to notice.
    case source

    /// What is kept as text for whoever selects or describes rows, beside category and place.
    static let texts: [Role] = [
      .offenceCode, .locationType, .status, .beat, .domestic, .knife, .source,
    ]
  }

  /// The columns' names, or their numbers counted from 1.
  public var names: [Role: String]

  /// Every column is looked for in the header.
  public static let detected = ColumnChoice(names: [:])

  /// Columns by name or number.
  public init(names: [Role: String]) { self.names = names }

  /// Reads `x=LON,y=LAT,start=DATE`; a name may itself hold commas and equals signs.
  ///
  /// Throws ``HotspotError/invalidParameter(_:)`` for a role that there is not, one that comes twice, and `x` without `y`.
  public init(parsing text: String) throws(HotspotError) {
    let known = Role.allCases.map(\.rawValue).joined(separator: ", ")
    var names: [Role: String] = [:]
    var last: Role?
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, let role = Role(rawValue: parts[0].filter { $0 != " " }.lowercased()) {
        if names.updateValue(String(parts[1]), forKey: role) != nil {
          throw .invalidParameter("--columns names \(role.rawValue) twice")
        }
        last = role
      } else if let last, !piece.contains("=") {
        names[last]?.append(",\(piece)")
      } else {
        throw .invalidParameter("--columns cannot read '\(piece)': write ROLE=NAME; the roles are \(known)")
      }
    }
    if let empty = names.first(where: { $0.value.isEmpty }) {
      throw .invalidParameter("--columns gives no name for \(empty.key.rawValue)")
    }
    if (names[.x] == nil) != (names[.y] == nil) {
      throw .invalidParameter("--columns names one coordinate of two: x and y belong together")
    }
    self.names = names
  }

  /// The number counted from 0 that a name spells, or `nil`.
  static func number(_ name: String) -> Int? { Int(name).flatMap { $0 >= 1 ? $0 - 1 : nil } }

  /// Everything is named by number, coordinates too: the file has no header.
  var meansNoHeader: Bool {
    names[.x] != nil && names.values.allSatisfy { ColumnChoice.number($0) != nil }
  }
}
