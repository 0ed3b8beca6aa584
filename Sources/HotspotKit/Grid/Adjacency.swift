/// Which cells stand beside which: for every cell the cells it touches, ascending, itself not among them.
///
/// Held as one list with a start for every cell, so that a county's areas cost a few kilobytes.
public struct Adjacency: Hashable, Sendable {
  /// Where in ``neighbours`` each cell's begin; one entry more than there are cells.
  public let starts: [Int32]

  /// The neighbours of all cells, one cell after the other.
  public let neighbours: [Int32]

  /// An adjacency of so many cells from pairs of cells that touch, in any order and any number of times.
  ///
  /// A pair holds both ways; a pair of a cell with itself says nothing. Time O(pairs · log pairs).
  public init(count: Int, pairs: some Sequence<(Int, Int)>) {
    var lists = [[Int32]](repeating: [], count: count)
    for (one, other) in pairs where one != other {
      lists[one].append(Int32(other))
      lists[other].append(Int32(one))
    }
    var starts: [Int32] = [0]
    var neighbours: [Int32] = []
    for list in lists {
      var last: Int32 = -1
      for cell in list.sorted() where cell != last {
        neighbours.append(cell)
        last = cell
      }
      starts.append(Int32(neighbours.count))
    }
    self.starts = starts
    self.neighbours = neighbours
  }

  /// How many cells there are.
  public var count: Int { starts.count - 1 }

  /// The cells that a cell touches, ascending.
  public subscript(cell: Int) -> ArraySlice<Int32> {
    neighbours[Int(starts[cell])..<Int(starts[cell + 1])]
  }

  /// The cells that touch none: islands.
  public var islands: [Int] { (0..<count).filter { starts[$0] == starts[$0 + 1] } }
}
