import HotspotKit

extension FindOptions {
  /// What the forecast asked for expects; `nil` where none was.
  func outlook(
    of incidents: Incidents, in cells: ForecastCells, for question: HotspotQuestion, table: IncidentTable,
    on area: borrowing StudyArea, input: InputOptions, common: CommonOptions
  ) async throws(HotspotError) -> ZoneOutlook? {
    guard let method = question.forecast, incidents.count > 0 else { return nil }
    let history = try History(of: incidents, in: cells, monthsHeld: table.monthsHeld(by: incidents))
    if incidents.isOpenData {
      common.messages.say(
        "the coordinates were moved to shared map points before they were published: nothing finer is forecast"
      )
    }
    var ground: RiskGround?
    if let risk = question.risk {
      if let obstacle = ForecastMethod.risk.obstacle(in: history) {
        throw .invalidParameter("--factor cannot enter the forecast: \(obstacle)")
      }
      ground = try await risk.ground(
        in: area, on: cells, input: input, includesPoliceGenerated: demand.includePoliceGenerated,
        common: common)
    }
    return try await ZoneOutlook(
      of: history, by: method, rule: question.theme.rule, risk: ground, bands: common.bands)
  }
}
