import Files
import Foundation
import Testing

@Suite struct `Reading a file whole` {
  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 300_000])
  func `all bytes come back, whatever the size`(size: Int) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    #expect(try readBytes(of: path) == bytes)
  }

  @Test func `a missing file and a folder are told apart`() {
    #expect(throws: FileError.notFound("/no/such/file: there is no such file")) {
      try readBytes(of: "/no/such/file")
    }
    #expect {
      try readBytes(of: "/")
    } throws: {
      if case FileError.cannotRead(let text) = $0 { text.contains("is a folder") } else { false }
    }
  }

  /// Its size reads as 0 though it holds bytes.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status"), "needs Linux's /proc"))
  func `a file that does not tell its size is read to its end`() throws {
    #expect(try !readBytes(of: "/proc/self/status").isEmpty)
  }
}
