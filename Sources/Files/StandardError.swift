internal import SystemPackage

/// Where messages for a person go; standard output is for documents alone.
public enum StandardError {
  /// Writes a text; a reader that has gone away is not an error.
  public static func write(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(text.utf8)
  }
}
