import Files
import TestSupport
import Testing

/// The five themes on an extract that has Home Office codes, flags and location types.
@Suite struct ThemeDemandTests {
  private let folder = ScratchFolder()

  private static let violence = "Violence and sexual offences"

  /// A row per case: code, category, location type, domestic, knife, time, source.
  private static let rows: [(String, String, String, String, String, String, String)] = [
    ("8N", violence, "Street", "N", "N", "23:15", ""),  // 0 an assault in the street at night
    ("8N", violence, "Dwelling", "N", "N", "23:15", ""),  // 1 the same at home
    ("8N", violence, "Street", "Y", "N", "23:15", ""),  // 2 the same, domestic
    ("8N", violence, "Street", "N", "Y", "12:15", ""),  // 3 by day, with a knife
    ("34B", "Robbery", "Street", "N", "Y", "12:15", ""),  // 4 a street robbery with a knife
    ("34B", "Robbery", "Dwelling", "N", "Y", "12:15", ""),  // 5 a robbery at home with a knife
    ("34A", "Robbery", "Shop", "N", "N", "12:15", ""),  // 6 of a shop
    ("8L", violence, "Street", "N", "N", "23:15", ""),  // 7 harassment
    ("10D", "Possession of weapons", "Street", "N", "Y", "23:15", "Stop search"),  // 8 a knife found
    ("9A", "Public order", "Public house", "N", "N", "04:59", ""),  // 9 fear and alarm in a pub
    ("", "Anti-social behaviour", "Street", "N", "N", "23:15", ""),  // 10
    ("8N", violence, "Street", "N", "Y", "23:15", "Police generated"),  // 11 found by police
    ("19C", violence, "Open land", "N", "N", "05:00", ""),  // 12 rape in the morning
    ("", violence, "Street", "N", "N", "02:00", ""),  // 13 no code: the category decides
    ("34B", "Robbery", "Street", "Y", "Y", "12:15", ""),  // 14 a domestic robbery with a knife
    ("92D", "Drugs", "Street", "N", "N", "23:15", ""),  // 15 police-generated
  ]

  private func extract(without dropped: Set<String> = []) -> String {
    let names = ["HO Code", "Offence", "Location Type", "DA Flag", "Knife Flag", "Time", "Source"]
    let kept = names.indices.filter { !dropped.contains(names[$0]) }
    var lines = [(["Date", "Easting", "Northing"] + kept.map { names[$0] }).joined(separator: ",")]
    for (number, row) in Self.rows.enumerated() {
      let fields = [row.0, row.1, row.2, row.3, row.4, row.5, row.6]
      lines.append(
        (["2024-01-13", "\(600_500 + number * 1000)", "225500"] + kept.map { fields[$0] }).joined(
          separator: ","))
    }
    return folder.file("extract.csv", lines.joined(separator: "\n") + "\n")
  }

  private func found(_ theme: String, without dropped: Set<String> = [], _ more: String...) throws
    -> RowsOfAnswer
  {
    try RowsOfAnswer([extract(without: dropped)], ["--theme", theme, "--cell", "square:1000"] + more)
  }

  @Test(arguments: [
    ("nte-violence", [0, 9, 13]), ("asb", [10]), ("street-robbery", [4, 14]), ("vawg", [7, 12, 13]),
    ("sceptre", [3, 4, 5]),
  ])
  func `a theme takes what its codes, flags, places and hours ask for`(theme: String, rows: [Int]) throws {
    let found = try found(theme)
    #expect(found.kilometres == rows)
    #expect(found.read == 16 && found.notSelected == 16 - rows.count && found.refused.isEmpty)
  }

  @Test(arguments: [
    ("nte-violence", [0, 9, 11, 13]), ("sceptre", [3, 4, 5, 8, 11]), ("vawg", [7, 12, 13]),
  ])
  func `police-generated offences join in when they are asked for`(theme: String, rows: [Int]) throws {
    #expect(try found(theme, "--include-police-generated").kilometres == rows)
  }

