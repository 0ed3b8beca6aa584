internal import Files
internal import Geospatial

/// The header and the rows of a file, be it CSV or GeoJSON points.
struct RowSource: ~Copyable {
  /// Whether the file is GeoJSON, told by its name.
  let isGeoJSON: Bool

  private var scanner: CSVScanner?
  private var features: PointFeatures?

  /// Opens a file, or standard input for `-`.
  init(path: String) throws(HotspotError) {
    isGeoJSON = path.lowercased().hasSuffix(".geojson")
    if isGeoJSON {
      features = try PointFeatures(path: path)
    } else {
      do {
        let opened = try CSVScanner(path: path)
        delimiter = opened.delimiter
        scanner = consume opened
      } catch {
        throw .file(error)
      }
    }
  }

  /// How many bytes have been read so far, as they are stored.
  private(set) var storedBytes = 0

  /// Fills `record` with the header, then with one row after the other; false where none is left.
  mutating func advance(to record: inout CSVRecord) throws(HotspotError) -> Bool {
    if isGeoJSON {
      storedBytes = features?.bytes ?? 0
      return features?.next(into: &record) ?? false
    }
    do { return try scanner?.next(into: &record, counting: &storedBytes) ?? false } catch {
      throw .file(error)
    }
  }

  /// What stands between fields.
  private(set) var delimiter = UInt8(ascii: ",")

  /// Hands out the next lines as a block; false where the next row must be taken by itself, and at the end.
  mutating func nextBlock(into block: inout CSVBlock) throws(HotspotError) -> Bool {
    do {
      return try scanner?.nextBlock(into: &block, counting: &storedBytes) ?? false
    } catch {
      throw .file(error)
    }
  }

  /// The file from the next row on, where it can be read by stretches.
  mutating func lines() throws(HotspotError) -> (file: LineFile, from: Int)? {
    do { return try scanner?.lines() } catch { throw .file(error) }
  }

  /// Goes to a place of the file where a row begins or a line ends.
  mutating func move(to place: Int) throws(HotspotError) {
    do { try scanner?.move(to: place) } catch { throw .file(error) }
    storedBytes = place
  }

  /// Fills `record` with the next row that begins before a place in the file; false where there is none.
  mutating func advance(to record: inout CSVRecord, before end: Int) throws(HotspotError) -> Bool {
    do { return try scanner?.next(into: &record, before: end) ?? false } catch { throw .file(error) }
  }

  /// Where in a plain file the source stands, and on which line: that of the next row, or of a line end before it.
  mutating func whereabouts() -> (place: Int, line: Int) { scanner?.whereabouts() ?? (0, 1) }

  /// Counts the lines of blocks that were handed out.
  mutating func passed(lines: Int) { scanner?.passed(lines: lines) }

  /// Goes back to the second line of the row that was last read.
  mutating func resumeAfterFirstLine() { scanner?.resumeAfterFirstLine() }
}

extension CSVScanner {
  fileprivate mutating func whereabouts() -> (place: Int, line: Int) { (offset, line) }

  /// Fills `record` and says how far the file is read.
  fileprivate mutating func next(into record: inout CSVRecord, counting bytes: inout Int) throws(FileError)
    -> Bool
  {
    defer { bytes = storedBytes }
    return try next(into: &record)
  }

  fileprivate mutating func nextBlock(
    into block: inout CSVBlock, counting bytes: inout Int
  ) throws(FileError) -> Bool {
    defer { bytes = storedBytes }
    return try nextBlock(into: &block)
  }
}

/// The features of a GeoJSON file as rows: the point under `longitude` and `latitude`, then the properties.
private struct PointFeatures {
  let bytes: Int
  private let features: [GeoJSONFeature]
  private let keys: [String]
  private var next = -1

  init(path: String) throws(HotspotError) {
    let bytes: [UInt8]
    do { bytes = try readBytes(of: path) } catch { throw .file(error) }
    do { features = try GeoJSONFile(bytes: bytes, named: path).features } catch { throw .geospatial(error) }
    self.bytes = bytes.count
    var keys: [String] = []
    var known: Set<String> = []
    for feature in features {
      for key in feature.properties.keys where known.insert(key).inserted { keys.append(key) }
    }
    self.keys = keys
  }

  mutating func next(into record: inout CSVRecord) -> Bool {
    defer { next += 1 }
    if next < 0 {
      record.fill(["longitude", "latitude"] + keys, line: 0)
      return true
    }
    guard next < features.count else { return false }
    let feature = features[next]
    record.fill(Self.place(of: feature) + keys.map { Self.text(of: feature.properties[$0]) }, line: next + 1)
    return true
  }

  /// Both coordinates as texts; empty without a shape, and no numbers where the shape is no single point.
  private static func place(of feature: GeoJSONFeature) -> [String] {
    switch feature.geometry {
    case nil: ["", ""]
    case .point(let point): ["\(point.longitude)", "\(point.latitude)"]
    default: ["no point", "no point"]
    }
  }

  private static func text(of value: JSONValue?) -> String {
    switch value {
    case .string(let text): text
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .bool(let isTrue): isTrue ? "true" : "false"
    case nil, .null, .array, .object: ""
    }
  }
}
