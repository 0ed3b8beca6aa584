/// What the names of a factor, its file and its columns say about it: whether it is a trace of policing, or a layer of
/// people rather than of places.
struct FactorCaution {
  /// Why it is a trace of policing, in words; `nil` where nothing says so.
  let policeTrace: String?

  /// What it tells about people, in words.
  let kinds: [String]
  private let name: String

  init(_ setting: FactorSetting, columns: Set<String>, categories: Set<String>) {
    name = setting.name
    let file = String(setting.path.split(separator: "/").last ?? "").prefix { $0 != "." }
    let words = Set(Self.words(setting.name) + Self.words(String(file)))
    policeTrace = Self.trace(words: words, columns: columns, categories: categories)
    kinds = Self.people.filter { kind in
      !kind.words.isDisjoint(with: words)
        || columns.contains { column in kind.columns.contains { column.contains($0) } }
    }.map(\.what)
  }

  /// What an output says of the factor, one sentence each.
  var sentences: [String] {
    var sentences = kinds.map {
      "factor \(name) looks like a layer of \($0): it enters only because it was named, and risk that it explains is no ground for attention to anybody"
    }
    if let policeTrace {
      sentences.append(
        "factor \(name): \(policeTrace); it was taken in as asked and shows where police looked")
    }
    return sentences
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static func trace(words: Set<String>, columns: Set<String>, categories: Set<String>) -> String? {
    let searches: Set<String> = [
      "objectofsearch", "outcomelinkedtoobjectofsearch", "removalofmorethanjustouterclothing",
      "partofapolicingoperation", "officerdefinedethnicity", "searchobject", "stopsearchid",
    ]
    if !columns.isDisjoint(with: searches) { return "its columns are those of stops and searches" }
    if columns.contains(where: { $0.contains("arrest") || $0.contains("custodyrecord") }) {
      return "its columns are those of arrests"
    }
    if !categories.isDisjoint(with: PoliceGenerated.categories) {
      return "it holds offences that are found because police searched"
    }
    if words.contains("stop"), words.contains("search") { return "it is called stop and search" }
    let named: Set<String> = [
      "stopsearch", "stopsearches", "arrest", "arrests", "arrestees", "searches", "patrols", "intelligence",
      "intel",
    ]
    if let word = named.intersection(words).sorted().first { return "it is called \(word)" }
    return nil
  }

  private static let people: [(what: String, words: Set<String>, columns: Set<String>)] = [
    (
      "deprivation", ["imd", "deprivation", "deprived", "poverty", "income", "benefits"],
      ["imd", "deprivation", "incomescore", "benefitclaim"]
    ),
    (
      "ethnicity, nationality or belief",
      [
        "ethnic", "ethnicity", "race", "religion", "nationality", "migrants", "asylum", "mosques",
        "synagogues",
        "churches", "travellers", "gypsy",
      ], ["ethnic", "religion", "nationality", "countryofbirth"]
    ),
    (
      "named persons",
      ["offenders", "offender", "nominals", "nominal", "suspects", "suspect", "victims", "parolees"],
      [
        "surname", "forename", "firstname", "lastname", "dateofbirth", "offendername", "suspect", "nominal",
        "pncid",
      ]
    ),
  ]
}
