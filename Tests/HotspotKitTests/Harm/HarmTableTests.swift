import Files
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct HarmTableTests {
  private func table(_ text: String) throws -> HarmTable {
    let folder = ScratchFolder()
    return try HarmTable(path: folder.file("mine.csv", text))
  }

  @Test func `the tables that ship say whose they are, from when, and that they are second-hand`() throws {
    for name in HarmTable.Shipped.allCases {
      let table = try HarmTable.named(name.rawValue)
      #expect(table.isSecondHand == true && table.dated != nil && table.source != nil && table.digest == nil)
      #expect(table.sentence.contains("second-hand"))
      #expect(table.entries.count > 10 && table.entries.allSatisfy { $0.value > 0 })
      #expect(table.facts["second_hand"] == true)
    }
    #expect {
      try HarmTable.named("csi")
    } throws: { "\($0)".contains("cchi, ons") && "\($0)".contains("--harm-table") }
  }

  @Test func `a table that ships reads the same as a user's file`() throws {
    let folder = ScratchFolder()
    for (table, bytes) in [
      (HarmTable.Shipped.cchi, PackageResources.cchi_2026_csv), (.ons, PackageResources.ons_css_csv),
    ] {
      let own = try HarmTable(path: folder.file("own.csv", bytes))
      #expect(own.entries == (try HarmTable.shipped(table)).entries)
    }
  }

  @Test func `no code of a table that ships is admitted by two of its entries`() throws {
    for name in HarmTable.Shipped.allCases {
      let table = try HarmTable.shipped(name)
      for number in 1...140 {
        for letter in [""] + "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init) {
          guard let code = OffenceCode("\(number)\(letter)") else { continue }
          #expect(table.entries.count { $0.codes.admits(code) == true } <= 1, "\(name) \(number)\(letter)")
        }
      }
    }
  }

  @Test func `neither table has a value for anti-social behaviour`() throws {
    for name in HarmTable.Shipped.allCases {
      let texts = try HarmTable.shipped(name).entries.flatMap { $0.offences + [$0.category ?? ""] }
      #expect(!texts.contains { $0.lowercased().contains("social") })
    }
  }

  /// Skipped where the figures that the tables were made from are absent.
  @Test(
    .enabled(if: RealData.path("harm") != nil, "the figures of harm are not on this machine"),
    arguments: [
      ("cchi2026_by_police_uk_category_national.csv", HarmTable.Shipped.cchi, true),
      ("cchi2026_by_prc_subgroup.csv", .cchi, false), ("ons_css_weights_secondhand.csv", .ons, false),
    ])
  func `every figure of the published tables is in those that ship, and no other`(
    file: String, shipped: HarmTable.Shipped, isByCategory: Bool
  ) throws {
    let given = try HarmTable(path: RealData.path("harm/\(file)") ?? "")
    let ours = try HarmTable.shipped(shipped).entries
    if isByCategory {
      for entry in given.entries {
        #expect(ours.contains { $0.category == entry.category && $0.value == entry.value }, "\(entry)")
      }
      #expect(given.entries.count == ours.count { $0.category != nil })
    } else {
      let values = ours.filter { !$0.offences.isEmpty }.map(\.value).sorted()
      #expect(given.entries.map(\.value).sorted() == values)
    }
  }

  @Test func `a user's table may be by code, by offence or by category, and carries its own date and source`()
    throws
  {
    let table = try table(
      """
      HO Code,Offence description,Category,Weight,Unit,Dated,Source
      34B; 34A,Robbery,,700,points,2027,Office
      ,"Arson, endangering life; Arson",,90,points,2027,Office
      ,,Burglary,12.5,points,2027,Another
      8N,Assault with injury,Violence,50,points,2027,Office

      """)
    #expect(table.title == "mine.csv" && table.unit == "points" && table.dated == "2027")
    #expect(table.source == "Office; Another" && table.isSecondHand == nil && table.digest != nil)
    #expect(table.sentence == "mine.csv (Office; Another, 2027, a table of your own)")
    #expect(table.entries.map(\.value) == [700, 90, 12.5, 50])
    #expect(table.entries[0].codes.map(\.text) == ["34B", "34A"])
    #expect(table.entries[1].offences == ["Arson, endangering life", "Arson"])
    // A category beside an offence of another name is not meant whole.
    #expect(table.entries.map(\.category) == [nil, nil, "Burglary", nil])
  }

  @Test(arguments: [
    ("offence,value\nRobbery,x\n", "mine.csv, line 2", "negative or no number"),
    ("offence,value\nRobbery,-1\n", "line 2", "negative or no number"),
    ("offence,value\nRobbery,1\nrobbery,2\n", "line 3", "stands on line 2 already"),
    ("offence_code,value\n34B,1\nrobbery,2\n", "line 3", "write a class (8 or 8/*)"),
    ("offence,value\n,1\n", "line 2", "neither code, offence nor category"),
    ("offence,count\nRobbery,1\n", "mine.csv", "no column 'value'"),
    ("name,value\nRobbery,1\n", "mine.csv", "'offence_code', 'offence' or 'category'"),
    ("offence,value\n", "mine.csv", "no row"), ("", "mine.csv", "empty"),
  ])
  func `a table that cannot be used is refused with its line`(text: String, place: String, says: String)
    throws
  {
    #expect {
      try table(text)
    } throws: { "\($0)".contains(place) && "\($0)".contains(says) }
  }
}
