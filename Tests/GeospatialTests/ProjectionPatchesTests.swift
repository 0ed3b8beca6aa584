@testable import Geospatial
import Testing

@Suite struct ProjectionPatchesTests {
  @Test(arguments: [1, 2, 3, 127, 128, 129, 500])
  func `two at once say what one by one and the plain sum say, to the last bit`(count: Int) throws {
    let projector = try Projector(to: .britishNationalGrid)
    let area = projector.operation.areaOfUse
    var points = GeographicPoints()
    for index in 0..<count {
      let (a, b) = (Double(index) * 0.6180339887498949, Double(index) * 0.4142135623730951)
      points.append(
        GeographicPoint(longitude: -3 + 4 * (a - a.rounded(.down)), latitude: 51 + 3 * (b - b.rounded(.down)))
      )
      if index % 9 == 4 { points.append(GeographicPoint(longitude: -74, latitude: 40.7)) }
    }
    var patches = ProjectionPatches()
    var ways: [[SIMD2<UInt64>]] = []
    for inPairs in [false, ProjectionPatches.hasPairs] {
      var xs = [Double](repeating: 7, count: points.count)
      var ys = xs
      unsafe xs.withUnsafeMutableBufferPointer { xs in
        unsafe ys.withUnsafeMutableBufferPointer { ys in
          var next = 0
          while next < points.count {
            next = unsafe patches.place(
              points.longitudes, points.latitudes, from: next, within: area, xs, ys, inPairs: inPairs)
            guard next < points.count else { break }
            let isSettled = patches.settle(
              longitude: points.longitudes[next], latitude: points.latitudes[next], by: projector)
            #expect(isSettled)
            if !isSettled { break }
          }
        }
      }
      ways.append(zip(xs, ys).map { SIMD2($0.bitPattern, $1.bitPattern) })
    }
    for index in 0..<points.count {
      guard area.contains(points[index]) else {
        for way in ways {
          #expect(Double(bitPattern: way[index].x).isNaN && Double(bitPattern: way[index].y).isNaN)
        }
        continue
      }
      let (across, up) = ProjectionPatches.steps(points.longitudes[index], points.latitudes[index])
      let (column, row) = (Int(across), Int(up))
      let nodes = ProjectionPatch.nodes(column: column, row: row)
      let plain = try #require(ProjectionPatch(through: projector.answers(at: nodes)))
        .metres(u: 2 * (across - Double(column)) - 1, v: 2 * (up - Double(row)) - 1)
      #expect(ways.allSatisfy { $0[index] == SIMD2(plain.x.bitPattern, plain.y.bitPattern) })
    }
  }
}
