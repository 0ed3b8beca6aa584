import Files
import Foundation
import HotspotKit
import TestSupport
import Testing

/// A run that is killed leaves no half file under the output's name.
@Suite struct KillTests {
  @Test func `killed at a hundred random moments, an output is whole or as it was before`() throws {
    let folder = ScratchFolder()
    let input = Package.path("geodata/county/incidents/2024-03.csv")
    let arguments = ["grid", input, "--cell", "square:150", "--quiet", "-o", folder("grid.csv")]
    let clock = ContinuousClock()
    let start = clock.now
    let run = try CommandRun(arguments)
    let took = clock.now - start
    #expect(run.status == 0, "\(run.messages)")
    let whole = try readBytes(of: folder("grid.csv"))
    let old = Array("as it was before\n".utf8)
    var random = SeededRandom(seed: 100)
    var outcomes: Set<[UInt8]> = []
    for _ in 0..<100 {
      folder.file("grid.csv", old)
      // A little beyond the time of a whole run, so that some runs come to their end.
      try CommandRun.kill(arguments, after: random.unit() * 1.2 * (took / .seconds(1)))
      outcomes.insert(try readBytes(of: folder("grid.csv")))
    }
    #expect(outcomes.isSubset(of: [old, whole]))
    #expect(outcomes.contains(old), "no run was killed in time: the test says nothing")
  }
}
