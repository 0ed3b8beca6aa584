internal import Glibc
internal import SystemPackage

/// A complete output under a hidden name, waiting for its own.
struct PreparedFile {
  let hidden: FilePath
  let target: FilePath

  /// An empty hidden file beside `target`, open for writing.
  static func make(
    for target: FilePath, readers: WholeFile.Readers
  ) throws -> (file: PreparedFile, descriptor: FileDescriptor) {
    // A name may be 255 bytes long: of a long one the beginning will do.
    let name = String(decoding: (target.lastComponent?.string ?? "output").utf8.prefix(180), as: UTF8.self)
    let folder = target.removingLastComponent()
    var attempt = 0
    while true {
      let number = attempt == 0 ? "\(getpid())" : "\(getpid())-\(attempt)"
      let hidden = folder.appending(".\(name).\(number).tmp")
      do {
        let descriptor = try FileDescriptor.open(
          hidden, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
          permissions: readers == .ownerOnly ? [.ownerReadWrite] : FilePermissions(rawValue: 0o666))
        return (PreparedFile(hidden: hidden, target: target), descriptor)
      } catch Errno.fileExists {
        // Left by a run that was killed, or another output of this run.
        attempt += 1
      }
    }
  }

  func rename() throws {
    let code = unsafe hidden.withPlatformString { from in
      unsafe target.withPlatformString { to in unsafe Glibc.rename(from, to) }
    }
    if code != 0 { throw Errno(rawValue: errno) }
  }

  func remove() {
    _ = unsafe hidden.withPlatformString { unsafe unlink($0) }
  }
}
