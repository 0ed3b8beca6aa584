internal import Files

/// Where the postcodes of a look-up file lie: each at the middle of its addresses.
public struct PostcodeLookup: Sendable {
  /// Metres on the National Grid, or millionths of a degree.
  private struct Place {
    let x: Int32
    let y: Int32
  }

  private var onGrid: [UInt64: Place] = [:]
  private var inDegrees: [UInt64: Place] = [:]

  /// How many postcodes have a place.
  public var count: Int { onGrid.count + inDegrees.count }

  /// Reads the ONS Postcode Directory (`pcds`, `oseast1m`, `osnrth1m` or `lat`, `long` among its columns) or files of
  /// Code-Point Open (no header: postcode, quality, easting, northing, …), each plain or gzipped.
  ///
  /// Postcodes without a place in the file, and Northern Ireland's on the Irish Grid, count as not there. Memory about
  /// 30 bytes a postcode.
  public init(files: [String]) throws(HotspotError) {
    for path in files { try read(path) }
    guard count > 0 else {
      throw .malformedInput("\(files.joined(separator: ", ")): no postcode in it has a place")
    }
  }

  private mutating func read(_ path: String) throws(HotspotError) {
    var scanner = try RowSource(path: path)
    var record = CSVRecord()
    guard try scanner.advance(to: &record) else { throw .malformedInput("\(path) is empty") }
    let names = (0..<record.count).map { Columns.plain(record.text($0)) }
    func column(_ aliases: String...) -> Int? { aliases.lazy.compactMap(names.firstIndex).first }
    let postcode = column("pcds", "pcd", "pcd2", "pcd7", "pcd8", "postcode")
    let grid = column("oseast1m", "east1m", "easting", "eastings").flatMap { x in
      column("osnrth1m", "north1m", "northing", "northings").map { (x, $0) }
    }
    let degrees = column("long", "longitude", "lon").flatMap { x in
      column("lat", "latitude").map { (x, $0) }
    }
    if let postcode, grid != nil || degrees != nil {
      while try scanner.advance(to: &record) { take(record, postcode, grid, degrees) }
    } else if record.count >= 4, Self.key(record, 0) != nil, Self.number(record, 2) != nil {
      repeat { take(record, 0, (2, 3), nil) } while try scanner.advance(to: &record)
    } else {
      throw .malformedInput(
        """
        \(path) is no look-up of postcodes: give the ONS Postcode Directory (columns pcds, oseast1m, osnrth1m) or \
        Code-Point Open (postcode, quality, easting, northing, no header)
        """)
    }
  }

  private mutating func take(
    _ record: CSVRecord, _ postcode: Int, _ grid: (Int, Int)?, _ degrees: (Int, Int)?
  ) {
    guard let key = Self.key(record, postcode) else { return }
    // 90 is Code-Point's and 99.999999 the directory's mark for no place. BT stands on another grid.
    if !Self.isNorthernIrish(key), let grid, let x = Self.number(record, grid.0),
      let y = Self.number(record, grid.1), x > 0, y > 0, x < 700_000, y < 1_300_000
    {
      onGrid[key] = Place(x: Int32(x.rounded()), y: Int32(y.rounded()))
    } else if let degrees, let x = Self.number(record, degrees.0), let y = Self.number(record, degrees.1),
      abs(x) <= 180, abs(y) <= 90, x != 0 || y != 0
    {
      inDegrees[key] = Place(x: Int32((x * 1e6).rounded()), y: Int32((y * 1e6).rounded()))
    }
  }

  /// The place of a postcode in any case, with or without spaces; `nil` where it is not known.
  func place(of text: Span<UInt8>) -> RowPlace? {
    guard let key = Self.key(text) else { return nil }
    if let place = onGrid[key] {
      return RowPlace(x: Double(place.x), y: Double(place.y), frame: .nationalGrid)
    }
    if let place = inDegrees[key] {
      return RowPlace(x: Double(place.x) / 1e6, y: Double(place.y) / 1e6, frame: .degrees)
    }
    return nil
  }

  private static func number(_ record: CSVRecord, _ column: Int) -> Double? {
    column < record.count ? Double(decimal: record.bytes.span.extracting(record[column])) : nil
  }

  private static func key(_ record: CSVRecord, _ column: Int) -> UInt64? {
    column < record.count ? key(record.bytes.span.extracting(record[column])) : nil
  }

  /// The letters and digits of a postcode as one number; `nil` for a text that is none.
  private static func key(_ text: Span<UInt8>) -> UInt64? {
    var key: UInt64 = 0
    var letters = 0
    for index in 0..<text.count where text[index] != 0x20 {
      let byte = text[index]
      let upper = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 0x20 : byte
      let isLetter = upper &- UInt8(ascii: "A") < 26
      guard isLetter || upper &- UInt8(ascii: "0") < 10, letters < 7, letters > 0 || isLetter else {
        return nil
      }
      key = key << 8 | UInt64(upper)
      letters += 1
    }
    return letters >= 5 ? key : nil
  }

  private static func isNorthernIrish(_ key: UInt64) -> Bool {
    var key = key
    while key > 0xffff { key >>= 8 }
    return key == UInt64(UInt8(ascii: "B")) << 8 | UInt64(UInt8(ascii: "T"))
  }
}

/// Where a row stands, and in what that is measured.
struct RowPlace {
  /// What coordinates can be in.
  enum Frame {
    /// In whatever the file's coordinates are in.
    case asWritten
    /// Metres on the National Grid.
    case nationalGrid
    /// Degrees on WGS 84.
    case degrees
  }

  var x: Double
  var y: Double
  var frame = Frame.asWritten
  /// The side of the square in which it stands, in metres; NaN where nothing says so.
  var side = Float.nan
}
