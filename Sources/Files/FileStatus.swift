internal import Glibc

/// What stands under a path, links followed.
struct FileStatus {
  let isFolder: Bool
  let isPlainFile: Bool
  let size: Int
  let permissions: mode_t
  let device: dev_t
  let inode: ino_t
  /// The path without links and dots.
  let realPath: String

  /// `nil` where there is nothing, or nothing that this user may see.
  init?(of path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    isPlainFile = status.st_mode & S_IFMT == S_IFREG
    size = Int(status.st_size)
    permissions = status.st_mode & 0o777
    device = status.st_dev
    inode = status.st_ino
    if let real = unsafe realpath(path, nil) {
      realPath = unsafe String(cString: real)
      unsafe free(real)
    } else {
      realPath = path
    }
  }
}

/// How many bytes a plain file has; `nil` for whatever else stands under a path.
public func sizeOfFile(_ path: String) -> Int? {
  FileStatus(of: path).flatMap { $0.isPlainFile ? $0.size : nil }
}
