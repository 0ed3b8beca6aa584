@testable import HotspotKit
import TestSupport
import Testing

/// What blocks of rows give is held to what reading row by row gives, to the last bit.
@Suite struct BlockReadingTests {
  let scratch = ScratchFolder()

  private func expectSame(
    _ text: [UInt8], threads: Int = 3, _ change: (inout ReadingRules) -> Void = { _ in },
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let path = scratch.file("rows.csv", text)
    var rules = ReadingRules()
    rules.countingRepeats = true
    change(&rules)
    rules.isRowByRow = true
    let plain = try IncidentTable(files: [path], by: rules)
    rules.isRowByRow = false
    // Stretches as they are, blocks as they come from a packed file, and stretches so short that most rows cross a border.
    let ways = [(1, 1 << 17), (threads, 1 << 17), (1, 0), (threads, 0)]
    for (threads, stretch) in ways + (text.count < 200_000 ? [(2, 97), (threads, 1000)] : []) {
      rules.threads = threads
      rules.stretch = stretch
      let fast = try IncidentTable(files: [path], by: rules)
      #expect(fast.rowsRead == plain.rowsRead, sourceLocation: location)
      #expect(fast.x.map(\.bitPattern) == plain.x.map(\.bitPattern), sourceLocation: location)
      #expect(fast.y.map(\.bitPattern) == plain.y.map(\.bitPattern), sourceLocation: location)
      #expect(fast.start == plain.start, sourceLocation: location)
      #expect(fast.end == plain.end, sourceLocation: location)
      #expect(fast.precision == plain.precision, sourceLocation: location)
      #expect(fast.category == plain.category, sourceLocation: location)
      #expect(fast.categories == plain.categories, sourceLocation: location)
      #expect(fast.rowsOfCategory == plain.rowsOfCategory, sourceLocation: location)
      #expect(fast.place == plain.place, sourceLocation: location)
      #expect(fast.places == plain.places, sourceLocation: location)
      #expect(fast.weight?.map(\.bitPattern) == plain.weight?.map(\.bitPattern), sourceLocation: location)
      #expect(fast.columns == plain.columns, sourceLocation: location)
      #expect(fast.file == plain.file, sourceLocation: location)
      #expect(fast.sources == plain.sources, sourceLocation: location)
      #expect(fast.line == plain.line, sourceLocation: location)
      #expect(fast.refused == plain.refused, sourceLocation: location)
      #expect(fast.repeatedRows == plain.repeatedRows, sourceLocation: location)
      #expect(fast.repeatedIDs == plain.repeatedIDs, sourceLocation: location)
      #expect(fast.notes == plain.notes, sourceLocation: location)
      #expect(fast.coordinates == plain.coordinates, sourceLocation: location)
    }
  }

  private func expectSame(_ text: String, _ location: SourceLocation = #_sourceLocation) throws {
    try expectSame(Array(text.utf8), location)
  }

  private func expectSame(_ text: [UInt8], _ location: SourceLocation) throws {
    try expectSame(text, threads: 3, { _ in }, location)
  }

  private static let header = "Crime ID,Month,Longitude,Latitude,Location,Crime type,HO Code\n"

  /// Rows as they are found in the wild, one kind of mischief in so many.
  private func rows(_ count: Int, seed: UInt64, mischief: Int) -> String {
    var random = SeededRandom(seed: seed)
    let types = ["Robbery", "Burglary", "Anti-social behaviour", "", " Drugs "]
    let numbers = [
      "0.5", "51.25", "-0.123456", "1e1", "+1", ".5", "5.", "1.123456789", "12345678", "NA", "", "0", "abc",
      "181",
      "0.0000001", " 0.25", "-", "9007199254740993", "0.1234567890123456789", "1.2.3",
    ]
    let dates = [
      "2018-12", "2019-01-31", "2019-02-30", "2019-01-05T23:15", "soon", "", "null", "2019-13", "43000",
    ]
    var text = Self.header
    for row in 0..<count {
      var fields = [
        "id\(random.below(count))", "2018-1\(random.below(3))", "0.\(random.below(1_000_000))",
        "51.\(random.below(1_000_000))", "On or near Road \(random.below(40))", types[random.below(5)],
        "8\(random.below(3))",
      ]
      if random.below(mischief) == 0 {
        switch random.below(8) {
        case 0: fields[random.below(7)] = "\"a \"\"quoted\"\", text\nover lines \(row)\""
        case 1: fields[2 + random.below(2)] = numbers[random.below(numbers.count)]
        case 2: fields[1] = dates[random.below(dates.count)]
        case 3: fields.removeLast(1 + random.below(3))
        case 4: fields[4] = "Caf\u{e9} R\u{f6}ad \(random.below(9))"
        case 5: fields[4] = "5\" of pipe"
        case 6: fields[0] = ""
        default: fields.append("more")
        }
      }
      text += fields.joined(separator: ",")
      text += random.below(mischief * 4) == 0 ? ["\r\n", "\r", "\n\n\n"][random.below(3)] : "\n"
    }
    return text
  }

