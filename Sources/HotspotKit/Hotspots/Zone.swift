public import Geospatial

/// A hotspot: a small patch of cells that is worth a visit of its own.
public struct Zone: Sendable {
  /// Stable from run to run: the theme and the zone's highest cell, or its area.
  public let id: String

  /// The place in the ranking, from one.
  public let rank: Int

  /// How much effort it is owed.
  public let tier: Tier

  /// Its cells, the highest first.
  public let cells: [Int]

  /// Its edge, in metres; of several parts that of the largest.
  public let polygon: Polygon<PlanarPoint>

  /// Its other parts, where it is an area that a file draws in several.
  public internal(set) var otherParts: [Polygon<PlanarPoint>] = []

  /// Its area, in square metres.
  public let area: Double

  /// The middle of its highest cell, or a place well inside its area, in metres: it always lies inside.
  public let peak: PlanarPoint

  /// The incidents inside, or the sum of what they count for: weights, or harm.
  public let incidents: Double

  /// The positions of the incidents inside, ascending.
  let rows: [Int]

  /// How many incidents are inside, whatever each counts for.
  public var records: Int { rows.count }

  /// The harm of the incidents inside; `nil` where no table was asked or it has a value for none of them.
  public let harm: Double?

  /// The share of the incidents inside that stand on the busiest single location, or at the venue of ``topVenue``.
  public internal(set) var topLocationShare: Double

  /// The venue at which most of them are, where places were given to look for it.
  public internal(set) var topVenue: String?

  /// The street that runs furthest through it, where a layer of streets is given; else the area's own name, where it
  /// is one and has one; else the recorded location most often named, where at least three incidents name it and it is
  /// a place rather than a kind of place.
  public internal(set) var name: String?

  /// What it is called over a radio, such as `COL-03`; its rank where no label gives it letters.
  public internal(set) var reference: String

  /// The streets in it, the longest first; empty without a layer of streets.
  public internal(set) var streets: [String] = []

  /// The areas it belongs to, as asked for: beat, ward, district.
  public internal(set) var labels: [Label] = []

  /// The name of an area that holds a zone's peak.
  public struct Label: Hashable, Sendable {
    /// What the label is called in an output.
    public let key: String

    /// The area's name; `nil` where the zone lies in none.
    public let value: String?
  }

  /// When its incidents happen; `nil` where too few of them are timed to tell.
  public let hours: HourProfile?

  /// How much of what was recorded in the zone is police-generated: the police-generated records of any kind that
  /// stand in it, as a share of these and of the theme's other incidents in it together.
  ///
  /// The same whether the theme counts police-generated offences or leaves them out. `nil` where the records hold
  /// no such offence anywhere: an extract without them says nothing.
  public let policeGeneratedShare: Double?

  /// The share of resamples of the records in which the zone is found again.
  public let stability: Double
}
