internal import Geospatial

/// A town: a lattice of streets, turned and shaken, with its gaps and dead ends.
struct SampleTown {
  /// Its place among the districts.
  let number: Int
  let centre: PlanarPoint

  /// Metres from the middle to the edge, about.
  let radius: Double

  private(set) var links: [SampleLink] = []

  /// Where the four streets through the middle end.
  private var gates: [PlanarPoint] = []

  private static let block = 125.0

  private struct Node: Hashable {
    var column: Int
    var row: Int
  }

  init(number: Int, centre: PlanarPoint, radius: Double, random: inout SeededRandom) {
    self.number = number
    self.centre = centre
    self.radius = radius
    let slope = random.around(nought: 0.5)
    let length = (1 + slope * slope).squareRoot()
    let axis = PlanarPoint(x: 1 / length, y: slope / length)

    let most = Int(radius / Self.block)
    var nodes: [Node: PlanarPoint] = [:]
    for column in -most...most {
      for row in -most...most {
        let across = (Double(column) + random.around(nought: 0.15)) * Self.block
        let along = (Double(row) + random.around(nought: 0.15)) * Self.block
        let ragged = radius * radius * (0.75 + 0.4 * random.unit())
        guard column == 0 || row == 0 || across * across + along * along < ragged else { continue }
        nodes[Node(column: column, row: row)] = PlanarPoint(
          x: centre.x + across * axis.x - along * axis.y, y: centre.y + across * axis.y + along * axis.x)
      }
    }
    gates = [
      Node(column: most, row: 0), Node(column: -most, row: 0), Node(column: 0, row: most),
      Node(column: 0, row: -most),
    ].compactMap { nodes[$0] }
    lay(nodes, most: most, random: &random)
  }

  /// The end of a main street that points towards a place.
  func gate(towards place: PlanarPoint) -> PlanarPoint {
    let along = { (gate: PlanarPoint) in
      (gate.x - centre.x) * (place.x - centre.x) + (gate.y - centre.y) * (place.y - centre.y)
    }
    return gates.max { along($0) < along($1) } ?? centre
  }

  /// Links between neighbouring nodes, an eighth left out, and of the rest those that the middle can reach.
  private mutating func lay(_ nodes: [Node: PlanarPoint], most: Int, random: inout SeededRandom) {
    var neighbours: [Node: [Node]] = [:]
    var pairs: [(Node, Node)] = []
    // By column and row: a dictionary has no order of its own.
    for column in -most...most {
      for row in -most...most {
        let here = Node(column: column, row: row)
        for next in [Node(column: column + 1, row: row), Node(column: column, row: row + 1)] {
          let isMain = (here.row == 0 && next.row == 0) || (here.column == 0 && next.column == 0)
          let isLaid = random.below(8) > 0 || isMain
          guard isLaid, nodes[here] != nil, nodes[next] != nil else { continue }
          pairs.append((here, next))
          neighbours[here, default: []].append(next)
          neighbours[next, default: []].append(here)
        }
      }
    }
    var reached: Set<Node> = [Node(column: 0, row: 0)]
    var open = Array(reached)
    while let node = open.popLast() {
      for next in neighbours[node] ?? [] where reached.insert(next).inserted { open.append(next) }
    }
    var naming = Naming(unused: random.shuffled(SampleNames.streets))
    for (here, next) in pairs where reached.contains(here) {
      guard let start = nodes[here], let end = nodes[next] else { continue }
      let isEastward = here.row == next.row
      let line = isEastward ? here.row : here.column
      let function: SampleLink.Function = line == 0 ? .bRoad : line % 4 == 0 ? .minor : .local
      links.append(
        SampleLink(
          start: start, end: end,
          name: naming.name(eastward: isEastward, line: line, position: isEastward ? here.column : here.row),
          function: function, setting: .town(number)))
    }
  }

  /// Street names: the common ones through the middle, and a new one every seventh block elsewhere.
  private struct Naming {
    var unused: [String]
    private var given: [[Int]: String] = [:]

    init(unused: [String]) { self.unused = unused }

    mutating func name(eastward: Bool, line: Int, position: Int) -> String {
      let names = SampleNames.common
      if line == 0 {
        return eastward ? (abs(position) < 6 ? names[0] : names[1]) : (position < 0 ? names[2] : names[3])
      }
      // Floor division: the run round nought is no longer than the others.
      let run = [eastward ? 1 : 0, line, (position + 700 + line % 7) / 7]
      if let name = given[run] { return name }
      let name = unused.popLast() ?? names[0]
      given[run] = name
      return name
    }
  }
}
