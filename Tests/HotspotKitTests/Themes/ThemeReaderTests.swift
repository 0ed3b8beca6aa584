import HotspotKit
import TestSupport
import Testing

@Suite struct ThemeReaderTests {
  private static let sound = """
    id: test
    title: A test
    select:
      category: [Robbery, Burglary]
      offence_code: [34B, 28E-28H]
      flag: [knife]
      leave_out: [dwellings, domestic]
      needs: [offence_code, domestic]
      hours: [Fri 21:00-Sat 03:00]
    cell: square:100
    bandwidth: 250
    cut:
      area_share: 0.01
    zones:
      cap_cells: 4
      most: 10
      minimum_incidents: 3
    tiers:
      primary: 2
      secondary: 3
    windows:
      - Fri 21:00-Sat 03:00
    tactics:
      - {do: Walk about, owner: Beat team, p: prevent}
      - {do: Arrest, owner: Detectives, p: pursue}
      - {do: Talk, owner: Beat team, p: protect}
    partners: [Council]
    strategy:
      definition: What it is
      aim: Less of it
      objectives: [One]
      delivery: [Two]
      measure: [Three]
    """

  private func complaint(about text: String) -> String {
    do {
      _ = try ThemeReader(naming: "test.yaml").theme(from: text)
      return ""
    } catch { return "\(error)" }
  }

  @Test func `a sound theme is read whole`() throws {
    let theme = try ThemeReader(naming: "test.yaml").theme(from: Self.sound)
    #expect(theme.id == "test")
    let clause = try #require(theme.select.first)
    #expect(theme.select.count == 1)
    #expect(clause.categories == ["Robbery", "Burglary"])
    #expect(clause.codes.map(\.text) == ["34B", "28E-28H"])
    #expect(clause.flags == [.knife] && clause.leaveOut == [.dwellings, .domestic])
    #expect(clause.needs == [.offenceCode, .domestic])
    #expect(clause.hours.map(\.description) == ["Fri 21:00–Sat 03:00"])
    #expect(clause.locationTypes.isEmpty && clause.inside == nil && clause.categoryMeans == nil)
    #expect(theme.cell == .square(side: 100))
    #expect(theme.bandwidth == 250)
    #expect(theme.rule == ZoneRule(areaShare: 0.01, capCells: 4, most: 10, minimumIncidents: 3))
    #expect(theme.tiers == TierRule(primary: 2, secondary: 3))
    #expect(theme.windows.map(\.description) == ["Fri 21:00–Sat 03:00"])
    #expect(theme.tactics.first?.description == "prevent: Walk about (Beat team)")
    #expect(theme.tactics.map(\.purpose) == [.prevent, .pursue, .protect])
    #expect(theme.owners == ["Beat team", "Detectives"])
    #expect(theme.weight == .count && theme.partners == ["Council"] && theme.powers.isEmpty)
    #expect(theme.strategy?.definition == "What it is" && theme.strategy?.measure == ["Three"])
  }

  @Test(arguments: Theme.shipped)
  func `a theme that ships reads, under its own id, and is complete`(id: String) throws {
    let theme = try Theme.at(id)
    #expect(theme.id == id)
    #expect(!theme.windows.isEmpty && !theme.partners.isEmpty && !theme.powers.isEmpty)
    #expect(Set(theme.tactics.map(\.purpose)).count >= 3)
    #expect(theme.strategy != nil)
    #expect(theme.remarks.isEmpty)
  }

  @Test func `demand in the night and against women leaves dwellings and domestic offences out`() throws {
    for id in ["nte-violence", "vawg"] {
      #expect(try Theme.at(id).select.allSatisfy { $0.leaveOut == [.dwellings, .domestic] })
    }
    #expect(try Theme.at("nte-violence").select.allSatisfy { !$0.hours.isEmpty })
    #expect(try Theme.at("sceptre").select.map(\.flags) == [[.knife], []])
    #expect(try Theme.at("vawg").select.map(\.needs) == [[.offenceCode, .dwellings, .domestic]])
  }

