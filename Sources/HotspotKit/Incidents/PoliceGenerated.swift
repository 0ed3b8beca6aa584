public import Geospatial

/// The police-generated offences among the records: those that are found because police searched, such as
/// possession of weapons and of drugs. They show where police looked, not where help was wanted.
///
/// A record is one when its category is `Possession of weapons`, `Drugs` or a stop and search, its Home Office
/// class is 10, 81, 90 (weapons) or 92 (drugs), or its source says so.
///
/// Source: Home Office, *Police recorded crime and outcomes open data tables*, offence groups "Possession of
/// weapons offences" and "Drug offences".
public struct PoliceGenerated: Hashable, Sendable {
  /// Where they stand, in metres: all within the area and the days asked for, whatever the theme selects.
  public let points: PlanarPoints

  /// Which of them are among the incidents.
  public let isCounted: [Bool]

  /// How many of them the theme selects and are left out of its demand all the same.
  public let leftOut: Int

  /// Police-generated offences from columns of one length.
  public init(points: PlanarPoints, isCounted: [Bool], leftOut: Int) {
    precondition(points.count == isCounted.count, "columns of one table have one length")
    self.points = points
    self.isCounted = isCounted
    self.leftOut = leftOut
  }
}
