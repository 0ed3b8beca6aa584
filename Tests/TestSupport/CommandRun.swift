internal import Files
internal import Foundation

/// One run of the built `hotspot` command, as a user would call it.
public struct CommandRun: Sendable {
  /// The exit code.
  public let status: Int32

  /// What it wrote to standard output.
  public let output: [UInt8]

  /// What it said on standard error.
  public let messages: String

  /// Runs the command with arguments and, where given, bytes on standard input.
  public init(_ arguments: String..., input: [UInt8] = []) throws {
    try self.init(arguments, input: input)
  }

  /// Runs the command with a list of arguments and, where given, bytes on standard input or in a folder of its own.
  public init(_ arguments: [String], input: [UInt8] = [], at workFolder: String? = nil) throws {
    let folder = ScratchFolder()
    let files = ["in", "out", "err"].map { folder.file($0, "") }
    try Data(input).write(to: URL(fileURLWithPath: files[0]))
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    if let workFolder { process.currentDirectoryURL = URL(fileURLWithPath: workFolder) }
    // Files rather than pipes: a full pipe would hold the command up.
    process.standardInput = FileHandle(forReadingAtPath: files[0])
    process.standardOutput = FileHandle(forWritingAtPath: files[1])
    process.standardError = FileHandle(forWritingAtPath: files[2])
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    // Not Foundation's reader: it leaks its buffer when a file is empty.
    output = try readBytes(of: files[1])
    messages = String(decoding: try readBytes(of: files[2]), as: UTF8.self)
  }

  /// Starts the command and kills it after some seconds, however far it is.
  public static func kill(_ arguments: [String], after seconds: Double) throws {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: seconds)
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// The command stands beside the test bundle that runs.
  private static var executable: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("hotspot")
  }
}

/// The package's own root, found from where this file stands.
public enum Package {
  /// A file or folder below the root.
  public static func path(_ relative: String, from file: String = #filePath) -> String {
    URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent(relative).path
  }
}
