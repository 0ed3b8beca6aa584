import Files
import Foundation
import Testing

@Suite struct FolderTests {
  private let root = NSTemporaryDirectory() + "folder-\(UUID().uuidString)"

  @Test func `a folder is made with those above it, and making it again changes nothing`() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    try Folder.make(root + "/a/b")
    try Data("kept".utf8).write(to: URL(fileURLWithPath: root + "/a/b/file"))
    try Folder.make(root + "/a/b/")
    #expect(try FileManager.default.contentsOfDirectory(atPath: root + "/a/b") == ["file"])
  }

  @Test func `a file in the place of a folder is refused and stays`() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    try Folder.make(root)
    try Data("kept".utf8).write(to: URL(fileURLWithPath: root + "/name"))
    #expect(throws: FileError.cannotWrite("\(root)/name is a file; choose another name for the folder")) {
      try Folder.make(root + "/name")
    }
    #expect(throws: FileError.self) { try Folder.make(root + "/name/below") }
    #expect(try String(contentsOfFile: root + "/name", encoding: .utf8) == "kept")
  }
}
