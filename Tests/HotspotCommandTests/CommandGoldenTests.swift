import Files
import TestSupport
import Testing

/// Whole commands on the sample county, held byte for byte to what they wrote before.
///
/// The bytes are the same on every machine whose PROJ has the operation by which they were made; see
/// ``GoldenMarginTests`` for why no number depends on the machine's sines and cosines.
@Suite(.enabled(if: CommandGolden.canBeHeld, "PROJ has a grid here that the goldens were made without"))
struct CommandGoldenTests {
  @Test(arguments: try CommandGolden.all)
  func `the command writes and says what it did before`(golden: CommandGolden) throws {
    let found = try golden.answers()
    if CommandGolden.isRewriting { return try golden.rewrite(found) }
    #expect(found.keys.sorted() == golden.files.keys.sorted())
    for (name, bytes) in golden.files where found[name] != nil {
      let before = CommandGolden.lines(of: bytes)
      let now = CommandGolden.lines(of: found[name] ?? [])
      if before == now { continue }
      let place = zip(before, now).enumerated().first { $0.element.0 != $0.element.1 }
      let line = place.map { "line \($0.offset + 1)\nwas \($0.element.0)\nis  \($0.element.1)" }
      Issue.record("\(golden.name)/\(name): \(line ?? "\(before.count) lines were, \(now.count) are")")
    }
  }
}
