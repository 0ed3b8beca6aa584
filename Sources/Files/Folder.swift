internal import Glibc
internal import SystemPackage

/// Makes the folders into which outputs go.
public enum Folder {
  /// Makes a folder and those above it; one that is there already is left as it is.
  public static func make(_ path: String) throws(FileError) {
    var missing: [FilePath] = []
    var next = FilePath(path)
    while !next.isEmpty, FileStatus(of: next.string) == nil {
      missing.append(next)
      next = next.removingLastComponent()
    }
    for folder in missing.reversed() {
      // Another process may have been first: that is as good.
      let code = unsafe mkdir(folder.string, 0o777)
      if code != 0, errno != EEXIST { throw FileError.writing(path, Errno(rawValue: errno)) }
    }
    if let status = FileStatus(of: path), !status.isFolder {
      throw .cannotWrite("\(path) is a file; choose another name for the folder")
    }
  }
}
