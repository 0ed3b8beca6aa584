internal import Glibc

extension CSVScanner {
  /// Hands out the next lines up to one with a quote, or with a line end that is not a line feed; false where the next
  /// record must be taken by itself, and at the end of the file.
  ///
  /// Afterwards the scanner stands behind the block and does not know how many lines it had: say so with
  /// ``passed(lines:)`` before the next record is taken. `block` lends its memory to what comes next.
  public mutating func nextBlock(into block: inout CSVBlock) throws(FileError) -> Bool {
    guard try skipLineEnds() else { return false }
    var end = position
    while true {
      let odd = Self.firstOdd(in: buffer, position..<limit)
      // What lies behind a block is copied: where quotes stand close to each other rows are cheaper one by one.
      if odd < limit, odd - position < chunkSize / 8 { return false }
      end = Self.plainEnd(of: buffer, position..<odd)
      if end > position { break }
      // No whole line: either its first one has a quote or it is longer than what has been read.
      if odd < limit { return false }
      guard try fill() else {
        // The last line of a file may have no end; here it gets one.
        if limit == buffer.count { buffer.append(0) }
        buffer[limit] = ASCII.lineFeed
        limit += 1
        end = limit
        break
      }
    }
    swap(&block.bytes, &buffer)
    block.text = position..<end
    block.firstLine = line
    let rest = end..<limit
    if buffer.count < rest.count + chunkSize {
      buffer = [UInt8](repeating: 0, count: rest.count + chunkSize * 2)
    }
    buffer.replaceSubrange(0..<rest.count, with: block.bytes[rest])
    position = 0
    limit = rest.count
    _ = try fill()
    return true
  }

  /// Counts the lines of blocks that were handed out.
  public mutating func passed(lines: Int) { line += lines }

  /// Where the last whole line of some bytes ends; their start where there is none.
  static func plainEnd(of bytes: [UInt8], _ range: Range<Int>) -> Int {
    bytes[range].lastIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? range.lowerBound
  }

  /// Where the first quote stands, or the first carriage return that no line feed follows; the end where there is none.
  static func firstOdd(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    unsafe bytes.withUnsafeBytes { memory in
      guard let base = memory.baseAddress else { return range.upperBound }
      func first(_ byte: UInt8, from start: Int, to end: Int) -> Int? {
        guard start < end, let found = unsafe memchr(base + start, Int32(byte), end - start) else {
          return nil
        }
        return unsafe UnsafeRawPointer(found) - base
      }
      let end = first(ASCII.quote, from: range.lowerBound, to: range.upperBound) ?? range.upperBound
      var start = range.lowerBound
      while let found = first(ASCII.carriageReturn, from: start, to: end) {
        // The last byte that was read may have its line feed still to come.
        if found + 1 >= range.upperBound { return found }
        if unsafe memory[found + 1] != ASCII.lineFeed { return found }
        start = found + 2
      }
      return end
    }
  }
}
