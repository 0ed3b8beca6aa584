internal import Files

/// The rows of one or more files of recorded incidents, as columns, and every row that is not used with its reason.
///
/// A row is never lost: ``rowsRead`` is ``count`` and the refusals together. Rows without a crime number are
/// never duplicates of each other, however alike they look. Takes 11 bytes a row where rows share their places and 23 where
/// each has its own, and 4 more where places' names are wanted.
public struct IncidentTable: Sendable {
  /// A file that was read.
  public struct Source: Hashable, Sendable {
    /// The file's name without its folders; `-` for standard input.
    public let name: String
    /// The shape by which its columns were found.
    public let layout: Layout
    /// How many rows it has, the header apart.
    public let rowsRead: Int
    /// How many bytes it has as it is stored, gzipped or not.
    public let bytes: Int
    /// SHA-256 of those bytes, where ``ReadingRules/wantsDigests`` says so and they can be read twice.
    public internal(set) var digest: String?
  }

  /// The files, in the order in which they were given.
  public internal(set) var sources: [Source] = []

  /// Whether ``x`` and ``y`` are degrees or metres.
  public internal(set) var coordinates = CoordinateKind.geographic

  /// Where the rows stand, as in the file.
  var spots = Spots(xs: [], ys: [], numbers: nil)

  /// Longitudes or eastings, one per row, as in the file. Time O(rows) where rows share their places:
  /// ask once for all rows.
  public var x: [Double] { spots.spread(spots.xs) }

  /// Latitudes or northings, one per row, as in the file. Time O(rows) where rows share their places:
  /// ask once for all rows.
  public var y: [Double] { spots.spread(spots.ys) }

  /// The minute at which each row's time begins, see ``CivilTime``; ``CivilTime/unknown`` where there is none.
  public internal(set) var start: [Int32] = []

  /// The minute at which each row's time ends, where any file has such a column.
  public internal(set) var end: [Int32]?

  /// How finely ``start`` is known, one per row.
  ///
  /// A file whose every time is 00:00 has dates without times.
  public internal(set) var precision: [TimePrecision] = []

  /// The number in ``categories`` of what happened, one per row.
  public internal(set) var category: [UInt16] = []

  /// What the rows call the things that happened; an empty text where a row says nothing.
  public internal(set) var categories: [String] = []

  /// How many rows of each category were read, refused ones included as far as their category can be read.
  public internal(set) var rowsOfCategory: [Int] = []

  /// The number in ``places`` of the place's name, one per row; empty where names were not wanted.
  public internal(set) var place: [UInt32] = []

  /// The names of places; an empty text where a row says nothing.
  public internal(set) var places: [String] = []

  /// What each row counts for, where the user named such a column; NaN where it is no number.
  public internal(set) var weight: [Double]?

  /// Further columns of texts by role (`offence_code`, `location_type`, `status`, `beat`, `domestic`, `knife`,
  /// `source`) as far as any file has them, and those that were asked for, by the name that was used.
  public internal(set) var columns: [String: TextColumn] = [:]

  /// The side in metres of the square in which each row stands, where any place is known by a grid reference alone;
  /// NaN where the file does not say.
  public internal(set) var coordinatePrecision: [Float]?

  /// What a reader must know of how the files were read, one sentence each.
  public internal(set) var notes: [String] = []

  /// The file in which each row stands, counted from 0.
  public internal(set) var file = SteppingColumn<UInt16>(step: 0)

  /// The line on which each row begins, in GeoJSON the feature's number; never falls within a file.
  public internal(set) var line = SteppingColumn<UInt32>(step: 1)

  /// Whether any file has a column of crime numbers.
  public internal(set) var hasIDs = false

  /// The rows that are not used, in the order of files and lines.
  public internal(set) var refused: [Refusal] = []

  /// How many rows equal an earlier row byte for byte, refused ones included; `nil` unless asked for.
  public internal(set) var repeatedRows: Int?

  /// How many rows have the crime number of an earlier row, refused ones included; `nil` unless asked for.
  public internal(set) var repeatedIDs: Int?

  /// How many rows are used.
  public var count: Int { category.count }

  /// How many rows were read: the ones that are used and the refused.
  public var rowsRead: Int { count + refused.count }

  init() {}

  /// The table without some more rows, for whoever finds further reasons; the columns say where each row stands.
  ///
  /// A refusal that names no row of the table is passed over.
  public func refusing(_ refusals: [Refusal]) -> IncidentTable {
    if refusals.isEmpty { return self }
    let wanted = refusals.sorted { ($0.file, $0.line) < ($1.file, $1.line) }
    var keep = [Bool](repeating: true, count: count)
    var met: [Refusal] = []
    var next = 0
    for row in 0..<count where next < wanted.count {
      let place = (file[row], Int(line[row]))
      while next < wanted.count, (wanted[next].file, wanted[next].line) < place { next += 1 }
      guard next < wanted.count, (wanted[next].file, wanted[next].line) == place else { continue }
      keep[row] = false
      met.append(wanted[next])
    }
    var table = self
    table.spots = spots.of(RowList(of: keep))
    table.keepRows(keep, from: 0)
    table.refused = (refused + met).sorted { ($0.file, $0.line) < ($1.file, $1.line) }
    return table
  }

  /// Makes room for so many rows.
  mutating func reserve(_ rows: Int) {
    HugePages.reserve(&start, rows)
    HugePages.reserve(&category, rows)
    precision.reserveCapacity(rows)
    end?.reserveCapacity(rows)
    if !place.isEmpty { HugePages.reserve(&place, rows) }
    weight?.reserveCapacity(rows)
  }

  /// Closes up the rows from `base` on, of which `keep` says which stay, but for ``spots``.
  mutating func keepRows(_ keep: [Bool], from base: Int) {
    start.keepRows(keep, from: base)
    end?.keepRows(keep, from: base)
    precision.keepRows(keep, from: base)
    category.keepRows(keep, from: base)
    if !place.isEmpty { place.keepRows(keep, from: base) }
    weight?.keepRows(keep, from: base)
    coordinatePrecision?.keepRows(keep, from: base)
    file.keepRows(keep, from: base)
    line.keepRows(keep, from: base)
    columns = columns.mapValues { column in
      var numbers = column.numbers
      numbers.keepRows(keep, from: base)
      return TextColumn(numbers: numbers, texts: column.texts)
    }
  }
}
