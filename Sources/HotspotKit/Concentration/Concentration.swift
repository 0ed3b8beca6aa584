internal import Files
internal import Geospatial

/// On how few places incidents concentrate, whether these stay the same, and what the grid's origin does to the answer.
public struct Concentration: Sendable {
  /// What is asked.
  public struct Question: Hashable, Sendable {
    /// What counts as a place.
    public var places: PlaceKind

    /// The share of places, those with most, whose fate is followed from period to period.
    public var topShare: Double

    /// How long a period is; `nil` not to follow any.
    public var period: PeriodLength?

    /// How many origins of the grid are tried along each direction; 1 for its own alone.
    public var offsetSteps: Int

    /// What draws start from.
    public var seed: UInt64

    /// A question.
    ///
    /// - Throws: ``HotspotError/invalidParameter(_:)`` unless the share is above 0 and at most 1, and there are 1 to 10
    ///   steps of the origin.
    public init(
      places: PlaceKind, topShare: Double = 0.01, period: PeriodLength? = nil, offsetSteps: Int = 4,
      seed: UInt64 = 1
    ) throws(HotspotError) {
      guard topShare > 0, topShare <= 1 else {
        throw .invalidParameter("top \(topShare): give a share above 0 and at most 1, such as 0.01")
      }
      guard (1...10).contains(offsetSteps) else {
        throw .invalidParameter("offsets \(offsetSteps): give 1 to 10 steps along each direction")
      }
      self.places = places
      self.topShare = topShare
      self.period = period
      self.offsetSteps = offsetSteps
      self.seed = seed
    }
  }

  /// A period and how its incidents lie.
  public struct Slice: Sendable {
    /// The days.
    public let period: Period

    /// How its incidents are spread over the places.
    public let curve: LorenzCurve

    /// How many places are its top.
    public let top: Int

    /// How many places were equal at the cut, where chance had to decide.
    public let tied: Int

    /// How the top of the last period with an incident fared; `nil` in the first and where there is no incident: a gap in
    /// the records.
    public let change: TopChange?
  }

  /// The question.
  public let question: Question

  /// How all incidents are spread.
  public let whole: LorenzCurve

  /// The spread on the grid with its origin moved, its own first; one entry where nothing was moved.
  public let moved: [LorenzCurve]

  /// The periods in the order of time.
  public let slices: [Slice]

  /// Months from the first to the last period without a single one of the incidents, as `2018-08`.
  public let emptyMonths: [String]

  /// What the places hold: incidents, their harm, or a weight.
  public let measure: Incidents.Measure

  /// Whether each incident counts one, so that the generalised coefficient means something.
  public var isCounted: Bool { measure == .incidents }

  /// Incidents that stand in no place.
  public let outside: Int

  /// How it came about.
  public let provenance: Provenance

  /// How often two periods' incidents are dealt by chance.
  public static let dealings = 99
}
