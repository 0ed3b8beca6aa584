import Files
import TestSupport
import Testing

/// `hotspot find` and `hotspot plan` by a forecast, and `hotspot find --overlap`, whole.
@Suite struct ForecastZonesTests {
  private static let county = [
    Package.path("geodata/county/incidents"), "--area", Package.path("geodata/county/boundary.geojson"),
  ]

  private func answer(_ arguments: [String], named name: String = "out.geojson") throws -> (JSONValue, String)
  {
    let folder = ScratchFolder()
    let run = try CommandRun(arguments + ["-o", folder(name)])
    try #require(run.status == 0, "\(run.messages)")
    return (try JSONValue(parsing: readBytes(of: folder(name)), named: name), run.messages)
  }

  @Test
  func `find --forecast auto gives every zone an index and a week's incidents, at 1 and 2 threads alike`()
    throws
  {
    let answers = try ["1", "2"].map { threads in
      try answer(
        ["find"] + Self.county + [
          "--theme", "street-robbery", "--cell", "square:1000", "--forecast", "auto", "--threads", threads,
        ])
    }
    #expect(answers[0].0 == answers[1].0)
    let (document, messages) = answers[0]
    let zones = try #require(document["features"]?.elements)
    #expect(!zones.isEmpty && messages.contains("times what even ground would"))
    let weeks = zones.compactMap { $0["properties"]?["expected_per_week"]?.double }
    #expect(weeks.count == zones.count && weeks == weeks.sorted(by: >))
    #expect(zones[0]["properties"]?["pai"]?.double ?? 0 > 10)
    let forecast = try #require(document["forecast"])
    #expect(forecast["method"]?.text == "auto" && forecast["pai_low"]?.double ?? 0 > 10)
    #expect(zones[0]["properties"]?["reasons"]?.text?.contains("not known when they were drawn") == true)
  }

  private static let factor = [
    "--factor", "pubs=\(Package.path("geodata/county/places/pubs.csv"));proximity", "--block", "1000",
    "--reach", "1",
    "--folds", "3",
  ]

  @Test(arguments: ["find", "plan"]) func `find and plan --forecast auto --factor blend a risk terrain in`(
    verb: String
  )
    throws
  {
    let (document, messages) = try answer(
      [verb] + Self.county + Self.factor + [
        "--theme", "street-robbery", "--cell", "square:1000", "--forecast", "auto",
        "--exposure", "\(Package.path("geodata/county/addresses.csv"));column=footfall",
      ])
    #expect(messages.contains("factor pubs: 87 places") && messages.contains("footfall of addresses.csv in"))
    #expect(document["forecast"]?["layers"]?["risk"]?.double != nil)
    let steps = try #require(document["provenance"]?.elements)
    let factors = try #require(steps.first { $0["step"]?.text == "factors" })
    #expect(factors["factors"]?.elements?[0]["sha256"]?.text?.count == 64)
    #expect(factors["exposure"]?["unit"]?.text == "footfall")
  }

  @Test func `find --cell zones --forecast takes near repeats, and factors into the blend`() throws {
    let zones = ["--cell", "zones:" + Package.path("geodata/county/districts.geojson")]
    let command = ["find"] + Self.county + zones + ["--theme", "street-robbery", "--forecast"]
    let (near, _) = try answer(command + ["near-repeat"])
    #expect(near["forecast"]?["method"]?.text == "near-repeat")
    let (blend, messages) = try answer(command + ["auto"] + Self.factor)
    #expect(messages.contains("areas are unlike") && blend["forecast"]?["layers"]?["risk"]?.double != nil)
  }

  @Test(arguments: [
    (["--factor", "pubs=pubs.csv"], "give --forecast auto"),
    (["--factor", "pubs=pubs.csv", "--forecast", "counts"], "give --forecast auto"),
    (["--exposure", "a.csv", "--forecast", "auto"], "no factor is given"),
    (["--factor", "pubs", "--forecast", "auto"], "NAME=FILE"),
  ])
  func `find says what does not go together with factors`(arguments: [String], words: String) throws {
    let run = try CommandRun(
      ["find"] + Self.county + ["--theme", "street-robbery", "-o", ScratchFolder()("z.geojson")] + arguments)
    #expect(run.status == 64 && run.messages.contains(words), "\(run.messages)")
  }

