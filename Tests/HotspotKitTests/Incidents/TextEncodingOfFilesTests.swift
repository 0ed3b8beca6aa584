import HotspotKit
import TestSupport
import Testing

@Suite struct TextEncodingOfFilesTests {
  let scratch = ScratchFolder()

  /// Rows of `lon,lat,type,location,note`, the places as bytes.
  private func table(_ places: [[UInt8]], type: [UInt8] = Array("a".utf8), note: [UInt8] = []) throws
    -> IncidentTable
  {
    var bytes = Array("lon,lat,type,location,note\n".utf8)
    for place in places {
      bytes += Array("1,51,".utf8) + type + [0x2c] + place + [0x2c] + note + [0x0a]
    }
    return try IncidentTable(files: [scratch.file("t.csv", bytes)])
  }

  private let latin = Array("Caf".utf8) + [0xe9]

  private func names(_ table: IncidentTable) -> [String] { table.place.map { table.places[Int($0)] } }

  @Test func `a file that shows no letter of UTF-8 is Windows-1252, and that is said`() throws {
    let table = try table([latin, Array("Plain".utf8), Array("5".utf8) + [0x80]])
    #expect(names(table) == ["Café", "Plain", "5€"])
    #expect(
      table.notes == ["1 file has letters that are not UTF-8 in 2 rows: read as Windows-1252"])
    #expect(table.refused.isEmpty)
  }

  @Test func `a byte that means nothing in Windows-1252 either is refused`() throws {
    let table = try table([latin, Array("B".utf8) + [0x81]])
    #expect(names(table) == ["Café"])
    #expect(table.refused == [Refusal(file: 0, line: 3, reason: .badEncoding)])
    let alone = try self.table([[0x81], Array("Plain".utf8)])
    #expect(alone.refused.map(\.line) == [2] && alone.notes.isEmpty)
  }

  @Test func `in a file with a letter of UTF-8, before or behind, what is not UTF-8 is refused`() throws {
    for places in [[latin, Array("Café".utf8)], [Array("Café".utf8), latin]] {
      let table = try table(places)
      #expect(names(table) == ["Café"])
      #expect(table.refused.map(\.reason) == [.badEncoding])
      #expect(table.notes.isEmpty)
    }
  }

  @Test func `a letter of UTF-8 in a column that is not read tells too`() throws {
    let table = try table([latin, Array("x".utf8)], note: Array("–".utf8))
    #expect(table.refused == [Refusal(file: 0, line: 2, reason: .badEncoding)])
  }

  @Test func `bytes in a column that is not read cost no row`() throws {
    #expect(try table([Array("x".utf8)], note: [0x81]).count == 1)
    #expect(try table([Array("é".utf8)], note: latin).count == 1)
  }

  @Test func `categories are counted as they are read`() throws {
    let foreign = try table([Array("x".utf8)], type: latin)
    #expect(foreign.categories == ["Café"] && foreign.rowsOfCategory == [1])
    let mixed = try table([Array("é".utf8)], type: latin)
    #expect(mixed.rowsOfCategory == [0] && mixed.refused.map(\.reason) == [.badEncoding])
  }

  @Test func `one text in two files of two encodings is one text`() throws {
    let one = scratch.file("1.csv", Array("lon,lat,type\n1,51,".utf8) + latin)
    let two = scratch.file("2.csv", "lon,lat,type\n1,51,Café\n")
    #expect(try IncidentTable(files: [one, two]).categories == ["Café"])
  }
}
