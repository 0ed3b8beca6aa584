import TestSupport
import Testing

/// Two outputs never run into one another, and `check` offers only what it does.
@Suite struct OutputNamesTests {
  @Test(arguments: [
    ["plan", "absent.csv", "--theme", "asb", "-o", "-", "--visits", "-"],
    ["plan", "absent.csv", "--theme", "asb", "-o", "-", "--routes", "-"],
    ["plan", "absent.csv", "--theme", "asb", "-o", "p.geojson", "--visits", "-", "--routes", "-"],
    ["plan", "absent.csv", "--theme", "asb", "-o", "p.geojson", "--visits", "p.geojson"],
    ["plan", "absent.csv", "--theme", "asb", "-o", "-", "--rejects", "-"],
    ["find", "absent.csv", "--theme", "asb", "-o", "-", "--provenance", "-"],
    ["find", "absent.csv", "--theme", "asb", "-o", "f.geojson", "--rejects", "f.geojson"],
    ["grid", "absent.csv", "-o", "-", "--provenance", "-"],
    ["grid", "absent.csv", "-o", "-", "--rejects", "-"],
    ["density", "absent.csv", "-o", "d.csv", "--provenance", "d.csv"],
    ["check", "absent.csv", "-o", "-", "--rejects", "-"],
  ])
  func `two outputs under one name are 64 before any file is read`(arguments: [String]) throws {
    let run = try CommandRun(arguments)
    #expect(run.status == 64, "\(run.messages)")
    #expect(run.messages.contains("named for two outputs: give each a file of its own"))
    #expect(run.output.isEmpty)
  }

  @Test func `one document on standard output and the others in files is well`() throws {
    let folder = ScratchFolder()
    let rows = (10..<30).map { "2024-01-\($0) 22:30,Anti-social behaviour,600500,225500" }
    let path = folder.file("a.csv", (["Date,Offence,Easting,Northing"] + rows).joined(separator: "\n"))
    let run = try CommandRun(
      "plan", path, "--theme", "asb", "-o", folder("plan.geojson"), "--visits", "-", "--routes",
      folder("routes.geojson"), "--rejects", "/dev/null")
    #expect(run.status == 0, "\(run.messages)")
    #expect(String(decoding: run.output, as: UTF8.self).contains("\"visit_id\""))
    #expect(folder.names == ["a.csv", "plan.geojson", "routes.geojson"])
  }

  @Test(arguments: [["--from", "2024-01"], ["--to", "2024-01"], ["--where", "Beat=A1"]])
  func `check selects nothing and says that it knows no such option`(option: [String]) throws {
    let folder = ScratchFolder()
    let path = folder.file("a.csv", "Date,Beat,Easting,Northing\n2024-01-05,A1,600500,225500\n")
    let run = try CommandRun(["check", path] + option)
    #expect(run.status == 64)
    #expect(run.messages.contains("Unknown option '\(option[0])'"))
    let help = try CommandRun("check", "--help")
    #expect(!String(decoding: help.output, as: UTF8.self).contains(option[0] + " "))
    #expect(try CommandRun(["grid", path, "-o", folder("out.csv")] + option).status == 0)
  }
}
