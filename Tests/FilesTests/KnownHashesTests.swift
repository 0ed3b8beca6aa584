import Files
import Testing

@Suite struct KnownHashesTests {
  /// Numbers of which some stand twice, and many in the same slots.
  private func numbers(_ count: Int, spread: UInt64) -> [UInt64] {
    (0..<UInt64(count)).map { $0 % 5 == 4 ? ($0 / 3) &* spread : $0 &* spread }
  }

  @Test(arguments: [(0, 1), (1, 1), (50, 64), (5000, 1), (5000, 0x9e37_79b9_7f4a_7c15), (60_000, 1 << 20)])
  func `what is known is what a set knows, in columns and one by one`(count: Int, spread: UInt64) {
    let hashes = numbers(count, spread: spread)
    var (set, one, columns): (Set<UInt64>, KnownHashes, KnownHashes) = ([], KnownHashes(), KnownHashes())
    var (expected, single, found): ([Int], [Int], [Int]) = ([], [], [])
    for (index, hash) in hashes.enumerated() where hash != 0 {
      if !set.insert(hash).inserted { expected.append(index) }
      if !one.insert(hash) { single.append(index) }
    }
    let middle = count / 3
    columns.insert(Array(hashes[..<middle])) { found.append($0) }
    columns.insert(Array(hashes[middle...])) { found.append($0 + middle) }
    #expect(single == expected && found == expected)
    #expect(one.count == set.count && columns.count == set.count)
  }
}
