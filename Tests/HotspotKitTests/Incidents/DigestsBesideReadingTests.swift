import Files
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct DigestsBesideReadingTests {
  let scratch = ScratchFolder()

  private func file(_ name: String, rows: Int) -> String {
    let lines = (0..<rows).map { "2019-01,0.\($0 % 9),51.5,Robbery" }
    return scratch.file(name, (["Month,Longitude,Latitude,Crime type"] + lines).joined(separator: "\n"))
  }

  @Test(arguments: [1, 2, 4])
  func `digests reckoned beside the reading are those of the files, in their order`(threads: Int) throws {
    let paths = [file("b.csv", rows: 4000), file("a.csv", rows: 1), file("c.csv", rows: 20_000)]
    var rules = ReadingRules()
    rules.threads = threads
    let plain = try IncidentTable(files: paths, by: rules)
    #expect(plain.sources.allSatisfy { $0.digest == nil })
    rules.wantsDigests = true
    let table = try IncidentTable(files: paths, by: rules)
    var digests: [String?] = []
    for path in paths { digests.append(try Digest.sha256(ofFile: path)) }
    #expect(table.sources.map(\.digest) == digests)
    #expect(try table.provenance(of: paths, label: nil) == plain.provenance(of: paths, label: nil))
    #expect(table.x == plain.x && table.line == plain.line)
  }

  @Test func `what is wrong with a file is told whether digests are wanted or not`() throws {
    var rules = ReadingRules()
    let empty = scratch.file("empty.csv", "")
    for wanted in [false, true] {
      rules.wantsDigests = wanted
      let error = #expect(throws: HotspotError.self) { try IncidentTable(files: [empty], by: rules) }
      #expect(error?.description.contains("is empty") == true)
      let absent = #expect(throws: HotspotError.self) { try IncidentTable(files: ["no.csv"], by: rules) }
      #expect(absent?.description.contains("no such file") == true)
    }
  }
}
