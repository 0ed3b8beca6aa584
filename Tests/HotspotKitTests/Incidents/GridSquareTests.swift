import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct GridSquareTests {
  private func square(_ text: String) -> GridSquare? {
    let bytes = Array(text.utf8)
    return GridSquare(bytes.span)
  }

  /// TQ begins at 500,000 east and 100,000 north; SV at 0, 0; HP, NN and TG as on the Ordnance Survey's own sheet.
  @Test(arguments: [
    ("TQ 123 456", 512_350.0, 145_650.0, 100.0), ("tq123456", 512_350, 145_650, 100),
    (" TQ 12 45 ", 512_500, 145_500, 1000), ("TQ 1234 4567", 512_345, 145_675, 10),
    ("TQ1234545678", 512_345.5, 145_678.5, 1), ("SV 00 00", 500, 500, 1000),
    ("HP 61 14", 461_500, 1_214_500, 1000), ("NN 166 712", 216_650, 771_250, 100),
    ("TG 514 131", 651_450, 313_150, 100),
  ])
  func `a reference is the middle of its square`(text: String, x: Double, y: Double, side: Double) {
    #expect(square(text)?.middle == PlanarPoint(x: x, y: y))
    #expect(square(text)?.side == side)
  }

  @Test(arguments: [
    "", "TQ", "TQ 1 4", "TQ 123 45", "TQ 12 3456", "TI 123 456", "T1 123 456", "TQ 123456 123456",
    "TQ-123-456",
    "AA 123 456", "ZZ 123 456", "123 456", "TQ 123 456 x",
  ])
  func `what names no square is none`(text: String) { #expect(square(text) == nil) }

  @Test func `every reference that is printed is read back to its own square`() throws {
    for (x, y) in Fixtures.scattered(500, x: 0...699_999, y: 0...1_299_999, seed: 3) {
      let reference = try #require(GridReference(PlanarPoint(x: x, y: y)))
      let read = try #require(square(reference.description))
      #expect(abs(read.middle.x - x) <= 5 && abs(read.middle.y - y) <= 5 && read.side == 10)
    }
  }

  @Test func `rows with a reference are placed, and their precision is kept`() throws {
    let scratch = ScratchFolder()
    let table = try IncidentTable(files: [
      scratch.file(
        "a.csv", "Easting,Northing,Grid Ref\n512350,145650,TQ 9 9\n,,TQ 123 456\n,,TQ 12 4\n0,0,TQ 12 45\n")
    ])
    #expect(table.x == [512_350, 512_350, 512_500])
    #expect(table.coordinatePrecision?[0].isNaN == true)
    #expect(table.coordinatePrecision?[1...] == [100, 1000])
    #expect(table.refused == [Refusal(file: 0, line: 4, reason: .badCoordinates)])
    #expect(table.notes == ["2 rows placed in the middle of the square that a grid reference names"])
    let alone = try IncidentTable(files: [scratch.file("b.csv", "NGR\nTQ 123 456\n\n")])
    #expect(alone.coordinates == .planar && alone.x == [512_350])
    #expect(alone.sources[0].layout == .gridReference)
  }

  @Test func `among degrees a reference becomes degrees`() throws {
    let scratch = ScratchFolder()
    let table = try IncidentTable(files: [
      scratch.file("a.csv", "lon,lat,gridref\n0.1,51.5,\n,,TQ 301 801\n")
    ])
    #expect(table.coordinates == .geographic)
    // Whitehall by `echo 530150 180150 | cs2cs EPSG:27700 EPSG:4326`: 51.50530 N, 0.12614 W; a metre is 0.00001 degrees.
    #expect(abs(table.y[1] - 51.505304) < 0.00005 && abs(table.x[1] + 0.126139) < 0.00005)
  }
}
