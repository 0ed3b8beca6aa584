public import Geospatial

/// Recorded incidents on the plane, in columns of one length: what every method works on.
///
/// Only rows that passed every gate and were selected are here; ``account`` says what became of the others.
public struct Incidents: Sendable {
  /// Where they stand, in metres, each place once where many share theirs.
  let spots: Spots

  /// Where they stand, in metres, one per incident. Time O(incidents) where they share their places: ask ``point(_:)`` for one.
  public var points: PlanarPoints { spots.points }

  /// What each counts for; `nil` when each counts one.
  public internal(set) var weights: [Double]?

  /// What each is worth by a table of harm; `nil` where none was asked.
  public internal(set) var harm: HarmValues?

  /// The side in metres of the square in which each is known to stand, where any is known by a grid reference alone;
  /// NaN where the record does not say.
  public internal(set) var placePrecision: [Float]?

  /// Whether each one's place may never be named: it is domestic, in somebody's home or in custody; `nil` where no
  /// record says so.
  public internal(set) var isPrivate: [Bool]?

  /// When each began, in minutes since 1970 by the local clock; `Int32.min` where unknown.
  public let start: [Int32]

  /// When each ended, likewise; `nil` when no record says.
  public let end: [Int32]?

  /// How exactly the time is known.
  public let precision: [TimePrecision]

  /// The recorded location's name, as a position in ``placeNames``; empty where names were not wanted.
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

  /// What must be said of them: the ``caveats``, and whose figures the harm is that stands beside their number.
  public var notes: [String] { caveats + (harm.flatMap { $0.isWeight ? nil : $0.sentences } ?? []) }

  /// Those of the ``caveats`` on which the question itself hangs: what is asked for cannot be told.
  public internal(set) var untold: [String] = []

  /// How they came about.
  public internal(set) var provenance: Provenance

  /// How many there are.
  public var count: Int { spots.count }

  /// Where an incident stands, in metres.
  public func point(_ index: Int) -> PlanarPoint { spots.point(index) }

  /// The sum of what they count for.
  public var totalWeight: Double { weights?.reduce(0, +) ?? Double(count) }

  /// What the sums of what they count for are sums of.
  public var measure: Measure { weights == nil ? .incidents : harm?.isWeight == true ? .harm : .weight }

  /// What a sum over incidents is called.
  public enum Measure: String, Hashable, Sendable {
    /// Each counts one.
    case incidents
    /// Each counts for the harm that its offence does.
    case harm
    /// Each counts for a number that its record gives.
    case weight
  }

  /// The same incidents, each counting one.
  public var counted: Incidents {
    var counted = self
    counted.weights = nil
    return counted
  }

  /// The incidents as an output numbers them: each one where they count for their harm, which has a column of its own.
  var numbered: Incidents { measure == .harm ? counted : self }

  /// The same incidents, each counting for its harm; `nil` where no table was asked.
  var weighedByHarm: Incidents? {
    harm.map { harm in
      var weighed = self
      weighed.weights = harm.values
      return weighed
    }
  }

  /// What an incident counts for.
  public func weight(of index: Int) -> Double { weights?[index] ?? 1 }

  /// Incidents from columns of one length.
  public init(
    points: PlanarPoints, weights: [Double]? = nil, start: [Int32]? = nil, end: [Int32]? = nil,
    precision: [TimePrecision]? = nil, place: [UInt32]? = nil, placeNames: [String] = [""],
    account: RowAccount? = nil, coverage: Coverage? = nil, isOpenData: Bool = false,
    policeGenerated: PoliceGenerated? = nil, caveats: [String] = [], provenance: Provenance = Provenance()
  ) {
    self.init(
      spots: Spots(points), weights: weights, start: start, end: end, precision: precision, place: place,
      placeNames: placeNames, account: account, coverage: coverage, isOpenData: isOpenData,
      policeGenerated: policeGenerated, caveats: caveats, provenance: provenance)
  }

  /// Incidents from columns of one length, where they stand by their places.
  init(
    spots: Spots, weights: [Double]? = nil, start: [Int32]? = nil, end: [Int32]? = nil,
    precision: [TimePrecision]? = nil, place: [UInt32]? = nil, placeNames: [String] = [""],
    account: RowAccount? = nil, coverage: Coverage? = nil, isOpenData: Bool = false,
    policeGenerated: PoliceGenerated? = nil, caveats: [String] = [], provenance: Provenance = Provenance()
  ) {
    let count = spots.count
    self.spots = spots
    self.weights = weights
    self.start = start ?? [Int32](repeating: .min, count: count)
    self.end = end
    self.precision = precision ?? [TimePrecision](repeating: .unknown, count: count)
    self.place = place ?? []
    self.placeNames = placeNames
    self.account = account ?? RowAccount(read: count, used: count, refused: [:], notSelected: 0)
    self.coverage = coverage
    self.isOpenData = isOpenData
    self.policeGenerated = policeGenerated
    self.caveats = caveats
    self.provenance = provenance
    precondition(
      [
        self.start.count, self.precision.count, place?.count ?? count, weights?.count ?? count,
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
