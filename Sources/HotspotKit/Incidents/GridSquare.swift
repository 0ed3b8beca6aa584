internal import Geospatial

/// The square that a reference on the National Grid names: `TQ 123 456` is one of 100 metres.
///
/// Source: Ordnance Survey, *A guide to coordinate systems in Great Britain*, the National Grid letters.
struct GridSquare: Equatable {
  /// The middle, in metres.
  let middle: PlanarPoint

  /// The side in metres.
  let side: Double

  /// Reads two letters and 4, 6, 8 or 10 figures, in any case, with or without spaces; `nil` for all else.
  init?(_ text: Span<UInt8>) {
    var letters: [Int] = []
    var figures: [UInt8] = []
    var gap: Int?
    for index in 0..<text.count {
      let byte = text[index]
      if byte == 0x20 {
        if !figures.isEmpty, gap == nil { gap = figures.count }
      } else if figures.isEmpty, letters.count < 2, let letter = Self.letter(byte) {
        letters.append(letter)
      } else if letters.count == 2, byte &- 0x30 < 10 {
        figures.append(byte - 0x30)
      } else {
        return nil
      }
    }
    let half = figures.count / 2
    guard letters.count == 2, figures.count % 2 == 0, (2...5).contains(half) else { return nil }
    // A gap elsewhere than in the middle means that figures are missing on one side.
    if let gap, gap != half, gap != figures.count { return nil }
    // The 500 km squares count from V, two east and three south of S.
    let east = (letters[0] % 5 + 3) % 5 * 5 + letters[1] % 5
    let north = 19 - letters[0] / 5 * 5 - letters[1] / 5
    guard letters[0] % 5 >= 2, east < 7, (0..<13).contains(north) else { return nil }
    var side = 100_000.0
    for _ in 0..<half { side /= 10 }
    func metres(_ square: Int, _ part: ArraySlice<UInt8>) -> Double {
      Double(square) * 100_000 + Double(part.reduce(0) { $0 * 10 + Int($1) }) * side + side / 2
    }
    self.side = side
    middle = PlanarPoint(x: metres(east, figures[..<half]), y: metres(north, figures[half...]))
  }

  /// 0 for A to 24 for Z: there is no I.
  private static func letter(_ byte: UInt8) -> Int? {
    let number = Int(byte | 0x20) - Int(UInt8(ascii: "a"))
    guard (0..<26).contains(number), number != 8 else { return nil }
    return number > 8 ? number - 1 : number
  }
}
