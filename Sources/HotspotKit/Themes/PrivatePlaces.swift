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
    let isPrivate = rows.enumerated().map { index, row in
      isDomestic?[row] == true || isIndoors?[row] == true || numbers.map { isHeld[Int($0[index])] } == true
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
    let words = text.words
    if words.contains(where: alone.contains) { return true }
    return zip(words, words.dropFirst()).contains {
      $0.0 == "police" && ["station", "cell", "cells"].contains($0.1)
    }
  }
}
