internal import Glibc

/// The published data that some tests read; it lies outside the project and may be absent.
public enum RealData {
  /// The path of a file or folder of it, or `nil` where it is not there.
  ///
  /// Looked for under `HOTSPOT_DATA`, else under `../shared/data` beside the package's folder.
  public static func path(_ name: String) -> String? {
    let root: String
    if let named = unsafe getenv("HOTSPOT_DATA") {
      root = unsafe String(cString: named)
    } else {
      // This file stands at Tests/TestSupport of the package.
      root =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        + "/../shared/data"
    }
    let path = "\(root)/\(name)"
    return unsafe access(path, R_OK) == 0 ? path : nil
  }
}

extension RealData {
  /// Whether this machine has a time zone database.
  public static var hasTimeZones: Bool { unsafe access("/usr/share/zoneinfo/Europe/London", R_OK) == 0 }
}
