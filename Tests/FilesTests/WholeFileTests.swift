import Files
import Glibc
import TestSupport
import Testing

@Suite struct WholeFileTests {
  let scratch = ScratchFolder()

  func text(_ path: String) throws -> String {
    var reader = try ByteReader(path: path)
    var bytes: [UInt8] = []
    while try reader.append(to: &bytes) {}
    return String(decoding: bytes, as: UTF8.self)
  }

  func permissions(_ path: String) -> mode_t {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func `an output appears when it is committed and not before`() throws {
    var file = try WholeFile(scratch("out.csv"))
    try file.append("cell,x\n")
    try file.append([UInt8]("1,2\n".utf8))
    #expect(scratch.names == [".out.csv.\(getpid()).tmp"])
    try file.commit()
    #expect(scratch.names == ["out.csv"])
    #expect(try text(scratch("out.csv")) == "cell,x\n1,2\n")
  }

  @Test func `an output that is let go leaves nothing and harms nothing`() throws {
    scratch.file("out.csv", "old")
    do {
      var file = try WholeFile(scratch("out.csv"))
      try file.append("new")
    }
    #expect(scratch.names == ["out.csv"])
    #expect(try text(scratch("out.csv")) == "old")
  }

  @Test func `large and small pieces keep their order`() throws {
    var expected: [UInt8] = []
    var file = try WholeFile(scratch("big"))
    for size in [3, 70_000, 1, 65_536, 0, 65_535, 9, 200_000] {
      let piece = (0..<size).map { UInt8(truncatingIfNeeded: $0 &+ size) }
      expected += piece
      try file.append(piece)
    }
    try file.commit()
    #expect(try Digest.sha256(ofFile: scratch("big")) == Digest.sha256(of: expected))
  }

  @Test func `an output for its owner alone is closed to others`() throws {
    scratch.file("rejects.csv", "old and open to all")
    try WholeFile(scratch("rejects.csv"), readers: .ownerOnly).commit()
    #expect(permissions(scratch("rejects.csv")) == 0o600)
    try WholeFile(scratch("usual.csv")).commit()
    let mask = umask(0)
    umask(mask)
    #expect(permissions(scratch("usual.csv")) == 0o666 & ~mask)
  }

  @Test func `an output that replaces a file keeps its permissions`() throws {
    scratch.file("out.csv", "old")
    unsafe chmod(scratch("out.csv"), 0o640)
    try WholeFile(scratch("out.csv")).commit()
    #expect(permissions(scratch("out.csv")) == 0o640)
    #expect(try text(scratch("out.csv")) == "")
  }

  @Test func `through a link the file that it means is replaced`() throws {
    let folder = scratch.folder("real")
    scratch.file("real/out.csv", "old")
    #expect(unsafe symlink("real/out.csv", scratch("link.csv")) == 0)
    var file = try WholeFile(scratch("link.csv"))
    try file.append("new")
    try file.commit()
    #expect(try text("\(folder)/out.csv") == "new")
    var status = stat()
    #expect(unsafe lstat(scratch("link.csv"), &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
    #expect(scratch.names == ["link.csv", "real"])
  }

  @Test func `what is no plain file is written and stays what it is`() throws {
    #expect(unsafe mkfifo(scratch("pipe"), 0o600) == 0)
    // Open for both ends, so that neither side waits for the other.
    let pipe = unsafe open(scratch("pipe"), O_RDWR)
    defer { close(pipe) }
    var file = try WholeFile(scratch("pipe"))
    try file.append("through")
    try file.commit()
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = unsafe read(pipe, &bytes, 16)
    #expect(String(decoding: bytes.prefix(count), as: UTF8.self) == "through")
    #expect(scratch.names == ["pipe"])
  }

  @Test func `a long name can be written too`() throws {
    let name = String(repeating: "é", count: 120) + ".csv"
    try WholeFile(scratch(name)).commit()
    #expect(scratch.names == [name])
  }

  @Test func `a missing folder and a folder in the way are said`() {
    #expect(
      throws: FileError.cannotWrite(
        "\(scratch("no/out.csv")) cannot be written: its folder is not there; make the folder first")
    ) { try WholeFile(scratch("no/out.csv")).commit() }
    #expect(
      throws: FileError.cannotWrite("\(scratch.path) cannot be written: it is a folder; add a file name")
    ) { try WholeFile(scratch.path).commit() }
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func `a folder that does not allow it is said`() {
    let folder = scratch.folder("locked")
    unsafe chmod(folder, 0o500)
    #expect(throws: FileError.self) { try WholeFile("\(folder)/out.csv").commit() }
  }
}
