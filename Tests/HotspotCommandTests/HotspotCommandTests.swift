import HotspotKit
import TestSupport
import Testing

@Suite struct HotspotCommandTests {
  private func text(_ run: CommandRun) -> String { String(decoding: run.output, as: UTF8.self) }

  @Test func `the version alone is one word`() throws {
    let run = try CommandRun("--version")
    #expect(run.status == 0 && run.messages.isEmpty)
    #expect(text(run) == Toolkit.version + "\n")
  }

  @Test func `who asks for more is told what the command was built for and what it stands on`() throws {
    for arguments in [["--version", "--verbose"], ["--verbose", "--version"]] {
      let run = try CommandRun(arguments)
      let lines = text(run).split(separator: "\n").map(String.init)
      #expect(run.status == 0 && lines.count == 4)
      #expect(lines.first == Toolkit.version)
      #expect(lines.dropFirst().first?.hasPrefix("built for: ") == true)
      #expect(lines.dropFirst(2).first?.hasPrefix("splits lines by: ") == true)
      #expect(lines.last?.contains(/^PROJ \d+\.\d+.*, GEOS \d+\.\d+/) == true)
    }
  }

  @Test func `a verb that is not there is wrong usage`() throws {
    let run = try CommandRun("guess")
    #expect(run.status == 64 && run.output.isEmpty)
  }
}
