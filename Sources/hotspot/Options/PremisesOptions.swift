import ArgumentParser
import HotspotKit

/// The venues at which incidents may gather.
struct PremisesOptions: ParsableArguments {
  @Option(
    name: .customLong("by-premises"),
    help: """
      CSV or GeoJSON file of places with a column name: says how much of each zone is one venue. For operational use \
      only, and not for coordinates that were moved, as data.police.uk's are.
      """)
  var byPremises: String?

  @Option(
    name: .customLong("premises-within"),
    help: ArgumentHelp(
      "How far in metres an incident may stand from its venue; \(Int(Venues.usualReach)) otherwise."))
  var premisesWithin: Double?

  /// Checks before any file is read.
  func require() throws(HotspotError) {
    guard let premisesWithin else { return }
    guard byPremises != nil else {
      throw .invalidParameter("--premises-within goes with --by-premises FILE: name the places")
    }
    try Venues.require(reach: premisesWithin)
  }

  /// Refuses records of which no venue's share can be told.
  func require(_ table: IncidentTable) throws(HotspotError) {
    if byPremises != nil { try Venues.require(truePlacesIn: table) }
  }

  /// Says of zones how much of each is one venue.
  func name(
    _ hotspots: inout Hotspots, in area: borrowing StudyArea, saying messages: Messages
  ) throws(HotspotError) {
    guard let byPremises else { return }
    let venues = try Venues(path: byPremises, reach: premisesWithin ?? Venues.usualReach, in: area)
    for remark in try hotspots.nameVenues(venues) { messages.say(remark) }
  }
}
