public import Geospatial

/// Recorded incidents on the plane, in columns of one length: what every method works on.
///
/// Only rows that passed every gate and were selected are here; ``account`` says what became of the others.
public struct Incidents: Sendable {
  /// Where they stand, in metres.
  public let points: PlanarPoints

  /// What each counts for; `nil` when each counts one.
  public let weights: [Double]?

  /// When each began, in minutes since 1970 by the local clock; `Int32.min` where unknown.
  public let start: [Int32]

  /// When each ended, likewise; `nil` when no record says.
  public let end: [Int32]?

  /// How exactly the time is known.
  public let precision: [TimePrecision]

  /// The recorded location's name, as a position in ``placeNames``.
  public let place: [UInt32]

  /// The names of recorded locations.
  public let placeNames: [String]

  /// What became of every row that was read.
  public let account: RowAccount

  /// The rows that were refused, in the order of files and lines.
  public internal(set) var refused: [Refusal] = []

  /// The stretch of time that the records of the days asked for cover, whatever they are of; `nil` without dates.
  public let coverage: Coverage?

  /// Whether every record is known open data of data.police.uk, whose coordinates were moved to shared map
  /// points before they were published.
  public let isOpenData: Bool

  /// The police-generated offences of the same days and area, whether they are among these or not; `nil` where
  /// nobody looked for them.
  public let policeGenerated: PoliceGenerated?

  /// What the records could not tell apart and is among these all the same, in sentences.
  public let caveats: [String]

  /// Those of the ``caveats`` on which the question itself hangs: what is asked for cannot be told.
  public internal(set) var untold: [String] = []

  /// How they came about.
  public internal(set) var provenance: Provenance

  /// How many there are.
  public var count: Int { points.count }

  /// The sum of what they count for.
  public var totalWeight: Double { weights?.reduce(0, +) ?? Double(count) }

  /// What an incident counts for.
  public func weight(of index: Int) -> Double { weights?[index] ?? 1 }

  /// Incidents from columns of one length.
  public init(
    points: PlanarPoints, weights: [Double]? = nil, start: [Int32]? = nil, end: [Int32]? = nil,
    precision: [TimePrecision]? = nil, place: [UInt32]? = nil, placeNames: [String] = [""],
    account: RowAccount? = nil, coverage: Coverage? = nil, isOpenData: Bool = false,
    policeGenerated: PoliceGenerated? = nil, caveats: [String] = [], provenance: Provenance = Provenance()
  ) {
    let count = points.count
    self.points = points
    self.weights = weights
    self.start = start ?? [Int32](repeating: .min, count: count)
    self.end = end
    self.precision = precision ?? [TimePrecision](repeating: .unknown, count: count)
    self.place = place ?? [UInt32](repeating: 0, count: count)
    self.placeNames = placeNames
    self.account = account ?? RowAccount(read: count, used: count, refused: [:], notSelected: 0)
    self.coverage = coverage
    self.isOpenData = isOpenData
    self.policeGenerated = policeGenerated
    self.caveats = caveats
    self.provenance = provenance
    precondition(
      [
        self.start.count, self.precision.count, self.place.count, weights?.count ?? count,
        end?.count ?? count,
      ]
      .allSatisfy { $0 == count }, "columns of one table have one length")
  }
}

/// What became of the rows: read = used + refused + not selected, always.
public struct RowAccount: Hashable, Sendable {
  /// Rows read.
  public let read: Int

  /// Rows used.
  public let used: Int

  /// Rows refused, by reason.
  public let refused: [RefusalReason: Int]

  /// Rows that are sound and not asked for.
  public let notSelected: Int

  /// An account whose parts make up the whole.
  public init(read: Int, used: Int, refused: [RefusalReason: Int], notSelected: Int) {
    precondition(read == used + refused.values.reduce(0, +) + notSelected, "a row was lost")
    self.read = read
    self.used = used
    self.refused = refused
    self.notSelected = notSelected
  }
}
