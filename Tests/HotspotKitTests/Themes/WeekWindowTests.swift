import HotspotKit
import Testing

@Suite struct WeekWindowTests {
  @Test(arguments: [
    ("Fri 21:00-Sat 03:00", "Fri 21:00–Sat 03:00", 360),
    ("Fri 21:00–Sat 03:00", "Fri 21:00–Sat 03:00", 360),
    ("Fri 21:00-23:00", "Fri 21:00–23:00", 120),
    ("Fri 21:00-02:00", "Fri 21:00–Sat 02:00", 300),
    ("Sun 22:00-Mon 02:00", "Sun 22:00–Mon 02:00", 240),
    ("Sun 22:00-02:00", "Sun 22:00–Mon 02:00", 240),
  ])
  func `a window is read and printed`(text: String, printed: String, minutes: Int) throws {
    let windows = try WeekWindow.parse(text)
    #expect(windows.map(\.description) == [printed])
    #expect(windows.map(\.length) == [minutes])
  }

  @Test func `a range of days is one window a day`() throws {
    let windows = try WeekWindow.parse("Sat-Mon 15:00-22:00")
    #expect(windows.map(\.description) == ["Sat 15:00–22:00", "Sun 15:00–22:00", "Mon 15:00–22:00"])
    #expect(windows.map(\.start) == [5 * 1440 + 900, 6 * 1440 + 900, 900])
  }

  @Test func `alike windows on days that follow each other are printed together`() throws {
    let windows = try [
      "Sun 15:00-22:00", "Mon-Thu 15:00-22:00", "Fri 15:00-Sat 02:00", "Sat 15:00-Sun 02:00",
    ]
    .flatMap(WeekWindow.parse)
    #expect(
      WeekWindow.text(of: windows) == "Mon–Thu 15:00–22:00; Fri–Sat 15:00–02:00; Sun 15:00–22:00")
    #expect(WeekWindow.text(of: []) == "")
  }

  @Test func `the same time twice is a whole day or a whole week`() throws {
    #expect(try WeekWindow.parse("Mon 06:00-06:00").map(\.length) == [1440])
    #expect(try WeekWindow.parse("Mon 06:00-Mon 06:00").map(\.length) == [WeekWindow.week])
  }

  @Test(arguments: ["", "Fri", "Fri 9:00-10:00", "Friday 21:00-23:00", "Fri 25:00-26:00", "21:00-23:00"])
  func `anything else is answered with the spelling that would do`(text: String) {
    #expect {
      try WeekWindow.parse(text)
    } throws: { error in
      "\(error)".contains("write 'Fri 21:00-Sat 03:00'")
    }
  }
}
