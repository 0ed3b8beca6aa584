internal import Geospatial

/// A piece of street from one junction to the next.
struct SampleLink {
  let start: PlanarPoint
  let end: PlanarPoint
  let name: String
  let function: Function
  let setting: Setting

  /// What a street is for, in the words of Ordnance Survey's open roads.
  enum Function: String {
    case aRoad = "A Road"
    case bRoad = "B Road"
    case minor = "Minor Road"
    case local = "Local Road"
    case access = "Local Access Road"
  }

  /// What stands beside a street; a town is known by its number.
  enum Setting: Hashable {
    case town(Int)
    case village
    case country
  }
}

/// The county's streets: a town in each district, roads between neighbouring towns, villages along them.
struct SampleStreets {
  let towns: [SampleTown]
  private(set) var links: [SampleLink] = []

  init(outline: SampleOutline, random: inout SeededRandom) {
    // Metres from the middle to the edge of town, in the order of `SampleNames.towns`.
    let radii = [1200.0, 1500, 850, 1000, 1900, 700]
    var towns: [SampleTown] = []
    for (number, middle) in outline.middles.enumerated() {
      let centre = PlanarPoint(
        x: middle.x + random.around(nought: 1200), y: middle.y + random.around(nought: 1200))
      towns.append(SampleTown(number: number, centre: centre, radius: radii[number], random: &random))
    }
    self.towns = towns
    for town in towns { links += town.links }
    // Neighbours in the lattice of 3 × 2 districts.
    let roads = [(0, 1), (1, 2), (3, 4), (4, 5), (0, 3), (1, 4), (2, 5)]
    for (number, (a, b)) in roads.enumerated() {
      addRoad(from: towns[a], to: towns[b], number: number, random: &random)
    }
  }

  /// A main road with two villages, its thirds lying in them.
  private mutating func addRoad(
    from a: SampleTown, to b: SampleTown, number: Int, random: inout SeededRandom
  ) {
    let line = SampleOutline.winding(
      from: a.gate(towards: b.centre), to: b.gate(towards: a.centre), levels: 5, swing: 0.04,
      random: &random)
    let name = "\(SampleNames.towns[a.number]) Road"
    for (piece, (start, end)) in zip(line, line.dropFirst()).enumerated() {
      // Of 32 pieces these four lie in a village.
      switch piece {
      case 10, 11: addVillage(from: start, to: end, first: number * 4 + (piece - 10) * 3, random: &random)
      case 21, 22: addVillage(from: start, to: end, first: number * 4 + (piece - 21) * 3 + 7, random: &random)
      default:
        links.append(SampleLink(start: start, end: end, name: name, function: .aRoad, setting: .country))
      }
    }
  }

  /// Half a village: three links of its main street, each with a lane to either side or to one.
  private mutating func addVillage(
    from start: PlanarPoint, to end: PlanarPoint, first: Int, random: inout SeededRandom
  ) {
    let step = PlanarPoint(x: (end.x - start.x) / 3, y: (end.y - start.y) / 3)
    let length = (step.x * step.x + step.y * step.y).squareRoot()
    for piece in 0..<3 {
      let here = PlanarPoint(x: start.x + step.x * Double(piece), y: start.y + step.y * Double(piece))
      let next = piece == 2 ? end : PlanarPoint(x: here.x + step.x, y: here.y + step.y)
      links.append(
        SampleLink(start: here, end: next, name: "Main Street", function: .aRoad, setting: .village))
      let lane = SampleNames.lanes[(first + piece) % SampleNames.lanes.count]
      for side in [-1.0, 1] where random.below(4) > 0 {
        var from = here
        for _ in 0..<(1 + random.below(3)) {
          let far = 90 + random.around(nought: 20)
          let to = PlanarPoint(
            x: from.x - side * step.y / length * far, y: from.y + side * step.x / length * far)
          links.append(
            SampleLink(start: from, end: to, name: lane, function: .access, setting: .village))
          from = to
        }
      }
    }
  }
}
