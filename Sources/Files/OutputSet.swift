internal import SystemPackage

/// Several outputs that belong together: all are complete before the first takes its name.
///
/// Where one of them fails before ``commit()``, none appears.
public struct OutputSet: ~Copyable {
  private var prepared: [(path: String, file: PreparedFile)] = []
  private var paths: Set<String> = []

  /// A set without outputs.
  public init() {}

  deinit {
    for output in prepared { output.file.remove() }
  }

  /// Takes a small output whole.
  public mutating func add(
    _ path: String, _ text: String, readers: WholeFile.Readers = .usual
  ) throws(FileError) {
    var file = try WholeFile(path, readers: readers)
    try file.append(text)
    try add(path, file)
  }

  /// Takes an output that was written piece by piece; the path is the one with which it was begun.
  public mutating func add(_ path: String, _ file: consuming WholeFile) throws(FileError) {
    guard let complete = try file.finish() else { return }
    guard paths.insert(complete.target.string).inserted else {
      complete.remove()
      throw .cannotWrite("\(path) is named for two outputs: give each its own name")
    }
    prepared.append((path, complete))
  }

  /// Gives every output its name, in the order in which they were added.
  public consuming func commit() throws(FileError) {
    while let next = prepared.first {
      do { try next.file.rename() } catch { throw FileError.writing(next.path, error) }
      prepared.removeFirst()
    }
  }
}