  @Test func `night-time violence keeps homes and domestic offences only where no column tells them`() throws
  {
    let bare = try found("nte-violence", without: ["Location Type", "DA Flag"])
    #expect(bare.kilometres == [0, 1, 2, 9, 13])
    #expect(
      bare.couldNotTell.contains(
        "the records carry no location type: offences in dwellings could not be left out"))
    #expect(
      bare.couldNotTell.contains(
        "the records carry no domestic flag: domestic offences could not be left out"))
    for sentence in bare.couldNotTell { #expect(bare.messages.contains(sentence)) }
    let homes = try found("nte-violence", without: ["Location Type"])
    #expect(homes.kilometres == [0, 1, 9, 13])
    let hours = try found("nte-violence", without: ["Time"])
    #expect(hours.kilometres == [0, 3, 9, 12, 13])
    #expect(hours.couldNotTell.contains { $0.hasPrefix("the records carry no hour") })
  }

  @Test func `sceptre without a knife flag takes whole categories and says that it cannot tell`() throws {
    let told = try found("sceptre")
    #expect(!told.couldNotTell.contains { $0.contains("knife flag") })
    let bare = try found("sceptre", without: ["Knife Flag"])
    #expect(bare.kilometres == [0, 1, 3, 4, 5, 6, 12, 13])
    #expect(bare.couldNotTell.contains { $0.contains("cannot tell knife-enabled offences apart") })
    #expect(bare.messages.contains("cannot tell knife-enabled offences apart"))
  }

  @Test func `without codes a theme goes by category and says what else that holds`() throws {
    let robbery = try found("street-robbery", without: ["HO Code"])
    #expect(robbery.kilometres == [4, 6, 14])
    #expect(
      robbery.couldNotTell == [
        "the records were taken by category: robbery of business property cannot be told from robbery of personal property"
      ])
    let one = try found("vawg")
    #expect(
      one.couldNotTell.count == 1 && one.couldNotTell[0].hasPrefix("1 of 3 records were taken by category"))
  }

  @Test func `a plan without what its theme hangs on is not fit; with it, it is`() throws {
    let boundary = folder.file(
      "area.geojson",
      #"{"type":"Polygon","coordinates":[[[0.8,51.8],[1.2,51.8],[1.2,52],[0.8,52],[0.8,51.8]]]}"#)
    func facts(_ theme: String, _ header: String, _ fields: String) throws -> JSONValue {
      let rows = (10..<30).map { "2024-01-\($0) 22:30,600500,225500,\(fields)" }
      let path = folder.file(
        "dense.csv", (["Date,Easting,Northing,\(header)"] + rows).joined(separator: "\n"))
      let run = try CommandRun(
        "plan", path, "--theme", theme, "--area", boundary, "--shift", "2024-02-02T21:00/2024-02-03T03:00",
        "-o",
        "-")
      #expect(run.status == 0, "\(run.messages)")
      return try #require(try JSONValue(parsing: run.output, named: "plan")["plan"])
    }
    let sound = try facts("sceptre", "Offence,Knife Flag,DA Flag", "Robbery,Y,N")
    #expect(sound["fit_for_tasking"] == true && sound["not_fit_because"] == .array([]))
    #expect(sound["caveats"]?.elements?.count == 1, "taken by category: \(sound)")
    let blind = try facts("sceptre", "Offence,DA Flag", "Robbery,N")
    #expect(blind["fit_for_tasking"] == false && blind["not_fit_because"]?.elements?.count == 1)
    let homes = try facts("vawg", "HO Code,Offence,DA Flag", "20A,\(Self.violence),N")
    #expect(homes["not_fit_because"]?.elements?.compactMap(\.text).first?.contains("dwellings") == true)
    let street = try facts("vawg", "HO Code,Offence,DA Flag,Location Type", "20A,\(Self.violence),N,Street")
    #expect(street["fit_for_tasking"] == true && street["caveats"] == .array([]))
  }
}
