/// The records of a CSV file or of standard input, one after the other, gzip unpacked.
///
/// Reads RFC 4180 and what is found in the wild: line ends of any kind, a byte order mark, no line end at the
/// end, empty lines (passed over), text after a closing quote (kept), a first line `sep=;` as Excel writes it. A quote counts only at the start of a
/// field. A quote that is never closed, or not within 16 MiB, costs its own line and no other.
public struct CSVScanner: ~Copyable {
  /// What stands between fields: a comma, a semicolon, a tab, or what a first line `sep=|` names.
  public let delimiter: UInt8

  /// How many bytes have been read so far, as they are stored.
  public var storedBytes: Int { reader.storedBytes }

  /// The longest quoted field that is waited for.
  private static let longestQuote = 16 << 20

  var reader: ByteReader
  /// Memory of which the first `limit` bytes are text.
  var buffer: [UInt8]
  var limit: Int
  /// Where in `buffer` the next record begins, and on which line.
  var position: Int
  /// The line on which the scanner stands; the first is 1.
  public internal(set) var line = 1
  /// A line feed that comes now belongs to the line end that was a carriage return.
  var expectsLineFeed = false
  private var last = (start: 0, line: 1, firstLineEnd: 0)
  let chunkSize: Int

  /// Opens a file, or standard input for `-`; without a delimiter the first line tells which it is.
  public init(path: String, delimiter: UInt8? = nil, chunkSize: Int = 1 << 18) throws(FileError) {
    var reader = try ByteReader(path: path, chunkSize: chunkSize)
    var buffer: [UInt8] = []
    while buffer.count < 3, try reader.append(to: &buffer) {}
    if buffer.starts(with: [0xff, 0xfe]) || buffer.starts(with: [0xfe, 0xff]) {
      throw .malformed(file: reader.name, line: nil, reason: "the text is UTF-16; save it as CSV in UTF-8")
    }
    var start = buffer.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    if let named = try CSVScanner.named(&buffer, start, &reader) {
      self.delimiter = delimiter ?? named
      // The line end stays: it is passed over like that of an empty line, and counted.
      start += 5
    } else if let delimiter {
      self.delimiter = delimiter
    } else {
      self.delimiter = try CSVScanner.detect(&buffer, start, &reader)
    }
    position = start
    limit = buffer.count
    self.chunkSize = max(16, chunkSize)
    self.buffer = buffer
    self.reader = reader
  }

  /// The delimiter of a first line such as `sep=;`; `nil` where the first line is another.
  private static func named(
    _ buffer: inout [UInt8], _ start: Int, _ reader: inout ByteReader
  ) throws(FileError) -> UInt8? {
    while buffer.count < start + 6, try reader.append(to: &buffer) {}
    let line = buffer[start...].prefix(6)
    guard line.count == 6, line.prefix(4).elementsEqual("sep=".utf8), let end = line.last else { return nil }
    let delimiter = buffer[start + 4]
    let isEnd = end == ASCII.lineFeed || end == ASCII.carriageReturn
    return isEnd && ",;\t|".utf8.contains(delimiter) ? delimiter : nil
  }

  /// The delimiter that stands most often in the first line that is not empty, quoted text apart.
  private static func detect(
    _ buffer: inout [UInt8], _ start: Int, _ reader: inout ByteReader
  ) throws(FileError) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    var counts = [0, 0, 0]
    var isQuoted = false
    var isEmpty = true
    var index = start
    while index < longestQuote {
      if index == buffer.count, try !reader.append(to: &buffer) { break }
      let byte = buffer[index]
      if byte == ASCII.quote { isQuoted.toggle() }
      let isLineEnd = byte == ASCII.lineFeed || byte == ASCII.carriageReturn
      if isLineEnd && !isQuoted && !isEmpty { break }
      if !isLineEnd { isEmpty = false }
      if !isQuoted, let which = candidates.firstIndex(of: byte) { counts[which] += 1 }
      index += 1
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }

  /// Fills `record` with the next record; false where none is left.
  public mutating func next(into record: inout CSVRecord) throws(FileError) -> Bool {
    guard try skipLineEnds() else { return false }
    return try take(&record)
  }

