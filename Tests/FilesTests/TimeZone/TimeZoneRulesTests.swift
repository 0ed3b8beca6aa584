@testable import Files
import TestSupport
import Testing

/// Offsets by `zoneinfo` of Python 3.11, as `datetime.fromisoformat(T).replace(tzinfo=ZoneInfo(Z)).utcoffset()`.
@Suite(.enabled(if: FileStatus(of: "/usr/share/zoneinfo/Europe/London") != nil, "tzdata is not installed"))
struct TimeZoneRulesTests {
  /// Minutes since 1970 of `2024-03-31T00:59`.
  private func minute(_ text: String) -> Int {
    let parts = text.split { "-T:".contains($0) }.compactMap { Int($0) }
    // Days from a March-based year.
    let (year, month) = parts[1] > 2 ? (parts[0], parts[1] - 3) : (parts[0] - 1, parts[1] + 9)
    let days =
      year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2] - 1 - 719_468
    return days * 1440 + parts[3] * 60 + parts[4]
  }

  @Test(arguments: [
    ("Europe/London", "2024-01-15T12:00", 0), ("Europe/London", "2024-07-15T12:00", 60),
    ("Europe/London", "1970-06-01T12:00", 60), ("Europe/London", "2150-07-15T12:00", 60),
    ("Europe/London", "2024-03-31T00:59", 0), ("Europe/London", "2024-03-31T02:00", 60),
    ("Europe/London", "2024-10-27T01:30", 60), ("Europe/London", "2024-10-27T02:00", 0),
    ("America/Chicago", "2019-03-10T03:00", -300), ("America/Chicago", "2090-11-05T00:59", -300),
    ("Asia/Kolkata", "2024-01-01T00:00", 330), ("Australia/Lord_Howe", "2024-01-01T00:00", 660),
    ("Africa/Casablanca", "2024-03-20T12:00", 0), ("Europe/Dublin", "2060-07-01T12:00", 60),
  ])
  func `the offset of a local time is that of the database`(zone: String, text: String, offset: Int) throws {
    #expect(try TimeZoneRules(named: zone).offset(atLocal: minute(text)) == offset)
  }

  /// Every 1,217 minutes from 1971 to 2100, folded as `h = (31 h + offset + 1440) % 1000003`; by the same loop in Python.
  @Test(arguments: [
    ("Europe/London", 686_388), ("America/Chicago", 745_738), ("Australia/Lord_Howe", 129_212),
    ("America/Sao_Paulo", 430_395),
  ])
  func `130 years of offsets are those of the database`(zone: String, folded: Int) throws {
    let rules = try TimeZoneRules(named: zone)
    var hash = 0
    for moment in stride(from: minute("1971-01-01T00:00"), to: minute("2100-01-01T00:00"), by: 1217) {
      hash = (hash * 31 + rules.offset(atLocal: moment) + 1440) % 1_000_003
    }
    #expect(hash == folded)
  }

  @Test func `the hour that is skipped and the one that comes twice are told, to the minute`() throws {
    let rules = try TimeZoneRules(named: "Europe/London")
    #expect(rules.oddity(atLocal: minute("2024-03-31T00:59")) == nil)
    #expect(rules.oddity(atLocal: minute("2024-03-31T01:00")) == .skipped(60))
    #expect(rules.oddity(atLocal: minute("2024-03-31T01:59")) == .skipped(60))
    #expect(rules.oddity(atLocal: minute("2024-03-31T02:00")) == nil)
    #expect(rules.oddity(atLocal: minute("2024-10-27T00:59")) == nil)
    #expect(rules.oddity(atLocal: minute("2024-10-27T01:00")) == .repeated)
    #expect(rules.oddity(atLocal: minute("2024-10-27T01:59")) == .repeated)
    #expect(rules.oddity(atLocal: minute("2024-10-27T02:00")) == nil)
    let island = try TimeZoneRules(named: "Australia/Lord_Howe")
    #expect(island.oddity(atLocal: minute("2024-10-06T02:15")) == .skipped(30))
  }

  @Test func `UTC becomes local time and back, but for the hour that comes twice`() throws {
    let rules = try TimeZoneRules(named: "America/Chicago")
    #expect(rules.local(ofUTC: minute("2019-07-01T03:00")) == minute("2019-06-30T22:00"))
    for utc in stride(from: minute("2019-01-01T00:00"), to: minute("2021-01-01T00:00"), by: 17) {
      let local = rules.local(ofUTC: utc)
      if rules.oddity(atLocal: local) == nil { #expect(local - rules.offset(atLocal: local) == utc) }
      #expect(rules.oddity(atLocal: local) != .skipped(60))
    }
  }

  @Test(arguments: ["Europe/London", "Australia/Lord_Howe", "Etc/UTC"])
  func `minutes round a quiet one are all what they seem, and those at both ends are not`(zone: String) throws
  {
    let rules = try TimeZoneRules(named: zone)
    for minute in stride(from: -30_000_000, through: 60_000_000, by: 17_371) {
      let quiet = rules.quiet(around: minute)
      #expect(quiet.isEmpty == (rules.oddity(atLocal: minute) != nil))
      guard !quiet.isEmpty else { continue }
      #expect(quiet.contains(minute))
      for near in [quiet.lowerBound, quiet.upperBound - 1] where (-100_000_000...100_000_000).contains(near) {
        #expect(rules.oddity(atLocal: near) == nil)
        let beyond = near == quiet.lowerBound ? near - 1 : near + 1
        #expect(rules.oddity(atLocal: beyond) != nil)
      }
    }
    for minute in stride(from: 28_000_000, to: 28_600_000, by: 15) {
      #expect(rules.quiet(around: minute).isEmpty == (rules.oddity(atLocal: minute) != nil))
    }
  }

  @Test(arguments: ["Europe/Londn", "../zoneinfo/Europe/London", "/etc/passwd", "", "Europe"])
  func `a place that is not in the database is refused with two that are`(name: String) {
    let error = #expect(throws: FileError.self) { try TimeZoneRules(named: name) }
    #expect(error?.description.contains("Europe/London or America/Chicago") == true)
  }

  @Test func `where there is no database the package to install is named, and other files are no zones`() {
    let folder = ScratchFolder()
    let error = #expect(throws: FileError.self) {
      try TimeZoneRules(named: "Europe/London", in: folder("absent"))
    }
    #expect(error?.description.contains("tzdata") == true)
    folder.file("Nowhere", "TZif2 and no more")
    #expect(throws: FileError.self) { try TimeZoneRules(named: "Nowhere", in: folder.path) }
    folder.file("Cut", Array("TZif2".utf8) + [UInt8](repeating: 0, count: 38) + [9])
    #expect(throws: FileError.self) { try TimeZoneRules(named: "Cut", in: folder.path) }
  }

  @Test(arguments: ["", "GMT", "GMT0BST,M3.5.0", "GMT0BST,M13.5.0,M10.5.0", "GMT0BST,M3.5.0,M10.5.0x"])
  func `what is no yearly rule is none`(text: String) {
    #expect(YearlyRule(Array(text.utf8)) == nil)
  }

  @Test func `days of the year count with and without 29 February`() throws {
    // 2024-03-01 is day 60 without the leap day and day 60 counted from 0 with it: `date -d 2024-03-01 +%s`.
    let julian = try #require(YearlyRule(Array("<-03>3<-02>,J60/0,J300/-1:30".utf8)))
    let turns = julian.turns(through: 2024).suffix(2)
    #expect(turns.first?.moment == 1_709_251_200 + 3 * 3600)
    #expect(turns.first?.offset == -7200)
    let ordinal = try #require(YearlyRule(Array("AAA3BBB,60/0,300".utf8)))
    #expect(ordinal.turns(through: 2024).suffix(2).first?.moment == 1_709_251_200 + 3 * 3600)
  }
}