  @Test func `an unknown theme is answered with those that ship`() {
    #expect {
      try Theme.at("robbery")
    } throws: { error in
      Theme.shipped.allSatisfy { "\(error)".contains($0) }
    }
  }

  @Test(arguments: [
    ("bandwidth: 250", "bandwith: 250", "test.yaml, line 11", "bandwidth"),
    ("bandwidth: 250", "bandwidth: wide", "test.yaml, line 11", "a number from"),
    ("cap_cells: 4", "cap_cells: 0", "test.yaml, line 15", "whole number from 1"),
    ("cell: square:100", "cell: round:100", "test.yaml, line 10", "square:SIDE"),
    ("- Fri 21:00-Sat 03:00", "- Friday night", "test.yaml, line 22", "Fri 21:00-Sat 03:00"),
    ("title: A test\n", "", "test.yaml", "no 'title'"),
    ("34B, 28E-28H", "34B, robbery", "test.yaml, line 5", "write a class (8 or 8/*)"),
    ("flag: [knife]", "flag: [gun]", "test.yaml, line 6", "allowed: knife, domestic"),
    ("[dwellings, domestic]", "[homes]", "test.yaml, line 7", "allowed: dwellings, domestic"),
    (
      "needs: [offence_code, domestic]", "needs: [knife]", "test.yaml, line 8",
      "allowed: offence_code, dwellings, domestic"
    ),
    ("hours: [Fri", "hours: [Freitag", "test.yaml, line 9", "Fri 21:00-Sat 03:00"),
    ("p: pursue", "p: punish", "test.yaml, line 25", "allowed: prevent, pursue, protect, prepare"),
    (", owner: Detectives", "", "test.yaml, line 25", "has no 'owner'"),
    ("cell: square:100", "weight: gold\ncell: square:100", "test.yaml, line 10", "allowed: count, harm"),
    ("flag: [knife]", "inside: absent.geojson", "test.yaml, line 6", "absent.geojson: there is no such file"),
    ("  aim: Less of it\n", "", "test.yaml", "no 'aim'"),
    ("category: [Robbery, Burglary]", "category: Robbery", "test.yaml, line 4", "must be a list"),
    ("title: A test", "title: A test\ntitle: B", "test.yaml", "title"),
  ])
  func `a mistake is answered with its line and what is allowed`(
    sound: String, mistaken: String, place: String, allowed: String
  ) {
    let answer = complaint(about: Self.sound.replacing(sound, with: mistaken))
    #expect(answer.contains(place))
    #expect(answer.contains(allowed))
  }

  @Test func `what is not YAML or empty is refused`() {
    #expect(complaint(about: "a: [1, 2").contains("not YAML"))
    #expect(complaint(about: "").contains("empty"))
    #expect(complaint(about: "- 1").contains("must hold keys"))
  }

  @Test func `a select that asks for nothing is refused`() {
    let text = Self.sound.split(separator: "\n", omittingEmptySubsequences: false)
    let empty = (text[..<3] + ["  category: []"] + text[9...]).joined(separator: "\n")
    #expect(complaint(about: empty).contains("test.yaml, line 4"))
    let bare = (text[..<2] + ["select: {}"] + text[9...]).joined(separator: "\n")
    #expect(complaint(about: bare).contains("asks for nothing"))
  }

  @Test func `one of several groups of conditions may be met`() throws {
    let text = Self.sound.split(separator: "\n", omittingEmptySubsequences: false)
    let two = (text[..<2] + ["select:", "  - category: [A]", "  - offence_code: [46]"] + text[9...])
    let theme = try ThemeReader(naming: "test.yaml").theme(from: two.joined(separator: "\n"))
    #expect(theme.select.map(\.categories) == [["A"], []])
    #expect(theme.remarks.count == 2)
  }

  @Test func `a layer is looked for beside the theme's file and its mistakes have the theme's line`() throws {
    let folder = ScratchFolder()
    let square = "[[[0,51],[1,51],[1,52],[0,52],[0,51]]]"
    folder.file("area.geojson", #"{"type":"Polygon","coordinates":\#(square)}"#)
    let text = Self.sound.replacing("flag: [knife]", with: "inside: area.geojson")
    let layer = try #require(try Theme.at(folder.file("mine.yaml", text)).select.first?.inside)
    #expect(layer.name == "area.geojson" && layer.polygons.count == 1 && layer.digest.count == 64)
    folder.file("area.geojson", #"{"type":"Point","coordinates":[0,51]}"#)
    #expect {
      try Theme.at(folder("mine.yaml"))
    } throws: { error in
      "\(error)".contains("mine.yaml, line 6") && "\(error)".contains("no polygon")
    }
  }

  @Test func `tiers follow the rank`() {
    let rule = TierRule(primary: 2, secondary: 1)
    #expect((1...5).map(rule.tier) == [.primary, .primary, .secondary, .tertiary, .tertiary])
    #expect(Tier.allCases.map(\.priority) == ["must", "should", "if able"])
  }
}
