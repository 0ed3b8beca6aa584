internal import CMarks

extension CSVBlock {
  /// Finds rows and fields, by the widest instructions that this machine has. Time O(bytes).
  public mutating func split(delimiter: UInt8) { split(delimiter: delimiter, isWide: Self.hasWideMarks) }

  /// Asked once, for asking is slow.
  static let hasWideMarks = hotspot_has_wide_marks() != 0

  /// Finds rows and fields, 64 bytes at once or sixteen; `isWide` only where `hasWideMarks`.
  mutating func split(delimiter: UInt8, isWide: Bool) {
    (fieldCount, lineCount, hasForeignBytes, hasOddBytes) = (0, 0, false, false)
    var start = text.lowerBound
    while start < text.upperBound {
      let stretch = start..<min(start + Self.stretch, text.upperBound)
      // Room for every byte being an end, and for those that may be written too many.
      let (fields, feeds) = (fieldCount + Self.stretch + 64, lineCount + Self.stretch + 1)
      if ends.count < fields { ends += repeatElement(0, count: fields) }
      if lines.count < feeds { lines += repeatElement(0, count: feeds) }
      let (isForeign, isOdd) = unsafe bytes.withUnsafeBytes { memory in
        unsafe ends.withUnsafeMutableBufferPointer { ends in
          unsafe lines.withUnsafeMutableBufferPointer { lines in
            if isWide {
              return unsafe Self.splitWide(memory, stretch, delimiter, ends, &fieldCount, lines, &lineCount)
            }
            return unsafe Self.split(
              memory, stretch, delimiter, &ends, &fieldCount, &lines, &lineCount)
          }
        }
      }
      hasForeignBytes = hasForeignBytes || isForeign
      hasOddBytes = hasOddBytes || isOdd
      start = stretch.upperBound
    }
  }

  /// Bytes that are split before it is asked whether there is room for the ends of as many again.
  private static let stretch = 4096

  private static func splitWide(
    _ memory: UnsafeRawBufferPointer, _ text: Range<Int>, _ delimiter: UInt8,
    _ ends: UnsafeMutableBufferPointer<UInt32>, _ fieldCount: inout Int,
    _ lines: UnsafeMutableBufferPointer<UInt32>, _ lineCount: inout Int
  ) -> (isForeign: Bool, isOdd: Bool) {
    guard let start = unsafe memory.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
      return (false, false)
    }
    let found = unsafe hotspot_split_wide(
      start, text.lowerBound, text.upperBound, delimiter, ends.baseAddress, fieldCount, lines.baseAddress,
      lineCount)
    (fieldCount, lineCount) = (found.fields, found.lines)
    return (found.foreign != 0, found.odd != 0)
  }

  private static func split(
    _ memory: UnsafeRawBufferPointer, _ text: Range<Int>, _ delimiter: UInt8,
    _ ends: inout UnsafeMutableBufferPointer<UInt32>, _ fieldCount: inout Int,
    _ lines: inout UnsafeMutableBufferPointer<UInt32>, _ lineCount: inout Int
  ) -> (isForeign: Bool, isOdd: Bool) {
    var found = fieldCount
    var foreign: UInt64 = 0
    var odd: UInt64 = 0
    var position = text.lowerBound
    guard let start = memory.baseAddress else { return (false, false) }
    while position < text.upperBound {
      var both: UInt64 = 0
      var line: UInt64 = 0
      if position + 64 <= text.upperBound {
        let marks = unsafe hotspot_marks_of_64(start + position, delimiter)
        (both, line) = (marks.ends, marks.lines)
        foreign |= marks.foreign
        odd |= marks.odd
      } else {
        for offset in 0..<text.upperBound - position {
          let byte = unsafe memory[position + offset]
          foreign |= UInt64(byte >> 7)
          if byte == ASCII.quote || byte == ASCII.carriageReturn { odd = 1 }
          if byte == ASCII.lineFeed { line |= 1 << UInt64(offset) }
          if byte == delimiter || byte == ASCII.lineFeed { both |= 1 << UInt64(offset) }
        }
      }
      while line != 0 {
        let upTo = both & (line ^ (line &- 1))
        unsafe lines[lineCount] = UInt32(truncatingIfNeeded: found &+ upTo.nonzeroBitCount)
        lineCount &+= 1
        line &= line &- 1
      }
      let base = UInt32(truncatingIfNeeded: position)
      let end = found &+ both.nonzeroBitCount
      var index = found
      // Eight at a time, needed or not: the number is hard to foresee and what is too many is written over.
      repeat {
        for lane in 0..<8 {
          unsafe ends[index &+ lane] = base &+ UInt32(truncatingIfNeeded: both.trailingZeroBitCount)
          both &= both &- 1
        }
        index &+= 8
      } while index < end
      found = end
      position &+= 64
    }
    fieldCount = found
    return (foreign != 0, odd != 0)
  }
}
