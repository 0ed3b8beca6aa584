import Files
import TestSupport
import Testing

/// What `hotspot grid` answers about an extract that a test wrote, and what it says became of each row.
///
/// Fails where a row is lost: read = used + refused, by reason, + not selected.
struct RowsOfAnswer {
  let messages: String
  let steps: [JSONValue]
  let read: Int
  let used: Int
  let notSelected: Int
  let refused: [String: Int]

  /// The cells that hold something, by their ids, and how much.
  let cells: [String: Double]

  init(_ inputs: [String], _ options: [String] = [], input: [UInt8] = []) throws {
    let run = try CommandRun(["grid"] + inputs + ["-o", "-"] + options, input: input)
    #expect(run.status == 0, "\(run.messages)")
    messages = run.messages
    let document = try JSONValue(parsing: run.output, named: "grid")
    let steps = try #require(document["provenance"]?.elements)
    self.steps = steps
    let rows = try #require(steps.first { $0["step"]?.text == "rows" })
    func number(_ value: JSONValue?) throws -> Int { Int(try #require(value?.double)) }
    read = try number(rows["read"])
    used = try number(rows["used"])
    notSelected = try number(rows["not_selected"])
    let reasons = try #require(rows["refused_by_reason"]?.members)
    let counts = try reasons.values.map(number)
    refused = Dictionary(uniqueKeysWithValues: zip(reasons.keys, counts))
    #expect(try number(rows["refused"]) == refused.values.reduce(0, +))
    #expect(read == used + refused.values.reduce(0, +) + notSelected)
    var cells: [String: Double] = [:]
    for feature in try #require(document["features"]?.elements) {
      let held = try #require(feature["properties"]?["incidents"]?.double)
      if held > 0 { cells[try #require(feature["id"]?.text)] = held }
    }
    self.cells = cells
    #expect(cells.values.reduce(0, +) == Double(used))
  }

  init(_ input: String, _ options: String...) throws { try self.init([input], options) }

  /// What had to be done to read the files.
  var notes: [String] { steps.first?["notes"]?.elements?.compactMap(\.text) ?? [] }

  /// What the records could not tell.
  var couldNotTell: [String] {
    steps.first { $0["step"]?.text == "select" }?["could_not_tell"]?.elements?.compactMap(\.text) ?? []
  }

  /// The rows of an extract whose n-th row, from nought, stands n kilometres east of easting 600000, on cells of 1 km.
  var kilometres: [Int] {
    cells.keys.compactMap { $0.split(separator: "-").dropLast().last.flatMap { Int($0) } }
      .map { $0 - 600 }.sorted()
  }
}
