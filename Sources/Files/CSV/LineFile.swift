internal import Glibc
internal import SystemPackage

/// A plain file of lines, of which several tasks read stretches at the same time.
public struct LineFile: Sendable {
  let descriptor: FileDescriptor
  let name: String

  /// How many bytes the file had when it was asked.
  public let size: Int

  /// What was found of a stretch.
  public struct Found: Sendable {
    /// Where in the file the block ends.
    public let end: Int

    /// Where it would end if nothing were out of the ordinary; what begins behind ``end`` and before this place must be
    /// taken record by record.
    public let wholeEnd: Int

    /// Where in the file the block's memory begins.
    let from: Int
  }

  /// Bytes read behind a stretch, in which its last line most often ends.
  private static let margin = 1024

  /// Fills a block with the lines that begin in a stretch of the file, up to the first one with a quote, or with a line
  /// end that is not a line feed, and splits it; the memory it has is used again.
  ///
  /// `isFirst` where a record is known to begin with the stretch; else a line that begins before it is passed over.
  ///
  /// - Throws: ``FileError/cannotRead(_:)`` where the file cannot be read, or has become shorter.
  public func read(
    _ stretch: Range<Int>, isFirst: Bool, delimiter: UInt8, into block: inout CSVBlock
  ) throws(FileError) -> Found {
    let found = try read(stretch, isFirst: isFirst, into: &block)
    block.split(delimiter: delimiter)
    // Nearly every block has neither, and splitting it tells: only then it is asked where.
    guard block.hasOddBytes else { return found }
    let odd = CSVScanner.firstOdd(in: block.bytes, block.text)
    if odd == block.text.upperBound { return found }
    block.text = block.text.lowerBound..<CSVScanner.plainEnd(of: block.bytes, block.text.lowerBound..<odd)
    block.split(delimiter: delimiter)
    return Found(
      end: min(found.from + block.text.upperBound, size), wholeEnd: found.wholeEnd, from: found.from)
  }

  /// Fills a block with all lines that begin in a stretch.
  private func read(
    _ stretch: Range<Int>, isFirst: Bool, into block: inout CSVBlock
  ) throws(FileError) -> Found {
    let from = isFirst ? stretch.lowerBound : stretch.lowerBound - 1
    var filled = 0
    try fill(&block.bytes, from: from, upTo: stretch.upperBound + Self.margin, &filled)
    var begin = 0
    if !isFirst {
      guard let feed = Self.lineFeed(in: block.bytes, 0..<stretch.count) else {
        block.text = 0..<0
        return Found(end: stretch.lowerBound, wholeEnd: stretch.lowerBound, from: from)
      }
      begin = feed + 1
    }
    var end = stretch.upperBound - from - 1
    while true {
      if let feed = Self.lineFeed(in: block.bytes, end..<filled) {
        end = feed + 1
        break
      }
      end = max(end, filled)
      if from + filled == size {
        // The last line of a file may have no end; here it gets one.
        block.bytes[filled] = ASCII.lineFeed
        end = filled + 1
        break
      }
      try fill(&block.bytes, from: from, upTo: from + filled * 2, &filled)
    }
    block.text = begin..<end
    let wholeEnd = min(from + end, size)
    return Found(end: wholeEnd, wholeEnd: wholeEnd, from: from)
  }

  /// Reads on up to a place of the file, behind the bytes that are there already.
  private func fill(
    _ bytes: inout [UInt8], from: Int, upTo place: Int, _ filled: inout Int
  ) throws(FileError) {
    let wanted = min(place, size) - from
    // Room for a line end, and for eight bytes to be read at the last one.
    if bytes.count < wanted + 16 { bytes += repeatElement(0, count: wanted + 16 - bytes.count) }
    while filled < wanted {
      let range = filled..<wanted
      let result = unsafe bytes.withUnsafeMutableBytes { memory in
        Result {
          try unsafe descriptor.read(
            fromAbsoluteOffset: Int64(from + range.lowerBound),
            into: UnsafeMutableRawBufferPointer(rebasing: memory[range]))
        }
      }
      switch result {
      case .success(0):
        throw .cannotRead("\(name) became shorter while it was read: wait until it is whole, and try again")
      case .success(let count): filled += count
      case .failure(let error): throw FileError.reading(name, error)
      }
    }
  }

  private static func lineFeed(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    unsafe bytes.withUnsafeBytes { memory in
      guard range.lowerBound < range.upperBound, let base = memory.baseAddress,
        let found = unsafe memchr(base + range.lowerBound, Int32(ASCII.lineFeed), range.count)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }
}
