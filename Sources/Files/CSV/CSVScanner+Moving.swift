internal import SystemPackage

extension CSVScanner {
  /// Where in a plain file the scanner stands, in bytes from its start.
  public var offset: Int { reader.offset - (limit - position) }

  /// The file from the next record on, for whoever reads it by stretches; `nil` at its end, and for what is packed or no
  /// plain file.
  ///
  /// Afterwards tell the scanner where to go on by ``move(to:)`` and how many lines were passed by ``passed(lines:)``.
  /// Serves as long as the scanner is there.
  public mutating func lines() throws(FileError) -> (file: LineFile, from: Int)? {
    guard try skipLineEnds(), let file = reader.lines, offset < file.size else { return nil }
    return (file, offset)
  }

  /// Goes to a place of a plain file where a record begins, or a line end stands; the line's number is not touched.
  public mutating func move(to offset: Int) throws(FileError) {
    position = 0
    limit = 0
    expectsLineFeed = false
    try reader.move(to: offset)
  }

  /// Fills `record` with the next record that begins before a place in the file; false where there is none.
  public mutating func next(into record: inout CSVRecord, before end: Int) throws(FileError) -> Bool {
    guard try skipLineEnds(before: end) else { return false }
    return try take(&record)
  }
}

extension ByteReader {
  /// Where in the file the next byte stands, for what is not packed.
  var offset: Int { storedBytes - pending.count - unread.count }

  /// The file for reading anywhere; `nil` for what is packed or no plain file.
  var lines: LineFile? {
    guard packing == .none, descriptor != .standardInput, let size = sizeOfFile(name) else { return nil }
    return LineFile(descriptor: descriptor, name: name, size: size)
  }

  mutating func move(to offset: Int) throws(FileError) {
    (pending, unread) = (0..<0, 0..<0)
    do { storedBytes = Int(try descriptor.seek(offset: Int64(offset), from: .start)) } catch {
      throw FileError.reading(name, error)
    }
  }
}
