/// The places of some rows by name, without those that may never be named.
struct NamedPlaces {
  /// The position of each row's name in ``names``; `nil` where names were not read.
  let places: [UInt32]?
  let names: [String]
  /// Whether each row's place may not be named; `nil` where no record says so.
  let isPrivate: [Bool]?
}

extension IncidentTable {
  /// The names of some rows' places; a row that is domestic, in somebody's home or in custody has none, so that nothing
  /// that is made of incidents can tell where a victim lives or who was held.
  func namedPlaces(of rows: RowList) -> NamedPlaces {
    let isDomestic = AnsweredColumn("domestic", of: self, OffenceFlag.domestic.isSet)
    let isIndoors = AnsweredColumn("location_type", of: self) {
      LeftOut.isDwelling($0) || CustodyWords.isHeld($0)
    }
    let isHeld = places.map(CustodyWords.isHeld)
    let numbers = place.isEmpty ? nil : rows.of(place)
    let speaks = isDomestic != nil || isIndoors != nil || isHeld.contains(true)
    guard speaks else { return NamedPlaces(places: numbers, names: places, isPrivate: nil) }
    var isPrivate = [Bool](repeating: false, count: rows.count)
    if let numbers { for (index, number) in numbers.enumerated() { isPrivate[index] = isHeld[Int(number)] } }
    for column in [isDomestic, isIndoors].compactMap(\.self) {
      for (index, row) in rows.enumerated() where column[row] == true { isPrivate[index] = true }
    }
    guard isPrivate.contains(true) else {
      return NamedPlaces(places: numbers, names: places, isPrivate: nil)
    }
    var names = places
    let nowhere = UInt32(names.firstIndex(of: "") ?? names.count)
    if nowhere == names.count { names.append("") }
    return NamedPlaces(
      places: numbers.map { zip($0, isPrivate).map { $1 ? nowhere : $0 } }, names: names, isPrivate: isPrivate
    )
  }
}

/// Words for places where people are held.
enum CustodyWords {
  private static let alone: Set<String> = ["custody", "prison", "hmp", "yoi"]

  /// Whether a location, or a type of location, is one of custody: `Police Custody Suite`, `Police station`, `Prison`.
  static func isHeld(_ text: String) -> Bool {
    guard mayBeHeld(text) else { return false }
    let words = text.words
    if words.contains(where: alone.contains) { return true }
    return zip(words, words.dropFirst()).contains {
      $0.0 == "police" && ["station", "cell", "cells"].contains($0.1)
    }
  }

  /// Whether any word of a text begins as one of those does: asked of every street, so by bytes.
  private static func mayBeHeld(_ text: String) -> Bool {
    var last: UInt8 = 0
    var beforeLast: UInt8 = 0
    for byte in text.utf8 {
      let small = byte | 0x20
      let isStart = !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(beforeLast | 0x20)
      if isStart, beginnings.contains(where: { $0 == (last, small) }) { return true }
      (beforeLast, last) = (last, small)
    }
    return false
  }

  private static let beginnings: [(UInt8, UInt8)] = ["cu", "pr", "hm", "yo", "po"].map { text in
    let bytes = Array(text.utf8)
    return (bytes[0], bytes[1])
  }
}
