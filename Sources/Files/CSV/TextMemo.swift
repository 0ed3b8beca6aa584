/// Short texts that were met before, each with a number that was given to it, so that it is known again by its bytes.
///
/// For columns whose texts repeat: two multiplications and a comparison of 32 bytes a field, whatever its length, and where one is like the last not even the multiplications.
public struct TextMemo: Sendable {
  /// The longest text that can be known, in bytes.
  public static let longest = 32

  /// How many texts are taken in at most.
  public static let capacity = 256

  /// A text's bytes as four words, some of them twice: see `words(_:_:_:)`.
  struct Words: Sendable {
    var a: UInt64 = 0
    var b: UInt64 = 0
    var c: UInt64 = 0
    var d: UInt64 = 0

    @inline(__always) static func == (one: Words, other: Words) -> Bool {
      (one.a ^ other.a) | (one.b ^ other.b) | (one.c ^ other.c) | (one.d ^ other.d) == 0
    }
  }

  struct Entry: Sendable {
    var words = Words()
    /// −1 where nothing stands here.
    var length: Int32 = -1
    var code: Int32 = -1
  }

  /// Open addressing, half empty at most.
  private var entries = [Entry](repeating: Entry(), count: capacity * 2)

  /// How many texts are known.
  public private(set) var count = 0

  /// A memo that knows nothing.
  public init() {}

  /// Takes in the text in a range of `bytes`, unless it is too long, known already, or one too many.
  ///
  /// The code is not negative.
  public mutating func learn(_ bytes: [UInt8], _ range: Range<Int>, as code: Int) {
    guard range.count <= Self.longest, count < Self.capacity, let code = Int32(exactly: code) else { return }
    // Copied, so that there are eight bytes to read whatever its length.
    var copy = [UInt8](repeating: 0, count: Self.longest + 8)
    copy.replaceSubrange(0..<range.count, with: bytes[range])
    let words = unsafe copy.withUnsafeBytes { unsafe Self.words($0, 0, range.count) }
    var slot = Self.slot(words, range.count)
    while entries[slot].length >= 0 {
      if entries[slot].length == Int32(range.count), entries[slot].words == words { return }
      slot = (slot + 1) & (entries.count - 1)
    }
    entries[slot] = Entry(words: words, length: Int32(range.count), code: code)
    count += 1
  }

  /// The code of the text in a range of `bytes`; `nil` where it is not known, or too near the end of the memory to tell.
  public func code(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var last = Entry()
    let code = unsafe bytes.withUnsafeBytes { memory in
      unsafe withEntries {
        unsafe Self.code(memory, range.lowerBound, range.upperBound, among: $0, last: &last, inRuns: false)
      }
    }
    return code < 0 ? nil : Int(code)
  }

  func withEntries<Result>(_ body: (UnsafeBufferPointer<Entry>) -> Result) -> Result {
    unsafe entries.withUnsafeBufferPointer(body)
  }

  /// The code of the text between two places; −1 where there is none.
  ///
  /// `last` is the entry found before, which is looked at first where equal texts stand in long runs, as months do.
  @inline(__always) static func code(
    _ memory: UnsafeRawBufferPointer, _ start: Int, _ end: Int, among entries: UnsafeBufferPointer<Entry>,
    last: inout Entry, inRuns: Bool
  ) -> Int32 {
    let length = end &- start
    guard length <= longest, start &+ 8 <= memory.count else { return -1 }
    let words = unsafe words(memory, start, length)
    if inRuns, last.length == Int32(truncatingIfNeeded: length), last.words == words { return last.code }
    var slot = slot(words, length)
    while true {
      let entry = unsafe entries[slot]
      if entry.length == Int32(truncatingIfNeeded: length), entry.words == words {
        if inRuns { last = entry }
        return entry.code
      }
      if entry.length < 0 { return -1 }
      slot = (slot &+ 1) & (entries.count &- 1)
    }
  }

  /// All bytes of a text as four words: the first and the last sixteen, which overlap in shorter ones.
  @inline(__always) static func words(
    _ memory: UnsafeRawBufferPointer, _ start: Int, _ length: Int
  ) -> Words {
    let first = unsafe memory.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
    if length < 8 { return Words(a: first & (1 << UInt64(length * 8) &- 1)) }
    let inwards = min(8, length &- 8)
    let last = start &+ length &- 8
    return Words(
      a: first,
      b: unsafe memory.loadUnaligned(fromByteOffset: start &+ inwards, as: UInt64.self).littleEndian,
      c: unsafe memory.loadUnaligned(fromByteOffset: last &- inwards, as: UInt64.self).littleEndian,
      d: unsafe memory.loadUnaligned(fromByteOffset: last, as: UInt64.self).littleEndian)
  }

  @inline(__always) static func slot(_ words: Words, _ length: Int) -> Int {
    let mixed = (words.a ^ UInt64(truncatingIfNeeded: length)) &* 0x9e37_79b9_7f4a_7c15
    // Of sixteen bytes the second and the fourth word are the same: added, for between equal ones ^ leaves nothing.
    let other = (words.d &+ words.b &* 3 &+ words.c &* 5) &* 0xc2b2_ae3d_27d4_eb4f
    // The highest bits of a product depend on every bit of what was multiplied.
    return Int(truncatingIfNeeded: (mixed ^ other) &>> 55) & (capacity * 2 - 1)
  }
}
