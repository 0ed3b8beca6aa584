internal import CZlib
internal import SystemPackage

/// The bytes of a file or of standard input, chunk by chunk; what is gzipped comes out unpacked.
///
/// Gzip is known by its first two bytes, not by the file's name; several gzip members in a row are one text.
/// Needs two chunks of memory, however long the file is.
@safe public struct ByteReader: ~Copyable {
  /// What the file is called in messages: the path as it was given, or `standard input`.
  public let name: String

  /// How many bytes have been read so far, as they are stored: before unpacking.
  public internal(set) var storedBytes = 0

  let descriptor: FileDescriptor
  private let chunkSize: Int
  private let input: UnsafeMutableRawBufferPointer
  var pending = 0..<0
  var packing = Packing.unknown
  private var output = unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var stream: UnsafeMutablePointer<z_stream>?

  /// Unpacked bytes that found no room, and which of them are still to be handed out.
  var overflow: [UInt8] = []
  var unread = 0..<0

  enum Packing { case unknown, none, betweenMembers, insideMember }

  /// Opens a file, or standard input for `-`.
  public init(path: String, chunkSize: Int = 1 << 18) throws(FileError) {
    if path == "-" {
      name = "standard input"
      descriptor = .standardInput
    } else {
      name = path
      do {
        descriptor = try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec])
      } catch {
        throw FileError.reading(path, error)
      }
    }
    self.chunkSize = max(2, chunkSize)
    unsafe input = .allocate(byteCount: self.chunkSize, alignment: 16)
  }

  deinit {
    if let stream = unsafe stream {
      _ = unsafe inflateEnd(stream)
      unsafe stream.deallocate()
      unsafe output.deallocate()
    }
    unsafe input.deallocate()
    if descriptor != .standardInput { try? descriptor.close() }
  }

  /// Adds the next chunk at the end of `bytes`; false where nothing is left.
  public mutating func append(to bytes: inout [UInt8]) throws(FileError) -> Bool {
    if packing == .unknown { try recognise() }
    if packing != .none { return try unpack(into: &bytes) }
    if pending.isEmpty { try fill() }
    unsafe bytes.append(contentsOf: input[pending])
    defer { pending = 0..<0 }
    return !pending.isEmpty
  }

  /// Writes what comes next over the memory from an offset on, as much as one call of the system gives; 0 where
  /// nothing is left.
  ///
  /// What is not packed is not copied on its way. `bytes` must be longer than `offset`.
  public mutating func read(into bytes: inout [UInt8], from offset: Int) throws(FileError) -> Int {
    if packing == .unknown { try recognise() }
    if packing == .none, pending.isEmpty {
      let name = name
      let descriptor = descriptor
      let result = unsafe bytes.withUnsafeMutableBytes { memory in
        Result {
          try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[offset...]))
        }
      }
      switch result {
      case .success(let count):
        storedBytes += count
        return count
      case .failure(let error): throw FileError.reading(name, error)
      }
    }
    if unread.isEmpty {
      var chunk: [UInt8] = []
      swap(&chunk, &overflow)
      let isMore = try next(into: &chunk)
      swap(&chunk, &overflow)
      if !isMore { return 0 }
      unread = 0..<overflow.count
    }
    let count = min(unread.count, bytes.count - offset)
    bytes.replaceSubrange(
      offset..<offset + count, with: overflow[unread.lowerBound..<unread.lowerBound + count])
    unread.removeFirst(count)
    return count
  }

  /// Replaces `bytes` by the next chunk, in the memory it has; false where nothing is left.
  public mutating func next(into bytes: inout [UInt8]) throws(FileError) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    return try append(to: &bytes)
  }

  private mutating func recognise() throws(FileError) {
    while pending.count < 2 {
      let before = pending.count
      try fill()
      if pending.count == before { break }
    }
    guard pending.count >= 2, unsafe input[0] == 0x1f, unsafe input[1] == 0x8b else {
      packing = .none
      return
    }
    packing = .betweenMembers
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: unsafe z_stream())
    unsafe output = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize, alignment: 16)
    unsafe self.stream = unsafe stream
    // 15 is the largest window; 16 more asks for gzip and nothing else.
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let code = unsafe inflateInit2_(stream, 15 + 16, zlibVersion(), size)
    guard code == Z_OK else {
      throw .cannotRead("\(name) cannot be unpacked: zlib did not start")
    }
  }

  /// Reads behind what is pending, up to the end of the chunk.
  private mutating func fill() throws(FileError) {
    if pending.isEmpty { pending = 0..<0 }
    let free = unsafe UnsafeMutableRawBufferPointer(rebasing: input[pending.upperBound...])
    do {
      let count = try unsafe descriptor.read(into: free)
      storedBytes += count
      pending = pending.lowerBound..<pending.upperBound + count
    } catch {
      throw FileError.reading(name, error)
    }
  }

  private mutating func unpack(into bytes: inout [UInt8]) throws(FileError) -> Bool {
    guard let stream = unsafe stream else { return false }
    while true {
      if pending.isEmpty {
        try fill()
        if pending.isEmpty {
          if packing == .betweenMembers { return false }
          throw .malformed(
            file: name, line: nil, reason: "the gzip data stops before its end; copy or download it again")
        }
      }
      if packing == .betweenMembers {
        // Tapes and some tools pad the last member with noughts.
        while let first = pending.first, unsafe input[first] == 0 { pending.removeFirst() }
        guard let first = pending.first else { continue }
        guard unsafe input[first] == 0x1f else {
          throw .malformed(
            file: name, line: nil, reason: "bytes that are not gzip follow the gzip data; copy it again")
        }
        _ = unsafe inflateReset(stream)
      }
      let count = try unsafe inflateOnce(stream)
      if count > 0 {
        unsafe bytes.append(contentsOf: output[..<count])
        return true
      }
    }
  }

  /// One call of zlib; how many bytes now stand in `output`.
  private mutating func inflateOnce(_ stream: UnsafeMutablePointer<z_stream>) throws(FileError) -> Int {
    let base = unsafe input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.next_in = unsafe base.map { unsafe $0 + pending.lowerBound }
    unsafe stream.pointee.avail_in = UInt32(pending.count)
    unsafe stream.pointee.next_out = unsafe output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(output.count)
    let code = unsafe inflate(stream, Z_NO_FLUSH)
    pending = pending.upperBound - Int(unsafe stream.pointee.avail_in)..<pending.upperBound
    let free = Int(unsafe stream.pointee.avail_out)
    switch code {
    case Z_STREAM_END: packing = .betweenMembers
    // Where the output is full zlib may hold more text; it keeps the member's last eight bytes waiting until
    // that is handed over, so there is always input left to call it with.
    case Z_OK, Z_BUF_ERROR: packing = .insideMember
    default:
      throw .malformed(
        file: name, line: nil, reason: "the gzip data is damaged; copy or download it again")
    }
    return unsafe output.count - free
  }
}
