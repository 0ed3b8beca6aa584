public import Files

/// A synthetic county with planted hotspots and known risk factors, the same bytes for the same seed everywhere.
///
/// It lies in open sea off the coast of Lincolnshire and Norfolk, so that nobody takes it for a real place.
public struct SampleCounty: Hashable, Sendable {
  /// How many rows of incidents are written, the faulty ones among them.
  public let rows: Int

  /// What every draw comes from.
  public let seed: UInt64

  /// Whether hotspots are planted; without them risk is footfall times the planted factors and nothing else.
  public let hasHotspots: Bool

  /// A county of so many rows of incidents; none below nought.
  public init(rows: Int, seed: UInt64, hasHotspots: Bool = true) {
    precondition(rows >= 0, "a table has no fewer than no rows")
    self.rows = rows
    self.seed = seed
    self.hasHotspots = hasHotspots
  }

  /// Writes the county into a folder, which is made where it is not there; every file appears, or none does.
  ///
  /// A month of incidents is a file under `incidents`. `truth.geojson` and `truth.json` say what was planted and how
  /// many rows have which fault; no method reads them. Memory holds the map and one day of rows: 47 MB in all for ten
  /// million.
  public func write(into folder: String) throws(FileError) {
    let map = SampleMap(seed: seed, hasHotspots: hasHotspots)
    try Folder.make("\(folder)/incidents")
    try Folder.make("\(folder)/places")
    var outputs = OutputSet()
    let count = try writeIncidents(of: map, into: folder, &outputs)

    try outputs.add("\(folder)/boundary.geojson", map.boundaryShape)
    try outputs.add("\(folder)/districts.geojson", map.districtShapes)
    try outputs.add("\(folder)/streets.geojson", map.streetShapes)
    try outputs.add("\(folder)/addresses.csv", map.addresses.table)
    for kind in SamplePremises.Kind.allCases {
      try outputs.add(
        "\(folder)/places/\(kind.rawValue).csv", map.premises.table(of: kind, addresses: map.addresses))
    }
    let truth = SampleTruth(county: self, map: map, count: count)
    try outputs.add("\(folder)/truth.geojson", truth.shapes)
    try outputs.add("\(folder)/truth.json", truth.facts)
    try outputs.add("\(folder)/SOURCE.md", truth.source)
    try outputs.commit()
  }

  private func writeIncidents(
    of map: SampleMap, into folder: String, _ outputs: inout OutputSet
  ) throws(FileError) -> SampleRows.Count {
    let table = SampleRows(rows: rows, seed: seed, addresses: map.addresses, whereabouts: map.whereabouts)
    var path = ""
    var file: WholeFile?
    let count = try table.write { (month, bytes) throws(FileError) in
      let next = "\(folder)/incidents/\(month).csv"
      if next != path {
        if let full = file.take() { try outputs.add(path, full) }
        path = next
        file = try WholeFile(next)
        try file?.append(SampleRows.header)
      }
      try file?.append(bytes)
    }
    if let full = file.take() { try outputs.add(path, full) }
    return count
  }
}

/// Everything about the county but its incidents.
struct SampleMap {
  let outline: SampleOutline
  let streets: SampleStreets
  let addresses: SampleAddresses
  let premises: SamplePremises
  let whereabouts: SampleWhereabouts

  init(seed: UInt64, hasHotspots: Bool = true) {
    // A stream for each part: a change in one leaves the draws of the others alone.
    var lines = SeededRandom(seed: seed, stream: 1)
    outline = SampleOutline(random: &lines)
    var plots = SeededRandom(seed: seed, stream: 2)
    streets = SampleStreets(outline: outline, random: &plots)
    addresses = SampleAddresses(streets: streets, outline: outline)
    var doors = SeededRandom(seed: seed, stream: 3)
    premises = SamplePremises(addresses: addresses, random: &doors)
    var plants = SeededRandom(seed: seed, stream: 4)
    whereabouts = SampleWhereabouts(
      addresses: addresses, premises: premises, hasHotspots: hasHotspots, random: &plants)
  }
}