  @Test func `factors do not enter a forecast of weights`() throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      ["find"] + Self.county + Self.factor + [
        "--theme", "nte-violence", "--cell", "square:1000", "--forecast", "auto", "--weight", "harm", "-o",
        folder("zones.geojson"),
      ])
    #expect(
      run.status == 64 && run.messages.contains("--factor cannot enter the forecast: risk:"),
      "\(run.messages)")
    #expect(!folder.names.contains("zones.geojson"))
  }

  @Test func `find refuses a factor that shows where police looked`() throws {
    let folder = ScratchFolder()
    let stops = folder.file("stops.csv", "Longitude,Latitude,Object of search\n0.8,53.33,Drugs\n")
    let run = try CommandRun(
      ["find"] + Self.county + [
        "--theme", "street-robbery", "--cell", "square:1000", "--forecast", "auto", "--factor",
        "stops=\(stops)",
        "--block", "1000", "--reach", "1", "-o", folder("zones.geojson"),
      ])
    #expect(run.status == 64 && run.messages.contains("--include-police-generated"))
    #expect(!folder.names.contains("zones.geojson"))
  }

  @Test func `plan --forecast counts expects what the forecast does`() throws {
    let (document, _) = try answer(
      ["plan"] + Self.county + [
        "--theme", "street-robbery", "--cell", "square:1000", "--forecast", "counts", "--shift",
        "2025-03-07T18:00/2025-03-08T02:00",
      ])
    let zone = try #require(document["features"]?.elements?.first?["properties"])
    let (week, shift) = (
      try #require(zone["expected_per_week"]?.double), try #require(zone["expected_incidents"]?.double)
    )
    #expect(shift > 0 && shift < week)
  }

  @Test
  func
    `sceptre with a knife flag overlaps with street robbery where both are, and says what could not be told`()
    throws
  {
    let folder = ScratchFolder()
    var lines = ["Date,Easting,Northing,HO Code,Offence,Location Type,DA Flag,Knife Flag"]
    func add(
      _ count: Int, _ easting: Int, code: String, _ offence: String, knife: String, month: String = "01"
    ) {
      for day in 1...count {
        lines.append(
          "2024-\(month)-\(day < 10 ? "0" : "")\(day),\(easting),225500,\(code),\(offence),Street,N,\(knife)")
      }
    }
    // Knives without robbery, robbery without knives, and a place of both.
    add(20, 601_500, code: "8N", "Violence and sexual offences", knife: "Y")
    add(20, 605_500, code: "34B", "Robbery", knife: "N")
    add(9, 609_500, code: "8N", "Violence and sexual offences", knife: "Y")
    add(9, 609_500, code: "34B", "Robbery", knife: "N", month: "02")
    let file = folder.file("extract.csv", lines.joined(separator: "\n"))
    let command = [
      "find", file, "--theme", "sceptre", "--overlap", "street-robbery", "--cell", "square:1000",
    ]
    let (document, messages) = try answer(command)
    let zones = try #require(document["features"]?.elements)
    #expect(zones.count == 1)
    #expect(zones[0]["properties"]?["incidents"]?.double == 9)
    #expect(zones[0]["properties"]?["overlap_incidents"]?.double == 9)
    #expect(!messages.contains("no knife flag") && !messages.contains("of both themes"))
    // Without the flag robbery is taken whole by both, and that is said.
    let bare = folder.file(
      "bare.csv",
      lines.map { $0.split(separator: ",").dropLast().joined(separator: ",") }.joined(separator: "\n"))
    let (blind, said) = try answer([command[0], bare] + command[2...])
    #expect(said.contains("no knife flag: cannot tell knife-enabled offences apart"))
    #expect(said.contains("29 incidents are of both themes as the records tell them"))
    #expect(blind["overlap"]?["incidents_in_both"]?.double == 29)
  }

  @Test(arguments: [
    ["--forecast", "magic"], ["--overlap", "none.yaml"], ["--overlap", "asb", "--forecast", "auto"],
    ["--overlap", "asb", "--cell", "zones:a.geojson"],
  ])
  func `wrong usage is told before any file is read`(arguments: [String]) throws {
    let run = try CommandRun(
      ["find", "absent.csv", "--theme", "street-robbery", "-o", "z.geojson"] + arguments)
    #expect(run.status == 64 || (arguments[1] == "none.yaml" && run.status == 66), "\(run.messages)")
    #expect(!run.messages.contains("absent.csv"))
  }
}
