internal import Glibc
internal import SystemPackage

/// An output that appears whole under its name or not at all.
///
/// The bytes go to a hidden file beside their place, `.NAME.PID.tmp`, which takes the name when the output is
/// committed and is removed when it is not. `-` stands for standard output; it and whatever else is no plain file
/// (a pipe, `/dev/null`) is written straight away, because such a thing cannot be taken back.
public struct WholeFile: ~Copyable {
  /// Who may read an output.
  public enum Readers: Sendable {
    /// Whom the user's umask allows; an output that replaces a file keeps that file's permissions.
    case usual
    /// The user alone: for an output that names people or places of single records.
    case ownerOnly
  }

  private let name: String
  private let descriptor: FileDescriptor
  private var renaming: PreparedFile?
  private var isOpen = true
  private var buffer: [UInt8] = []

  /// Begins an output; nothing stands under its name yet.
  public init(_ path: String, readers: Readers = .usual) throws(FileError) {
    name = path == "-" ? "standard output" : path
    if path == "-" {
      descriptor = .standardOutput
      return
    }
    var target = FilePath(path)
    let present = FileStatus(of: path)
    if present?.isFolder ?? path.hasSuffix("/") {
      throw .cannotWrite("\(path) cannot be written: it is a folder; add a file name")
    }
    do {
      if let present, !present.isPlainFile {
        descriptor = try FileDescriptor.open(target, .writeOnly, options: [.closeOnExec])
        return
      }
      // Through a link the file that it means is replaced, and the link stays.
      if let present { target = FilePath(present.realPath) }
      let prepared = try PreparedFile.make(for: target, readers: readers)
      descriptor = prepared.descriptor
      renaming = prepared.file
    } catch {
      throw FileError.writing(path, error)
    }
    if readers == .usual, let present { fchmod(descriptor.rawValue, present.permissions) }
  }

  deinit {
    if isOpen && descriptor != .standardOutput { try? descriptor.close() }
    renaming?.remove()
  }

  /// Adds bytes at the end; they reach the disk in large pieces.
  public mutating func append(_ bytes: [UInt8]) throws(FileError) {
    if buffer.isEmpty && bytes.count >= 1 << 16 {
      try write(bytes)
    } else {
      buffer.append(contentsOf: bytes)
      if buffer.count >= 1 << 16 { try flush() }
    }
  }

  /// Adds a text in UTF-8 at the end.
  public mutating func append(_ text: String) throws(FileError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Ends the output and gives it its name.
  public consuming func commit() throws(FileError) {
    let name = name
    guard let prepared = try finish() else { return }
    do {
      try prepared.rename()
    } catch {
      prepared.remove()
      throw FileError.writing(name, error)
    }
  }

  /// Everything on disk under the hidden name, which from now on belongs to the caller; `nil` where there is none.
  consuming func finish() throws(FileError) -> PreparedFile? {
    try flush()
    buffer = []
    guard let prepared = renaming else { return nil }
    do {
      if fsync(descriptor.rawValue) != 0 { throw Errno(rawValue: errno) }
      isOpen = false
      try descriptor.close()
    } catch {
      throw FileError.writing(name, error)
    }
    renaming = nil
    return prepared
  }

  private mutating func flush() throws(FileError) {
    try write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private func write(_ bytes: [UInt8]) throws(FileError) {
    do { try descriptor.writeAll(bytes) } catch { throw FileError.writing(name, error) }
  }
}
