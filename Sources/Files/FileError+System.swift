internal import SystemPackage

extension FileError {
  /// What a reader is told where the system would not open or read a file.
  static func reading(_ path: String, _ cause: any Error) -> FileError {
    switch cause as? Errno {
    case .noSuchFileOrDirectory, .notDirectory: .notFound("\(path): there is no such file")
    case .isDirectory: .cannotRead("\(path) is a folder where a file is needed")
    case let errno?: .cannotRead("\(path) cannot be read: \(errno)")
    case nil: .cannotRead("\(path) cannot be read")
    }
  }

  /// What a reader is told where the system would not make or fill an output.
  static func writing(_ path: String, _ cause: any Error) -> FileError {
    switch cause as? Errno {
    case .noSuchFileOrDirectory, .notDirectory:
      .cannotWrite("\(path) cannot be written: its folder is not there; make the folder first")
    case .permissionDenied, .readOnlyFileSystem:
      .cannotWrite("\(path) cannot be written: its folder does not allow it; choose another place")
    case .noSpace: .cannotWrite("\(path) cannot be written: the disk is full")
    case let errno?: .cannotWrite("\(path) cannot be written: \(errno)")
    case nil: .cannotWrite("\(path) cannot be written")
    }
  }
}
