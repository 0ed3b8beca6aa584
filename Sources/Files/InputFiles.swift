internal import Glibc
internal import SystemPackage

/// The files that a command's inputs stand for.
public enum InputFiles {
  /// Files as they were given, and for each folder its `*.csv` and `*.csv.gz` in the order of their names' bytes.
  ///
  /// `-` is standard input. A file named outright may be of any kind; hidden files of a folder and folders within
  /// it are passed over. Refused are a path where nothing is, a folder without such files, and a file that is met
  /// twice, be it under two names.
  public static func expand(_ arguments: [String]) throws(FileError) -> [String] {
    var files: [String] = []
    var met: [Identity: String] = [:]
    for argument in arguments {
      if argument == "-" {
        try meet(Identity(device: 0, inode: 0), "-", &met)
        files.append(argument)
        continue
      }
      guard let status = FileStatus(of: argument) else {
        throw .notFound("\(argument): there is no such file or folder")
      }
      for path in status.isFolder ? try tables(in: argument) : [argument] {
        if let file = FileStatus(of: path), file.isPlainFile {
          try meet(Identity(device: UInt64(file.device), inode: UInt64(file.inode)), path, &met)
        }
        files.append(path)
      }
    }
    return files
  }

  private struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  private static func meet(
    _ identity: Identity, _ path: String, _ met: inout [Identity: String]
  ) throws(FileError) {
    if let earlier = met.updateValue(path, forKey: identity) {
      let other = earlier == path ? "" : " (the other time as \(earlier))"
      throw .cannotRead("\(path) is given twice\(other): its rows would count double; name it once")
    }
  }

  private static func tables(in folder: String) throws(FileError) -> [String] {
    guard let handle = unsafe opendir(folder) else {
      throw FileError.reading(folder, Errno(rawValue: errno))
    }
    defer { unsafe closedir(handle) }
    var paths: [String] = []
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      let plain = name.lowercased()
      guard !name.hasPrefix("."), plain.hasSuffix(".csv") || plain.hasSuffix(".csv.gz") else { continue }
      let path = FilePath(folder).appending(name).string
      if FileStatus(of: path)?.isFolder == false { paths.append(path) }
    }
    if paths.isEmpty {
      throw .notFound("\(folder): the folder holds no *.csv and no *.csv.gz; name the files themselves")
    }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
