/// Invented names, so that nobody takes the county for a real one.
enum SampleNames {
  static let county = "Saltmarsh"

  /// One town a district, the largest in the middle of the north.
  static let towns = [
    "Marlhaven", "Reedmouth", "Ebbsworth", "Brackwell Staithe", "Port Averill", "Thornsand",
  ]

  static let villages = [
    "Little Samphire", "Samphire End", "Mudholme", "Sandle", "Whelk Green", "Cold Staithe", "Eelham",
    "Great Sedge", "Sedge Parva", "Ternby", "Gullstow", "Oysterley", "Cocklewick", "Dunlin Cross",
  ]

  /// Names that every town has, for the streets through its middle.
  static let common = ["High Street", "Station Road", "Church Street", "Quay Road"]

  static let lanes = [
    "Church Lane", "Mill Lane", "Chapel Lane", "School Lane", "Pond Lane", "Back Lane", "Green Lane",
    "Ferry Lane", "Smithy Lane", "Orchard Lane", "Marsh Lane", "Pinfold Lane", "Bridge Lane", "Hall Lane",
  ]

  /// Street names in a fixed order: every stem with every ending.
  static var streets: [String] {
    let stems = [
      "Albert", "Alder", "Anchor", "Ash", "Baker", "Beacon", "Birch", "Bishop", "Canal", "Castle", "Cedar",
      "Chandler", "Coble", "Cooper", "Cromer", "Curlew", "Drovers", "Elm", "Fairfield", "Ferry", "Fisher",
      "Forge", "Garden", "Gas", "George", "Granary", "Hawthorn", "Herring", "Holly", "Jubilee", "Kiln",
      "King", "Lime", "Lock", "Maltings", "Maple", "Mariner", "Meadow", "Mill", "Nelson", "Oak", "Plover",
      "Poplar", "Priory", "Queen", "Ropewalk", "Rowan", "Sailmaker", "School", "Spring", "Tanner", "Tern",
      "Union", "Victoria", "Weaver", "Windmill",
    ]
    return stems.flatMap { stem in
      ["Street", "Road", "Avenue", "Lane", "Close", "Way"].map { "\(stem) \($0)" }
    }
  }

  static var pubs: [String] {
    combined(
      ["The", "The Old", "The Blue", "The Golden"],
      [
        "Anchor", "Bell", "Boat", "Buoy", "Coble", "Compass", "Crown", "Cutter", "Dolphin", "Fisherman",
        "Fleece", "Herring", "Lantern", "Lighthouse", "Lobster", "Mermaid", "Pilot", "Plough", "Seal", "Ship",
        "Smack", "Star", "Swan", "Tern", "Wherry", "Windmill", "Wheatsheaf", "Whelk",
      ])
  }

  static var takeaways: [String] {
    combined(
      [
        "Golden", "Harbour", "Ocean", "Marsh", "Silver", "Tide", "Sunrise", "Corner", "Lucky", "Royal",
        "Coast",
      ],
      ["Fry", "Kitchen", "Pizza", "Grill", "Wok", "Kebab", "Noodles", "Chippy"])
  }

  private static func combined(_ first: [String], _ second: [String]) -> [String] {
    first.flatMap { one in second.map { "\(one) \($0)" } }
  }
}
