import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct SurfaceDocumentTests {
  /// Two rows of three cells of 100 m whose incidents are 0, 1, 2 in the south and 3, 4, 5 in the north.
  private func surface(name: String = "incidents") throws -> Surface {
    let grid = try Fixtures.essex().grid(
      .square(side: 100), around: Fixtures.incidents([(500_050, 200_050), (500_250, 200_150)]))
    return Surface(grid: grid, values: [0, 1, 2, 3, 4, 5], name: name, provenance: Provenance())
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `CSV has a row for every cell, its middle in metres, and a column per surface`() throws {
    let lines = text(SurfaceDocument([try surface(), try surface(name: "density")]).csv()).split(
      separator: "\n")
    #expect(lines.count == 7)
    #expect(lines[0] == "cell,x,y,incidents,density")
    #expect(lines[1] == "sq100-27700-5000-2000,500050,200050,0,0")
    #expect(lines[6] == "sq100-27700-5002-2001,500250,200150,5,5")
  }

  @Test func `an ASCII grid runs from north to south and says where it lies`() throws {
    let lines = text(try SurfaceDocument([try surface()]).asciiGrid()).split(separator: "\n")
    #expect(
      lines.prefix(6) == [
        "ncols 3", "nrows 2", "xllcorner 500000", "yllcorner 200000", "cellsize 100", "NODATA_value -9999",
      ])
    #expect(lines.suffix(2) == ["3 4 5", "0 1 2"])
  }

  @Test func `cells outside the area are no data`() throws {
    let area = try Fixtures.square()
    let grid = try area.grid(.square(side: 3000), around: Fixtures.incidents([]))
    let values = [Double](repeating: 7, count: grid.count)
    let surface = Surface(grid: grid, values: values, name: "incidents", provenance: Provenance())
    let cells = text(try SurfaceDocument([surface]).asciiGrid()).split(separator: "\n").dropFirst(6)
      .flatMap { $0.split(separator: " ") }
    #expect(cells.count == grid.columns.count * grid.rows.count)
    #expect(cells.count(where: { $0 == "7" }) == grid.count)
    #expect(cells.count(where: { $0 == "-9999" }) == cells.count - grid.count)
    #expect(cells.count > grid.count)
  }

  @Test func `GeoJSON ranks the cells by the last surface, highest first`() throws {
    let document = SurfaceDocument([try surface()])
      .geoJSON(in: try Fixtures.essex(), handling: Handling(marking: nil, isOpenData: true))
    let features = try GeoJSONFile(bytes: document, named: "test").features
    #expect(features.compactMap { $0.properties["incidents"]?.double } == [5, 4, 3, 2, 1, 0])
    #expect(features.compactMap { $0.properties["rank"]?.double } == [1, 2, 3, 4, 5, 6])
    #expect(features.first?.properties["cell"] == "sq100-27700-5002-2001")
  }

  @Test func `only open data goes without a marking, and says whom to thank`() {
    let open = Handling(marking: nil, isOpenData: true)
    #expect(open.marking == nil && open.attribution?.contains("Open Government Licence") == true)
    let force = Handling(marking: nil, isOpenData: false)
    #expect(force.marking == "OFFICIAL-SENSITIVE" && force.attribution == nil)
    #expect(Handling(marking: "OFFICIAL", isOpenData: false).marking == "OFFICIAL")
  }
}