  /// Fills `record` with the record at `position`.
  mutating func take(_ record: inout CSVRecord) throws(FileError) -> Bool {
    record.removeAll()
    record.line = line
    let end = try findEnd(&record)
    record.bytes.append(contentsOf: buffer[position..<position + end])
    record.rawCount = end
    record.unquote()
    last = (position, line, end)
    if record.lineCount > 1 { last.firstLineEnd = firstLineEnd(within: end) }
    line += record.lineCount - 1
    position += end
    return true
  }

  /// Goes back to the second line of the record that was last read, where it has one.
  ///
  /// For a record that has the wrong number of fields: a stray quote may have joined lines that are records of
  /// their own, and none of them may be lost.
  public mutating func resumeAfterFirstLine() {
    position = last.start + last.firstLineEnd
    line = last.line
  }

  /// Stands on the first byte of a record afterwards, or at the end of the file or at a place of the file; false there.
  mutating func skipLineEnds(before end: Int = .max) throws(FileError) -> Bool {
    while true {
      if end < .max, offset >= end { return false }
      if position == limit, try !refill() { return false }
      let byte = buffer[position]
      if byte == ASCII.carriageReturn {
        line += 1
        expectsLineFeed = true
      } else if byte == ASCII.lineFeed {
        if !expectsLineFeed { line += 1 }
        expectsLineFeed = false
      } else {
        expectsLineFeed = false
        return true
      }
      position += 1
    }
  }

  /// Drops what has been read and adds a chunk; false at the end of the file.
  private mutating func refill() throws(FileError) -> Bool {
    if position > 0 {
      let rest = position..<limit
      unsafe buffer.withUnsafeMutableBytes { memory in
        unsafe memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[rest]))
      }
      limit -= position
      position = 0
    }
    return try fill()
  }

  /// Adds a chunk behind what there is; false at the end of the file.
  mutating func fill() throws(FileError) -> Bool {
    if buffer.count < limit + chunkSize {
      buffer += repeatElement(0, count: max(limit + chunkSize, limit * 2) - buffer.count)
    }
    let count = try reader.read(into: &buffer, from: limit)
    limit += count
    return count > 0
  }

  private enum State { case fieldStart, plain, quoted, quoteInQuoted }

  /// The length of the record at `position`; its fields' ranges, counted from there, go into `record`.
  private mutating func findEnd(_ record: inout CSVRecord) throws(FileError) -> Int {
    var state = State.fieldStart
    var fieldStart = 0
    var at = 0
    var union: UInt8 = 0
    defer { record.isASCII = union < 0x80 }
    while true {
      if position + at == limit, try !refill() {
        if state == .quoted { return breakOff(&record) }
        break
      }
      let byte = buffer[position + at]
      union |= byte
      if state == .quoted {
        if byte == ASCII.quote {
          state = .quoteInQuoted
        } else if byte == ASCII.carriageReturn {
          record.lineCount += 1
        } else if byte == ASCII.lineFeed, buffer[position + at - 1] != ASCII.carriageReturn {
          record.lineCount += 1
        }
        if at - fieldStart > CSVScanner.longestQuote { return breakOff(&record) }
      } else if byte == delimiter {
        record.fields.append(fieldStart..<at)
        fieldStart = at + 1
        state = .fieldStart
      } else if byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
        break
      } else if byte == ASCII.quote && (state == .fieldStart || state == .quoteInQuoted) {
        state = .quoted
      } else {
        state = .plain
      }
      at += 1
    }
    record.fields.append(fieldStart..<at)
    return at
  }

  /// Ends a record whose quote is never closed at the end of its first line.
  private func breakOff(_ record: inout CSVRecord) -> Int {
    record.fields = []
    record.lineCount = 1
    record.isUnterminated = true
    return firstLineEnd(within: limit - position)
  }

  private func firstLineEnd(within length: Int) -> Int {
    let record = buffer[position..<position + length]
    let end = record.firstIndex { $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn }
    return (end ?? record.endIndex) - position
  }
}
