/// The positions of some rows of a table, ascending; all of them cost no memory.
public struct RowList: RandomAccessCollection, Hashable, Sendable {
  /// How many rows the table has.
  let whole: Int

  /// The positions; `nil` for all.
  private let positions: [Int32]?

  /// All rows of a table.
  init(all whole: Int) { (self.whole, positions) = (whole, nil) }

  /// Those rows of a table of which `keeps` says so.
  init(of keeps: [Bool]) {
    whole = keeps.count
    // Most often it is all of them, and their positions would be a column more.
    if !keeps.contains(false) {
      positions = nil
      return
    }
    var positions: [Int32] = []
    positions.reserveCapacity(keeps.count { $0 })
    for (row, isKept) in keeps.enumerated() where isKept { positions.append(Int32(truncatingIfNeeded: row)) }
    self.positions = positions
  }

  /// Rows at ascending positions.
  init(_ positions: [Int32], of whole: Int) {
    self.whole = whole
    self.positions = positions.count == whole ? nil : positions
  }

  /// Whether every row of the table is among these.
  public var isWhole: Bool { positions == nil }

  /// The first place among these rows.
  public var startIndex: Int { 0 }

  /// How many rows there are.
  public var endIndex: Int { positions?.count ?? whole }

  /// The row of the table at a place among these.
  public subscript(index: Int) -> Int { positions.map { Int($0[index]) } ?? index }

  /// What a column says in these rows; the column itself where they are all of it.
  func of<Element>(_ column: [Element]) -> [Element] {
    guard let positions else { return column }
    return positions.map { column[Int($0)] }
  }

  /// The rows at some of these rows' places, as rows of the table.
  func at(_ places: RowList) -> RowList {
    guard let positions else { return places }
    return RowList(places.of(positions), of: whole)
  }
}
