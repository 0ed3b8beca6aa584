import Files
import TestSupport
import Testing

/// One extract in the forms in which it may come: compressed, piped, with other signs between fields, as GeoJSON.
@Suite struct ExtractFormsTests {
  private let folder = ScratchFolder()

  private static let header = "date,category,longitude,latitude"
  private static let rows = ["2024-01-05,Robbery,0.5,51.7", "2024-01-06,Robbery,,"]
  private static var text: String { ([header] + rows).joined(separator: "\n") + "\n" }

  /// `gzip -nc` of ``text``, as `base64 -w0` prints it.
  private static let gzipped =
    "H4sIAAAAAAAAA0tJLEnVSQYS6flFlTo5+XnpmSWlKak6OYklYAaXkYGRia6Boa6BqU5QflJSKlCVgZ6pjqmhnjlCzgwup8MFAFzKLr5SAAAA"

  private static func decoded(_ base64: String) -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var bits = 0
    var held = 0
    return base64.utf8.compactMap { letter in
      guard let value = letters.firstIndex(of: letter) else { return nil }
      bits = (bits << 6 | value) & 0xffff
      held += 6
      guard held >= 8 else { return nil }
      held -= 8
      return UInt8(bits >> held & 0xff)
    }
  }

  private func answers(_ found: RowsOfAnswer) -> [String] {
    ["\(found.cells)", "\(found.read)", "\(found.refused)", "\(found.notSelected)"]
  }

  @Test func `every form of an extract gives the same answer`() throws {
    let plain = try RowsOfAnswer(folder.file("plain.csv", Self.text))
    #expect(plain.used == 1 && plain.refused == ["no_coordinates": 1])
    let gzipped = Self.decoded(Self.gzipped)
    let features = """
      {"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[0.5,51.7]},
      "properties":{"date":"2024-01-05","category":"Robbery"}},
      {"type":"Feature","geometry":null,"properties":{"date":"2024-01-06","category":"Robbery"}}]}
      """
    let forms: [(String, [UInt8])] = [
      ("packed.csv.gz", gzipped), ("semicolons.csv", Array(Self.text.replacing(",", with: ";").utf8)),
      ("tabs.csv", Array(Self.text.replacing(",", with: "\t").utf8)),
      (
        "excel.csv",
        Array(("sep=;\r\n" + Self.text.replacing(",", with: ";").replacing("\n", with: "\r\n")).utf8)
      ),
      ("marked.csv", [0xef, 0xbb, 0xbf] + Array(Self.text.utf8)), ("points.geojson", Array(features.utf8)),
      ("quoted.csv", Array(Self.text.replacing("Robbery", with: "\"Robbery\"").utf8)),
    ]
    for (name, bytes) in forms {
      let found = try RowsOfAnswer(folder.file(name, bytes))
      #expect(answers(found) == answers(plain), "\(name)")
    }
    for bytes in [Array(Self.text.utf8), gzipped] {
      #expect(answers(try RowsOfAnswer(["-"], input: bytes)) == answers(plain))
    }
  }

  @Test func `a folder is its tables, compressed or not, and a file beside standard input counts too`() throws
  {
    let months = folder.folder("months")
    folder.file("months/2024-01.csv", Self.text)
    folder.file("months/2024-02.csv.gz", Self.decoded(Self.gzipped))
    folder.file("months/notes.txt", "nothing")
    let found = try RowsOfAnswer([months, "-"], input: Array(Self.text.utf8))
    #expect(found.read == 6 && found.used == 3)
    let files = try #require(found.steps.first?["files"]?.elements)
    #expect(files.compactMap { $0["file"]?.text } == ["2024-01.csv", "2024-02.csv.gz", "-"])
    #expect(files.map { $0["sha256"] == .null } == [false, false, true])
  }

  @Test func `letters of Windows-1252 are read and that is said; in UTF-8 they are refused`() throws {
    let header = Array("date,location,longitude,latitude\n".utf8)
    func row(_ place: [UInt8]) -> [UInt8] { Array("2024-01-05,".utf8) + place + Array(",0.5,51.7\n".utf8) }
    let latin = Array("Caf".utf8) + [0xe9]
    let old = try RowsOfAnswer(folder.file("old.csv", header + row(latin) + row(Array("Plain".utf8))))
    #expect(old.used == 2)
    #expect(old.notes == ["1 file has letters that are not UTF-8 in 1 row: read as Windows-1252"])
    #expect(old.messages.contains("Windows-1252"))
    let mixed = try RowsOfAnswer(folder.file("new.csv", header + row(latin) + row(Array("Café".utf8))))
    #expect(mixed.used == 1 && mixed.refused == ["bad_encoding": 1] && mixed.notes.isEmpty)
  }

  @Test func `ragged rows and an open quote are counted, and the rows round them stay`() throws {
    let rows = [
      "2024-01-05,Robbery,0.5,51.7", "2024-01-05,Robbery,0.5", "2024-01-05,Robbery,0.5,51.7,extra",
      "", "2024-01-05,\"Robbery, of a shop\",0.5,51.7", "2024-01-05,\"Robbery,0.5,51.7",
      "2024-01-05,Robbery,0.5,51.7",
    ]
    let path = folder.file("ragged.csv", ([Self.header] + rows).joined(separator: "\n") + "\n")
    let found = try RowsOfAnswer(path, "--rejects", folder("rejects.csv"))
    #expect(found.used == 3 && found.refused == ["ragged_row": 3])
    let refused = String(decoding: try readBytes(of: folder("rejects.csv")), as: UTF8.self)
      .split(separator: "\n").dropFirst()
    #expect(
      refused.map { $0.split(separator: ",").dropFirst().joined(separator: ",") } == [
        "3,ragged_row", "4,ragged_row", "7,ragged_row",
      ])
  }

  @Test func `three vendors' spellings of one extract give the same cells`() throws {
    // Kept: an assault in the street at night. Not: at home, domestic, by day, harassment.
    let athena = """
      Investigation No,Date First Committed,Date Last Committed,HO Code,Offence Description,Location Type,\
      Beat,Status,DA Flag,Easting,Northing
      42/1/24,05/01/2024 23:15:00,05/01/2024 23:30:00,8N,Violence and sexual offences,Street,A1,Filed,N,600500,225500
      42/2/24,06/01/2024 23:15:00,,8N,Violence and sexual offences,Dwelling,A1,Filed,N,601500,225500
      42/3/24,13/01/2024 23:15:00,,8N,Violence and sexual offences,Street,A1,Filed,Y,602500,225500
      42/4/24,13/01/2024 12:15:00,,8N,Violence and sexual offences,Street,A1,Filed,N,603500,225500
      42/5/24,13/01/2024 23:15:00,,8L,Violence and sexual offences,Street,A1,Filed,N,604500,225500
      42/6/24,14/01/2024 02:15:00,,9A,Public order,Shop,A1,Filed,N,605500,225500
      42/7/24,14/01/2024 02:15:00,,8N,Violence and sexual offences,Street,A1,No crime,N,606500,225500
      """
    let niche = """
      OCCURRENCE_NUMBER,committed_from,committed_to,offence_code,OFFENCE_TITLE,PREMISES_TYPE,\
      BEAT_CODE,OCCURRENCE_STATUS,DOMESTIC_ABUSE_FLAG,X,Y
      42/1/24,05-JAN-24 23:15,05-JAN-24 23:30,8N,Violence and sexual offences,STREET,A1,OPEN,0,600500,225500
      42/2/24,06-JAN-24 23:15,,8N,Violence and sexual offences,DWELLING - FLAT,A1,OPEN,0,601500,225500
      42/3/24,13-JAN-24 23:15,,8N,Violence and sexual offences,STREET,A1,OPEN,1,602500,225500
      42/4/24,13-JAN-24 12:15,,8N,Violence and sexual offences,STREET,A1,OPEN,0,603500,225500
      42/5/24,13-JAN-24 23:15,,8L,Violence and sexual offences,STREET,A1,OPEN,0,604500,225500
      42/6/24,14-JAN-24 02:15,,9A,PUBLIC ORDER,SHOP,A1,OPEN,0,605500,225500
      42/7/24,14-JAN-24 02:15,,8N,Violence and sexual offences,STREET,A1,CANCELLED,0,606500,225500
      """
    let connect = """
      Crime Number;Committed From Date;Committed From Time;Committed To Date;Committed To Time;\
      Home Office Code;Offence;Type of Location;Policing Beat;Crime Status;Domestic;Grid Reference
      42/1/24;2024-01-05;2315;2024-01-05;2330;008N;Violence and sexual offences;Road;A1;New;No;TM 00500 25500
      42/2/24;2024-01-06;2315;;;008N;Violence and sexual offences;Private house;A1;New;No;TM 01500 25500
      42/3/24;2024-01-13;2315;;;008N;Violence and sexual offences;Road;A1;New;Domestic abuse;TM 02500 25500
      42/4/24;2024-01-13;1215;;;008N;Violence and sexual offences;Road;A1;New;No;TM 03500 25500
      42/5/24;2024-01-13;2315;;;008L;Violence and sexual offences;Road;A1;New;No;TM 04500 25500
      42/6/24;2024-01-14;0215;;;009A;Public order;Shop;A1;New;No;TM 05500 25500
      42/7/24;2024-01-14;0215;;;008N;Violence and sexual offences;Road;A1;Transferred out;No;TM 06500 25500
      """
    for (name, text) in [("athena.csv", athena), ("niche.csv", niche), ("connect.csv", connect)] {
      let found = try RowsOfAnswer(
        folder.file(name, text), "--theme", "nte-violence", "--cell", "square:1000")
      #expect(found.cells == ["sq1000-27700-600-225": 1, "sq1000-27700-605-225": 1], "\(name)")
      #expect(found.read == 7 && found.refused == ["cancelled": 1] && found.notSelected == 4, "\(name)")
      #expect(found.couldNotTell.isEmpty, "\(name): \(found.couldNotTell)")
    }
  }
}
