import Files
import Glibc
import TestSupport
import Testing

@Suite struct InputFilesTests {
  let scratch = ScratchFolder()

  @Test func `a folder gives its tables by name and nothing else`() throws {
    let folder = scratch.folder("street")
    for name in ["b.csv", "B.CSV", "a.csv.gz", "a.csv", "notes.txt", ".hidden.csv", "é.csv", "map.geojson"] {
      scratch.file("street/\(name)", "x")
    }
    scratch.folder("street/inner.csv")
    let names = ["B.CSV", "a.csv", "a.csv.gz", "b.csv", "é.csv"]
    #expect(try InputFiles.expand([folder]) == names.map { "\(folder)/\($0)" })
    #expect(try InputFiles.expand(["\(folder)/"]) == names.map { "\(folder)/\($0)" })
  }

  @Test func `files stay as they were given, whatever they are called`() throws {
    let files = ["z.geojson", "a.csv", "m.txt"].map { scratch.file($0, "x") }
    #expect(
      try InputFiles.expand([files[0], "-", files[1], files[2]]) == [files[0], "-", files[1], files[2]])
  }

  @Test func `a missing path and an empty folder are refused`() {
    let folder = scratch.folder("empty")
    #expect(throws: FileError.notFound("\(folder)/no: there is no such file or folder")) {
      try InputFiles.expand(["\(folder)/no"])
    }
    #expect(
      throws: FileError.notFound(
        "\(folder): the folder holds no *.csv and no *.csv.gz; name the files themselves")
    ) { try InputFiles.expand([folder]) }
  }

  @Test func `the same file twice is refused, under whatever name`() throws {
    let file = scratch.file("a.csv", "x")
    #expect(
      throws: FileError.cannotRead("\(file) is given twice: its rows would count double; name it once")
    ) { try InputFiles.expand([file, file]) }
    #expect(throws: FileError.self) { try InputFiles.expand(["-", "-"]) }
    #expect(throws: FileError.self) { try InputFiles.expand([scratch.path, file]) }
    #expect(unsafe symlink("a.csv", scratch("b.csv")) == 0)
    let error = #expect(throws: FileError.self) { try InputFiles.expand([scratch.path]) }
    #expect(
      error?.description
        == "\(scratch("b.csv")) is given twice (the other time as \(file)): its rows would count double; name it once"
    )
  }
}
