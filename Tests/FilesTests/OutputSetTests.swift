import Files
import TestSupport
import Testing

@Suite struct OutputSetTests {
  let scratch = ScratchFolder()

  @Test func `no output has its name before all are complete`() throws {
    var outputs = OutputSet()
    try outputs.add(scratch("plan.geojson"), "{}")
    var visits = try WholeFile(scratch("visits.geojson"))
    try visits.append("[]")
    try outputs.add(scratch("visits.geojson"), visits)
    #expect(scratch.names.allSatisfy { $0.hasPrefix(".") })
    #expect(scratch.names.count == 2)
    try outputs.commit()
    #expect(scratch.names == ["plan.geojson", "visits.geojson"])
  }

  @Test func `where one output fails none appears`() throws {
    scratch.file("plan.geojson", "old")
    #expect(throws: FileError.self) {
      var outputs = OutputSet()
      try outputs.add(scratch("plan.geojson"), "new")
      try outputs.add(scratch("absent/visits.geojson"), "new")
      try outputs.commit()
    }
    #expect(scratch.names == ["plan.geojson"])
    var reader = try ByteReader(path: scratch("plan.geojson"))
    var bytes: [UInt8] = []
    while try reader.append(to: &bytes) {}
    #expect(bytes == Array("old".utf8))
  }

  @Test func `two outputs under one name are refused`() {
    #expect(
      throws: FileError.cannotWrite(
        "\(scratch("a.csv")) is named for two outputs: give each its own name")
    ) {
      var outputs = OutputSet()
      try outputs.add(scratch("a.csv"), "1")
      try outputs.add(scratch("a.csv"), "2")
    }
    #expect(scratch.names == [])
  }
}
