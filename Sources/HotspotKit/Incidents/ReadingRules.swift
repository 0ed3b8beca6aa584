public import Geospatial

/// What a row stands for, where a crime can take several.
public enum CountedOnce: String, CaseIterable, Hashable, Sendable {
  /// A crime: each crime number counts once.
  case crime
  /// A victim: each victim of each crime counts once.
  case victim
  /// Itself: no row is a duplicate.
  case row
}

/// How files of incidents are to be read, where they do not say it themselves.
public struct ReadingRules: Sendable {
  /// Which columns are which.
  public var columns = ColumnChoice.detected

  /// What the coordinates are in; told by the columns otherwise.
  public var system: CoordinateSystem?

  /// The order of day and month in dates such as `01/02/2019`; found in each file otherwise.
  public var dateOrder: DateOrder?

  /// The place whose clocks the times go by, as the time zone database calls it.
  ///
  /// Times with `Z` or an offset become that place's local times. A local time that its clocks skipped is taken later
  /// by as much as they were put forward; one that came twice is left as it is; both are counted in ``IncidentTable/notes``.
  /// The database is asked for only where a row has a time, and must be there only where a time has an offset.
  public var timeZone = "Europe/London"

  /// Where postcodes lie, for rows without coordinates.
  public var postcodes: PostcodeLookup?

  /// Places whose rows are refused.
  public var ignoredPlaces: IgnoredPlaces?

  /// What counts once; a crime where there are crime numbers, and a row in the files of data.police.uk.
  public var oneRowPer: CountedOnce?

  /// Columns to keep as text besides those that always are, by their names in the header or their roles.
  public var kept: [String] = []

  /// Whether ``IncidentTable/repeatedRows`` and ``IncidentTable/repeatedIDs`` are wanted; costs some 20 bytes a row.
  public var countingRepeats = false

  /// Whether the names of places are wanted; without them ``IncidentTable/places`` is one empty text and
  /// ``IncidentTable/place`` is empty.
  public var wantsPlaces = true

  /// Whether the files' digests are wanted, for a provenance; they are then reckoned beside the reading.
  public var wantsDigests = false

  /// How many threads read; the table is the same for any number.
  public var threads = 1

  /// Whether every row is read by itself, in the way that is plainest to follow; what blocks of rows give is held to it.
  var isRowByRow = false

  /// How many bytes of a plain file are fetched and read as one block, which together with what is found in them stay near
  /// the processor; 0 for blocks as they come, in the way that serves packed files.
  var stretch = 1 << 17

  /// The rules that hold when nobody says otherwise.
  public init() {}

  /// Whether the coordinates are degrees or metres, where the user said what they are in.
  var coordinates: CoordinateKind? { system.map { $0 == .wgs84 ? .geographic : .planar } }
}
