internal import SystemPackage

/// All bytes of a file, for formats that are read whole.
public func readBytes(of path: String) throws(FileError) -> [UInt8] {
  do {
    let file = try FileDescriptor.open(FilePath(path), .readOnly)
    return try file.closeAfter { try file.allBytes() }
  } catch Errno.noSuchFileOrDirectory {
    throw .notFound("\(path): there is no such file")
  } catch Errno.isDirectory {
    throw .cannotRead("\(path) is a folder; name a file in it")
  } catch {
    throw .cannotRead("\(path) cannot be read: \(error)")
  }
}

extension FileDescriptor {
  fileprivate func allBytes() throws -> [UInt8] {
    // The size is a hint: a pipe has none, a file under /proc says 0 and a folder says the greatest number there is.
    let end = (try? seek(offset: 0, from: .end)) ?? 0
    if end > 0 { try seek(offset: 0, from: .start) }
    var bytes = [UInt8](repeating: 0, count: Int(min(max(end, 1 << 16), 1 << 30)) + 1)
    var filled = 0
    while true {
      let read = try unsafe bytes.withUnsafeMutableBytes { buffer in
        try unsafe self.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      }
      if read == 0 { break }
      filled += read
      if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: filled)) }
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }
}
