internal import Crypto
internal import SystemPackage

/// The fingerprint by which an input can be recognised later.
public enum Digest {
  /// SHA-256 of a file's bytes as they are stored (a gzipped file is not unpacked), as 64 lowercase hex digits.
  ///
  /// Standard input cannot be read twice and has no digest: `-` is refused.
  public static func sha256(ofFile path: String) throws(FileError) -> String {
    if path == "-" { throw .cannotRead("standard input has no digest: it cannot be read twice") }
    var hash = SHA256()
    do {
      let descriptor = try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec])
      try descriptor.closeAfter {
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { unsafe chunk.deallocate() }
        while true {
          let count = try unsafe descriptor.read(into: chunk)
          if count == 0 { break }
          unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: chunk[..<count]))
        }
      }
    } catch {
      throw FileError.reading(path, error)
    }
    return hex(hash.finalize())
  }

  /// SHA-256 of some bytes, as 64 lowercase hex digits.
  public static func sha256(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    return hex(hash.finalize())
  }

  private static func hex(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".unicodeScalars)
    var text = ""
    for byte in digest {
      text.unicodeScalars.append(digits[Int(byte >> 4)])
      text.unicodeScalars.append(digits[Int(byte & 15)])
    }
    return text
  }
}
