import Foundation
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// What of a kernel lies within a study area, by integrals along its edges.
@Suite struct InsideMassTests {
  /// The area of Tests/Goldens/density/edge-mass.py: a concave part with a hole, and a second part beside it.
  static func outline(east: Double = 0, north: Double = 0, turned: Bool = false) throws -> Outline {
    func ring(_ corners: [(Double, Double)]) -> [PlanarPoint] {
      let open = corners.map { PlanarPoint(x: 570_000 + $0.0 + east, y: 200_000 + $0.1 + north) }
      let closed = open + [open[0]]
      return turned ? closed.reversed() : closed
    }
    return try Outline([
      Polygon(
        exterior: ring([(0, 0), (2000, 100), (1900, 1300), (1200, 700), (1000, 1500), (100, 1200)]),
        holes: [ring([(600, 500), (500, 800), (900, 850), (800, 450)])]),
      Polygon(exterior: ring([(2100, 500), (2600, 400), (2500, 1400), (2050, 1350)])),
    ])
  }

  static func rectangle(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) throws -> Outline {
    let corners = [
      (x.lowerBound, y.lowerBound), (x.upperBound, y.lowerBound), (x.upperBound, y.upperBound),
      (x.lowerBound, y.upperBound), (x.lowerBound, y.lowerBound),
    ]
    return try Outline([Polygon(exterior: corners.map { PlanarPoint(x: $0.0, y: $0.1) })])
  }

  private static let bandwidths: [(Kernel, Double)] = [
    (.quartic, 400), (.epanechnikov, 350), (.triweight, 450), (.triangular, 380), (.uniform, 300),
    (.gaussian, 90),
  ]

  @Test(arguments: bandwidths)
  func `integrals along edges equal those by slices to 1e-12`(kernel: Kernel, bandwidth: Double) throws {
    let golden = try Golden("density/edge-mass.csv")
    for turned in [false, true] {
      let mass = InsideMass(try Self.outline(turned: turned), kernel: kernel, bandwidth: bandwidth)
      for (index, (x, y)) in zip(golden["x"], golden["y"]).enumerated() {
        let share = mass.share(bandwidth: bandwidth, at: x, y)
        // On a corner the place is taken a micrometre aside, which moves the mass by some 1e-9.
        let bound = [570_000, 571_200].contains(x) && [200_000, 200_700].contains(y) ? 2e-8 : 1e-12
        #expect(abs(share - golden[kernel.rawValue][index]) < bound, "at row \(index)")
      }
    }
  }

  @Test(arguments: bandwidths)
  func `long edges cut into pieces give what whole ones give`(kernel: Kernel, bandwidth: Double) throws {
    let outline = try Self.outline()
    let whole = OutlineEdges([outline.polygons], pieces: 5000)
    let cut = OutlineEdges([outline.polygons], pieces: 7)
    let tail = KernelTail(kernel: kernel, bandwidth: bandwidth)
    for (x, y) in Fixtures.scattered(200, x: 569_800...572_800, y: 199_800...201_700, seed: 11) {
      #expect(abs(whole.beyond(tail, from: x, y).sum - cut.beyond(tail, from: x, y).sum) < 1e-12)
    }
  }

  @Test(arguments: bandwidths)
  func `moving the area and the place together changes nothing`(kernel: Kernel, bandwidth: Double) throws {
    let here = InsideMass(try Self.outline(), kernel: kernel, bandwidth: bandwidth)
    let there = InsideMass(
      try Self.outline(east: 4096, north: -8192), kernel: kernel, bandwidth: bandwidth)
    for (x, y) in Fixtures.scattered(50, x: 570_200...571_800, y: 200_200...200_450, seed: 12) {
      let one = here.share(bandwidth: bandwidth, at: x, y)
      #expect(abs(one - there.share(bandwidth: bandwidth, at: x + 4096, y - 8192)) < 1e-11)
      #expect(one > 0 && one <= 1)
    }
  }

  @Test(arguments: bandwidths)
  func `what lies inside and what lies in the rest of the plane is one`(kernel: Kernel, bandwidth: Double)
    throws
  {
    // A place outside sees a negative angle: its mass inside is what the outline holds of its kernel.
    let left = InsideMass(
      try Self.rectangle(570_000...571_000, 200_000...203_000), kernel: kernel, bandwidth: bandwidth)
    let right = InsideMass(
      try Self.rectangle(571_000...572_000, 200_000...203_000), kernel: kernel, bandwidth: bandwidth)
    for x in [570_500.0, 570_900, 570_999.999, 571_000.001, 571_010, 571_400] {
      let isLeft = x < 571_000
      let inLeft = left.share(bandwidth: bandwidth, at: x, 201_500, isInside: isLeft)
      let inRight = right.share(bandwidth: bandwidth, at: x, 201_500, isInside: !isLeft)
      // Neither end of the strip is within reach, and of the sides at most one.
      let within = kernel == .gaussian ? 1 - 2e-5 : 1
      #expect(inLeft + inRight <= 1 + 1e-12)
      #expect(inLeft + inRight >= min(within, 1) - 1e-12 || x > 571_300 || x < 570_700)
    }
  }

  @Test func `far from every edge all of a kernel lies inside, on a straight edge half of it`() throws {
    let outline = try Self.rectangle(570_000...580_000, 200_000...210_000)
    for (kernel, bandwidth) in Self.bandwidths {
      let mass = InsideMass(outline, kernel: kernel, bandwidth: bandwidth)
      #expect(mass.share(bandwidth: bandwidth, at: 575_000, 205_000) == 1)
      #expect(abs(mass.share(bandwidth: bandwidth, at: 575_000, 200_000) - 0.5) < 1e-15)
      #expect(abs(mass.share(bandwidth: bandwidth, at: 570_000, 205_000) - 0.5) < 1e-15)
      #expect(abs(mass.share(bandwidth: bandwidth, at: 570_000, 200_000) - 0.25) < 1e-8)
      #expect(mass.share(bandwidth: bandwidth, at: 560_000, 205_000, isInside: false) == 0)
    }
  }

  /// In a rectangle a Gaussian is a product of two of one dimension.
  @Test func `a Gaussian in a rectangle is a product of error functions`() throws {
    let mass = InsideMass(
      try Self.rectangle(570_000...571_000, 200_000...200_700), kernel: .gaussian, bandwidth: 150)
    func share(_ at: Double, _ range: ClosedRange<Double>) -> Double {
      (erf((range.upperBound - at) / 150 / 2.0.squareRoot())
        - erf((range.lowerBound - at) / 150 / 2.0.squareRoot())) / 2
    }
    for (x, y) in Fixtures.scattered(100, x: 570_000...571_000, y: 200_000...200_700, seed: 13) {
      let expected = share(x, 570_000...571_000) * share(y, 200_000...200_700)
      #expect(abs(mass.share(bandwidth: 150, at: x, y) - expected) < 1e-14)
    }
  }
}