  @Test(arguments: [(40, 1), (400, 3), (9000, 40), (30_000, 5000), (30_000, 1_000_000)])
  func `blocks give what rows give`(count: Int, mischief: Int) throws {
    try expectSame(rows(count, seed: UInt64(count + mischief), mischief: mischief))
  }

  @Test func `lines may end as in DOS and the last one not at all`() throws {
    let text = rows(8000, seed: 3, mischief: 1_000_000).split(separator: "\n").joined(separator: "\r\n")
    try expectSame(text)
    try expectSame(text + "\r")
    try expectSame(text + "\r\n\r\n")
    try expectSame(text + "\n\"")
  }

  @Test func `fields of a megabyte and rows longer than a block stay whole`() throws {
    let long = String(repeating: "x", count: 1_000_000)
    try expectSame(
      Self.header + "a,2019-01,0.5,51.5,\(long),Robbery,1\nb,2019-01,0.5,51.5,\"\(long)\n\",Robbery,1\n"
        + rows(50, seed: 4, mischief: 10).dropFirst(Self.header.count))
  }

  @Test(arguments: [16, 31, 64, 250, 1021, 4096])
  func `a border may fall anywhere, into quotes, line ends and letters too`(stretch: Int) throws {
    let text = rows(300, seed: UInt64(stretch), mischief: 6)
    let path = scratch.file("borders.csv", text)
    var rules = ReadingRules()
    rules.isRowByRow = true
    let plain = try IncidentTable(files: [path], by: rules)
    rules.isRowByRow = false
    for threads in 1...3 {
      (rules.threads, rules.stretch) = (threads, stretch)
      let fast = try IncidentTable(files: [path], by: rules)
      #expect(fast.x == plain.x && fast.y == plain.y && fast.start == plain.start)
      #expect(fast.line == plain.line && fast.refused == plain.refused && fast.places == plain.places)
      #expect(fast.place == plain.place && fast.categories == plain.categories)
      #expect(fast.category == plain.category && fast.sources == plain.sources)
    }
  }

  @Test func `a quoted field that reaches over many stretches is one field`() throws {
    let inner = (0..<40).map { "x,2019-01,0.5,51.\($0),there,Robbery,1" }.joined(separator: "\n")
    let text =
      Self.header + "a,2019-01,0.5,51.5,\"\(inner)\",Robbery,1\n" + "b,2019-01,0.5,51.5,here,Drugs,1\n"
      + "c,2019-01,0.5,51.5,\"\(inner),Robbery,1\n"
    try expectSame(text)
    var rules = ReadingRules()
    rules.stretch = 128
    let table = try IncidentTable(files: [scratch.file("quoted.csv", text)], by: rules)
    // The quote that is never closed costs its own line; those behind it are rows, but for the last, which is too long.
    #expect(table.count == 2 + 38 && table.refused.count == 2 && Array(table.line.prefix(2)) == [2, 42])
  }

  @Test func `more kinds than are known by their bytes are kinds all the same`() throws {
    var text = Self.header
    for row in 0..<4000 {
      let kind = String(repeating: "k", count: row % 40) + "\(row % 700)"
      text += "a,20\(10 + row % 90)-0\(row % 9 + 1)-1\(row % 7),0.5,51.5,here,\(kind),1\n"
    }
    try expectSame(text)
  }

