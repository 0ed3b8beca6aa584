import Geospatial
import HotspotKit
import Testing

@Suite struct GridReferenceTests {
  /// PyPI bng 1.0.5: `bng.from_osgb36((x, y), figs=8)`; the six lie in the squares TQ, NN, SW, HP, TG and
  /// SV, spread over the whole grid.
  @Test(arguments: [
    (533_680.0, 180_480.0, "TQ 3368 8048"), (216_670, 771_280, "NN 1667 7128"),
    (134_250, 25_050, "SW 3425 2505"), (460_600, 1_219_700, "HP 6060 1970"),
    (651_409.9, 313_177.9, "TG 5140 1317"), (0, 0, "SV 0000 0000"),
  ])
  func `a place is said by two letters and eight figures`(x: Double, y: Double, reference: String) {
    #expect(GridReference(PlanarPoint(x: x, y: y))?.description == reference)
  }

  @Test func `beyond the lettered squares there is no reference`() {
    for (x, y) in [(-1.0, 5.0), (5, -1), (700_000, 5), (5, 1_300_000), (.nan, 5)] {
      #expect(GridReference(PlanarPoint(x: x, y: y)) == nil)
    }
  }
}
