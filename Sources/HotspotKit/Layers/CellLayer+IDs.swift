internal import Files
internal import Geospatial

extension CellLayer {
  /// The property that names each feature, and its values; `nil` where none looks like an id.
  ///
  /// Every feature must have a value and no two the same. Codes of the Office for National Statistics, such as
  /// E01021237, go before names such as `code`, `LSOA21CD` or `beat_id`, those before the features' own `id`.
  static func idProperty(of features: [GeoJSONFeature]) -> (name: String, values: [String])? {
    var named: (name: String, values: [String])?
    for key in features.first?.properties.keys ?? [] {
      guard let values = unique(features.map { $0.properties[key]?.plainText }) else { continue }
      if values.allSatisfy(isONSCode) { return (key, values) }
      if named == nil, soundsLikeID(key) { named = (key, values) }
    }
    return named ?? unique(features.map { $0.id?.plainText }).map { ("feature id", $0) }
  }

  private static func unique(_ values: [String?]) -> [String]? {
    let texts = values.compactMap { $0 }.filter { !$0.isEmpty }
    return texts.count == values.count && Set(texts).count == texts.count ? texts : nil
  }

  /// A letter for the country and eight digits.
  private static func isONSCode(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 9 && "EWSNJKLM".utf8.contains(bytes[0])
      && bytes.dropFirst().allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
  }

  private static func soundsLikeID(_ key: String) -> Bool {
    // LSOA21CD, beat_id and BeatCode alike.
    ["id", "cd", "code", "ref", "cell", "usrn", "uprn"].contains { plain(key).hasSuffix($0) }
  }

  /// Whether a property calls a feature by a name that people use.
  static func soundsLikeName(_ key: String) -> Bool { ["name", "nm"].contains { plain(key).hasSuffix($0) } }

  /// A property's name in small letters, without the year that may stand behind it: lad22cd, cd_2022.
  private static func plain(_ key: String) -> String {
    var name = key.lowercased().filter { $0.isLetter || $0.isNumber }
    while name.last?.isNumber == true { name.removeLast() }
    return name
  }
}

extension JSONValue {
  /// A property's value as a text: a text, or a number, whole ones without a point; `nil` for anything else.
  var plainText: String? {
    switch self {
    case .string(let text): text
    case .integer(let number): String(number)
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    default: nil
    }
  }
}
