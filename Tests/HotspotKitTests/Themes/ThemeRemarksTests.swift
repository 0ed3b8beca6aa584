import HotspotKit
import TestSupport
import Testing

/// What a sound theme is told all the same, and where a theme is looked for.
@Suite struct ThemeRemarksTests {
  private func text(select: String, tiers: (Int, Int) = (1, 1), most: Int = 9) -> String {
    """
    {id: test, title: T, select: {\(select)}, cell: "square:100", bandwidth: 100,
     cut: {area_share: 0.01}, zones: {cap_cells: 1, most: \(most), minimum_incidents: 1},
     tiers: {primary: \(tiers.0), secondary: \(tiers.1)}, windows: ["Fri 18:00-23:00"],
     tactics: {do: Walk, owner: T, p: prevent}}
    """
  }

  private func remarks(_ text: String) throws -> [String] {
    try ThemeReader(naming: "test").theme(from: text).remarks
  }

  @Test func `published categories in any case need no word`() throws {
    #expect(try remarks(text(select: "category: [robbery, Anti-Social Behaviour]")).isEmpty)
    let own = try remarks(text(select: "category: [Robbery, Theft of lead]"))
    #expect(own.count == 1 && own[0].hasPrefix("'Theft of lead' is no category of data.police.uk"))
  }

  @Test func `codes without a category find nothing where there are no codes`() throws {
    let remarks = try remarks(text(select: "offence_code: [34B]"))
    #expect(remarks == ["a select without a category finds nothing in records that have no offence codes"])
    #expect(try self.remarks(text(select: "offence_code: [34B], category: [Robbery]")).isEmpty)
  }

  @Test(arguments: [(8, 4, 4, true), (9, 4, 4, false), (7, 4, 4, true)])
  func `a theme whose zones are all primary or secondary is told so`(
    most: Int, primary: Int, secondary: Int, isTold: Bool
  ) throws {
    let remarks = try remarks(text(select: "category: [Robbery]", tiers: (primary, secondary), most: most))
    #expect(remarks.count == (isTold ? 1 : 0))
    #expect(remarks.allSatisfy { $0.contains("no zone is tertiary") })
  }

  @Test func `a name with a folder or the ending of a file is a file, any other a theme that ships`() throws {
    let folder = ScratchFolder()
    let theme = text(select: "category: [Robbery]")
    for name in ["mine.yaml", "mine.yml", "asb"] {
      #expect(try Theme.at(folder.file(name, theme)).id == "test")
    }
    #expect(try Theme.at("asb").id == "asb")
    for (name, words) in [
      ("absent.yaml", "absent.yaml"), ("mine", "no theme 'mine'"), ("ASB", "no theme 'ASB'"),
    ] {
      #expect { try Theme.at(name) } throws: { "\($0)".contains(words) }
    }
    let latin = folder.file("latin.yaml", Array(theme.utf8) + [0xe9])
    #expect { try Theme.at(latin) } throws: { "\($0)".contains("save it as UTF-8") }
  }
}
