/// The neighbours of each cell, one list after the other.
struct NeighbourLists: Hashable, Sendable {
  /// Where each cell's list starts; one entry more than cells.
  private var starts = [0]

  /// The lists, joined; a cell is never in its own.
  private var members: [Int32] = []

  /// Lists by cell; a cell that names itself is left out of its own list, and one named twice counts once.
  init(_ lists: [[Int]]) {
    for (cell, list) in lists.enumerated() {
      let others = Set(list).subtracting([cell]).sorted()
      precondition(others.allSatisfy(lists.indices.contains), "a neighbour is one of the cells")
      members += others.map(Int32.init)
      starts.append(members.count)
    }
  }

  /// The nearest cells of each cell of a grid, equally near ones in the grid's order.
  ///
  /// The places round a cell are tried from the nearest outwards; where too few of them are cells, twice as
  /// far. Time O(cells × places tried).
  init(nearest wanted: Int, on grid: Grid) {
    let steps = LatticeSteps(of: grid.shape)
    var lists = [[Int32]](repeating: [], count: grid.count)
    var open = Array(0..<grid.count)
    // A disc of this radius in units holds some four times the cells wanted.
    var radius = (4 * Double(wanted)).squareRoot() + 2
    while !open.isEmpty {
      let offsets = steps.offsets(within: radius)
      open.removeAll { cell in
        let place = grid.place(of: cell)
        var found: [Int32] = []
        found.reserveCapacity(wanted)
        for offset in offsets {
          let column = steps.isStaggered ? ((place.row & 1) + offset.steps) >> 1 : offset.steps
          guard let other = grid.cell(column: place.column + column, row: place.row + offset.rows) else {
            continue
          }
          found.append(Int32(other))
          if found.count == wanted { break }
        }
        guard found.count == wanted else { return false }
        lists[cell] = found
        return true
      }
      radius *= 2
    }
    members.reserveCapacity(wanted * grid.count)
    for list in lists {
      members += list
      starts.append(members.count)
    }
  }

  /// How many neighbours each cell has.
  var sizes: [Int] { zip(starts, starts.dropFirst()).map { $1 - $0 } }

  /// Sums of the neighbours' values, in the cells' order. Time O(neighbours).
  func sums(of values: [Double], bands: Bands) async -> [Double] {
    let parts = await bands.map(starts.count - 1) { band in
      band.map { cell in
        var sum = 0.0
        for entry in starts[cell]..<starts[cell + 1] { sum += values[Int(members[entry])] }
        return sum
      }
    }
    return parts.flatMap(\.self)
  }
}

extension LatticeSteps {
  /// The places within a number of units of a cell, the cell itself apart, nearest first; equally near ones
  /// from south to north and in a row from west to east.
  fileprivate func offsets(within radius: Double) -> [(steps: Int, rows: Int)] {
    let rows = Int(radius)
    let found = (-rows...rows).flatMap { row -> [(steps: Int, rows: Int)] in
      guard let furthest = furthest(in: row, within: radius * radius) else { return [] }
      return stride(from: -furthest, through: furthest, by: perColumn).map { ($0, row) }
    }
    return found.filter { $0 != (0, 0) }.sorted {
      (squared(steps: $0.steps, rows: $0.rows), $0.rows, $0.steps)
        < (squared(steps: $1.steps, rows: $1.rows), $1.rows, $1.steps)
    }
  }
}
