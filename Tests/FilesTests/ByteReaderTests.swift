import Files
import TestSupport
import Testing

@Suite struct ByteReaderTests {
  let scratch = ScratchFolder()

  /// `printf 'first\n' | gzip -n | xxd -p`
  static let first: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x4b, 0xcb, 0x2c, 0x2a, 0x2e, 0xe1,
    0x02, 0x00, 0x2a, 0xb3, 0x4a, 0xc7, 0x06, 0x00, 0x00, 0x00,
  ]

  /// `printf 'second\n' | gzip -n | xxd -p`
  static let second: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x2b, 0x4e, 0x4d, 0xce, 0xcf, 0x4b,
    0xe1, 0x02, 0x00, 0x7e, 0xc0, 0x0f, 0x06, 0x07, 0x00, 0x00, 0x00,
  ]

  /// `printf 'a%.0s' $(seq 300) | gzip -n | xxd -p`
  static let packed: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x4b, 0x4c, 0x1c, 0x05, 0xc4, 0x02,
    0x00, 0x09, 0x19, 0x97, 0x89, 0x2c, 0x01, 0x00, 0x00,
  ]

  func read(_ path: String, chunkSize: Int) throws -> [UInt8] {
    var reader = try ByteReader(path: path, chunkSize: chunkSize)
    var bytes: [UInt8] = []
    while try reader.append(to: &bytes) {}
    return bytes
  }

  @Test(arguments: [2, 3, 7, 1 << 18])
  func `a plain file comes out as it is, whatever the chunk`(chunk: Int) throws {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    let path = scratch.file("plain", bytes)
    #expect(try read(path, chunkSize: chunk) == bytes)
    var reader = try ByteReader(path: path, chunkSize: chunk)
    var piece: [UInt8] = [1, 2, 3]
    #expect(try reader.next(into: &piece))
    #expect(piece == Array(bytes.prefix(chunk)))
    #expect(reader.storedBytes == piece.count)
  }

  @Test(arguments: [[], [0x1f], [0x1f, 0x8a, 0x08]] as [[UInt8]])
  func `short files and files that only begin like gzip are plain`(bytes: [UInt8]) throws {
    #expect(try read(scratch.file("short", bytes), chunkSize: 2) == bytes)
  }

  @Test(arguments: [2, 3, 5, 26, 1 << 18])
  func `several gzip members and padding make one text`(chunk: Int) throws {
    let path = scratch.file("two.csv.gz", Self.first + Self.second + [0, 0, 0])
    #expect(try read(path, chunkSize: chunk) == Array("first\nsecond\n".utf8))
    var reader = try ByteReader(path: path, chunkSize: chunk)
    var piece: [UInt8] = []
    while try reader.next(into: &piece) {}
    #expect(reader.storedBytes == Self.first.count + Self.second.count + 3)
  }

  @Test(arguments: [2, 4, 64, 300, 301])
  func `text much longer than its gzip data comes out to the last byte`(chunk: Int) throws {
    let path = scratch.file("packed.gz", Self.packed)
    #expect(try read(path, chunkSize: chunk) == [UInt8](repeating: 0x61, count: 300))
  }

  @Test(arguments: 3..<26)
  func `gzip data that stops early is refused by name`(length: Int) throws {
    let path = scratch.file("cut.csv.gz", Array(Self.first.prefix(length)))
    let error = #expect(throws: FileError.self) { try read(path, chunkSize: 4) }
    #expect(error?.description == "\(path): the gzip data stops before its end; copy or download it again")
  }

  @Test func `a damaged byte is found by the check sum`() throws {
    var bytes = Self.first
    bytes[18] ^= 1
    let path = scratch.file("damaged.gz", bytes)
    let error = #expect(throws: FileError.self) { try read(path, chunkSize: 1 << 18) }
    #expect(error?.description == "\(path): the gzip data is damaged; copy or download it again")
  }

  @Test func `plain bytes after gzip data are refused, not dropped`() throws {
    let path = scratch.file("tail.gz", Self.first + Array("tail".utf8))
    let error = #expect(throws: FileError.self) { try read(path, chunkSize: 1 << 18) }
    #expect(error?.description.contains("bytes that are not gzip follow") == true)
  }

  @Test func `a missing file and a folder are told apart`() {
    #expect(throws: FileError.notFound("\(scratch("absent")): there is no such file")) {
      try read(scratch("absent"), chunkSize: 8)
    }
    #expect(throws: FileError.cannotRead("\(scratch.path) is a folder where a file is needed")) {
      try read(scratch.path, chunkSize: 8)
    }
  }

  @Test(.enabled(if: RealData.path("national") != nil, "the published data is not here"))
  func `a published gzip file unpacks to as many bytes as zcat says`() throws {
    // zcat 2018-12-street-41forces.csv.gz | wc -lc
    let path = try #require(RealData.path("national/2018-12-street-41forces.csv.gz"))
    var reader = try ByteReader(path: path)
    var piece: [UInt8] = []
    var bytes = 0
    var lines = 0
    while try reader.next(into: &piece) {
      bytes += piece.count
      for byte in piece where byte == 0x0a { lines += 1 }
    }
    #expect(lines == 342_886)
    #expect(bytes == 75_290_139)
  }
}