  @Test func `empty lines count as lines wherever they stand`() throws {
    let end = ["", "\n", "\n\n\n", "\r\n\r\n"]
    for (before, after) in zip(end, end.reversed()) {
      let text =
        Self.header
        + (0..<500).map { "a,2019-01,0.5,51.\($0),here,Drugs,1\n\($0 % 7 == 0 ? before : after)" }
        .joined()
      try expectSame(text)
    }
  }

  @Test func `letters that are not UTF-8 are found wherever they stand`() throws {
    let latin = Array(rows(3000, seed: 5, mischief: 1_000_000).utf8)
    let foreign = Array("z,2019-01,0.5,51.5,Caf".utf8) + [0xe9] + Array(",Robbery,1\n".utf8)
    try expectSame(latin + foreign + latin.dropFirst(Self.header.utf8.count), threads: 2, { _ in })
    let letters = Array("z,2019-01,0.5,51.5,Café,Robbery,1\n".utf8)
    try expectSame(latin + foreign + letters, threads: 2, { _ in })
    try expectSame(latin + foreign + letters, threads: 2, { $0.wantsPlaces = false })
  }

  @Test func `a place whose name is not wanted must be readable all the same`() throws {
    let text =
      Array((Self.header + "y,2019-01,0.5,51.5,Café,Robbery,1\nz,2019-01,0.5,51.5,Caf").utf8) + [0xe9]
      + Array(",Robbery,1\n".utf8)
    var rules = ReadingRules()
    for wantsPlaces in [true, false] {
      rules.wantsPlaces = wantsPlaces
      let table = try IncidentTable(files: [scratch.file("places.csv", text)], by: rules)
      #expect(table.refused.map(\.reason) == [.badEncoding])
      #expect(table.places == (wantsPlaces ? ["Café"] : [""]))
    }
  }

  @Test(arguments: [",", ";", "\t"])
  func `any delimiter parts fields`(delimiter: String) throws {
    try expectSame(rows(5000, seed: 6, mischief: 300).replacing(",", with: delimiter))
  }

  @Test func `dates that could be read two ways are decided by the whole file`() throws {
    var text = "Date,Date To,Longitude,Latitude,Offence\n"
    for row in 0..<6000 {
      text += "\(row % 5 == 0 ? "0\(row % 9 + 1)/1\(row % 3)/2019 10:3\(row % 7)" : "2019-03-1\(row % 9)"),"
      text += "\(row % 4 == 0 ? "" : "2019-04-01 12:00"),0.5,51.\(row),Theft\n"
    }
    try expectSame(Array(text.utf8)) { $0.dateOrder = .monthFirst }
    try expectSame(Array((text + "25/12/2018,,0.5,51.5,Theft\n").utf8))
  }

  @Test func `weights, crime numbers and columns that were asked for come along`() throws {
    let text = rows(7000, seed: 8, mischief: 60)
    try expectSame(Array(text.utf8)) {
      $0.columns.names[.weight] = "HO Code"
      $0.kept = ["Location"]
      $0.oneRowPer = .crime
    }
    try expectSame(Array(text.utf8)) { $0.wantsPlaces = false }
  }

  @Test func `a file without a header begins with a row`() throws {
    let text = rows(3000, seed: 9, mischief: 100).dropFirst(Self.header.count)
    try expectSame(Array(text.utf8)) {
      $0.columns = ColumnChoice(names: [.x: "3", .y: "4", .start: "2", .category: "6"])
    }
  }

  @Test(.enabled(if: RealData.path("essex") != nil, "the published data is not here"))
  func `published months give the same by blocks`() throws {
    let folder = try #require(RealData.path("essex/street"))
    var rules = ReadingRules()
    let files = ["01", "02"].map { "\(folder)/2018-\($0)-essex-street.csv" }
    rules.isRowByRow = true
    let plain = try IncidentTable(files: files, by: rules)
    rules.isRowByRow = false
    rules.threads = 2
    let fast = try IncidentTable(files: files, by: rules)
    #expect(fast.count > 20_000)
    #expect(fast.x == plain.x && fast.y == plain.y && fast.start == plain.start)
    #expect(fast.category == plain.category && fast.place == plain.place && fast.line == plain.line)
    #expect(fast.categories == plain.categories && fast.places == plain.places)
    #expect(fast.refused == plain.refused)
  }
}
