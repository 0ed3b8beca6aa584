/// Whether rows look like street-level data of data.police.uk that somebody saved anew under other names of columns.
///
/// Told by four things that go together nowhere else: every date is a month, every category is one of the publisher's,
/// degrees have at most six decimals and lie where it publishes, and several rows share a coordinate. Coordinates alone do
/// not tell: vehicle thefts of New York share theirs, to six decimals, more often than a month of Essex does.
///
/// Source: data.police.uk/about, for the categories, those of before May 2013 included.
struct ResavedOpenData {
  /// How many rows share their coordinate with another one.
  let sharing: Int
  /// How many rows there are.
  let rows: Int

  /// `nil` where the rows do not look so, or are known for what they are. Time O(rows) at most: mostly the first row
  /// decides.
  init?(_ table: IncidentTable) {
    guard table.count > 1, table.coordinates == .geographic,
      !table.sources.contains(where: { $0.layout == .policeUK })
    else { return nil }
    guard table.precision.allSatisfy({ $0 == .month }) else { return nil }
    let isTheirs = table.categories.map { Self.categories.contains($0.lowercased()) }
    guard table.category.allSatisfy({ isTheirs[Int($0)] }) else { return nil }
    let spots = table.spots
    guard spots.xs.allSatisfy({ Self.isWritten($0, within: -9...3) }),
      spots.ys.allSatisfy({ Self.isWritten($0, within: 49...61) })
    else { return nil }
    var rowsOfPlace: [SIMD2<Double>: Double] = [:]
    for (place, rows) in spots.sums(of: nil).enumerated() {
      rowsOfPlace[SIMD2(spots.xs[place], spots.ys[place]), default: 0] += rows
    }
    sharing = Int(rowsOfPlace.values.reduce(0) { $0 + ($1 > 1 ? $1 : 0) })
    rows = table.count
    guard sharing > 0 else { return nil }
  }

  /// Whether degrees lie within bounds and are whole millionths.
  private static func isWritten(_ degrees: Double, within bounds: ClosedRange<Double>) -> Bool {
    let millionths = degrees * 1e6
    // A number of the machine is off by less than a billionth of a millionth here.
    return bounds.contains(degrees) && abs(millionths - millionths.rounded()) < 1e-6
  }

  /// What is said of it.
  var sentence: String {
    """
    the rows look like street-level data of data.police.uk under other names of columns (months for dates, its categories, \
    \(sharing) of \(rows) rows share a coordinate): if they are, coordinates were moved to shared map points, and nothing \
    finer than about an LSOA can be claimed
    """
  }

  private static let categories: Set<String> = [
    "anti-social behaviour", "bicycle theft", "burglary", "criminal damage and arson", "drugs", "other crime",
    "other theft", "possession of weapons", "public disorder and weapons", "public order", "robbery",
    "shoplifting", "theft from the person", "vehicle crime", "violence and sexual offences", "violent crime",
  ]
}
