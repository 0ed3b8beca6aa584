import Geospatial
import TestSupport
import Testing

@Suite struct EqualPlacesTests {
  @Test(arguments: [0, 1, 63, 64, 65, 5000])
  func `places are numbered as they are first met, however many there are`(count: Int) {
    let some = Fixtures.scattered(count, x: -500...500, y: 0...400, seed: 91)
    var table = EqualPlaces()
    for (number, place) in some.enumerated() { #expect(table.number(of: SIMD2(place.x, place.y)) == number) }
    for (number, place) in some.enumerated().reversed() {
      #expect(table.number(of: SIMD2(place.x, place.y)) == number)
    }
    #expect(table.places == some.map { SIMD2($0.x, $0.y) })
  }

  @Test(arguments: [1, 127, 128, 129, 40_000])
  func `many at once have the numbers that they have one by one`(count: Int) {
    let some = Fixtures.scattered(max(1, count / 7), x: -500...500, y: 0...400, seed: 92)
    let drawn = (0..<count).map { some[$0 * 7919 % some.count] }
    let (xs, ys) = (drawn.map(\.x), drawn.map(\.y))
    var (one, many) = (EqualPlaces(), EqualPlaces())
    let plain = drawn.map { Int32(one.number(of: SIMD2($0.x, $0.y))) }
    var numbers: [Int32] = []
    many.number(xs, ys, 0..<count / 3, to: &numbers)
    many.number(xs, ys, count / 3..<count, to: &numbers)
    #expect(numbers == plain && many.places == one.places)
  }
}
