import HotspotKit
import Testing

@Suite struct ThemeReaderTests {
  private static let sound = """
    id: test
    title: A test
    select:
      category: [Robbery, Burglary]
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
      - Walk about
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
    #expect(theme.categories == ["Robbery", "Burglary"])
    #expect(theme.cell == .square(side: 100))
    #expect(theme.bandwidth == 250)
    #expect(theme.rule == ZoneRule(areaShare: 0.01, capCells: 4, most: 10, minimumIncidents: 3))
    #expect(theme.tiers == TierRule(primary: 2, secondary: 3))
    #expect(theme.windows.map(\.description) == ["Fri 21:00–Sat 03:00"])
    #expect(theme.tactics == ["Walk about"])
  }

  @Test(arguments: Theme.shipped)
  func `a theme that ships reads, under its own id`(id: String) throws {
    let theme = try Theme.named(id)
    #expect(theme.id == id)
    #expect(!theme.windows.isEmpty && !theme.tactics.isEmpty)
  }

  @Test func `an unknown theme is answered with those that ship`() {
    #expect {
      try Theme.named("robbery")
    } throws: { error in
      Theme.shipped.allSatisfy { "\(error)".contains($0) }
    }
  }

  @Test(arguments: [
    ("bandwidth: 250", "bandwith: 250", "test.yaml, line 6", "bandwidth"),
    ("bandwidth: 250", "bandwidth: wide", "test.yaml, line 6", "a number from"),
    ("cap_cells: 4", "cap_cells: 0", "test.yaml, line 10", "whole number from 1"),
    ("cell: square:100", "cell: round:100", "test.yaml, line 5", "square:SIDE"),
    ("- Fri 21:00-Sat 03:00", "- Friday night", "test.yaml, line 17", "Fri 21:00-Sat 03:00"),
    ("title: A test\n", "", "test.yaml", "no 'title'"),
    ("category: [Robbery, Burglary]", "category: Robbery", "test.yaml, line 4", "must be a list"),
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

  @Test func `tiers follow the rank`() {
    let rule = TierRule(primary: 2, secondary: 1)
    #expect((1...5).map(rule.tier) == [.primary, .primary, .secondary, .tertiary, .tertiary])
    #expect(Tier.allCases.map(\.priority) == ["must", "should", "if able"])
  }
}
