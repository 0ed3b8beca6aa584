import Geospatial
import HotspotKit

/// The records that a question is asked of: the table as it was read, where it is asked, and what counts.
struct AskedRecords: ~Copyable {
  let table: IncidentTable
  let area: StudyArea
  let incidents: Incidents
}

extension InputOptions {
  /// Reads the records, finds the study area and selects what counts.
  ///
  /// `wantsPlaces` costs time and is for a verb that names places; `wantsProvenance` is for one that writes it beside
  /// the output.
  func records(
    _ selection: Selection, wantsPlaces: Bool, wantsProvenance: Bool = false, for output: OutputOptions,
    by common: CommonOptions
  ) async throws(HotspotError) -> AskedRecords {
    let wantsProvenance = wantsProvenance || output.wantsProvenance || output.format == "json"
    let bounded = try boundedArea(threads: common.bands.threads)
    let table = try table(
      saying: common.messages, threads: common.bands.threads, wantsPlaces: wantsPlaces,
      weighting: selection.weighting, conditions: selection.conditions, wantsDigests: wantsProvenance)
    let area = try await studyArea(for: table, bounded)
    let incidents = try incidents(
      of: table, matching: selection, in: area, wantsProvenance: wantsProvenance)
    return AskedRecords(table: table, area: area, incidents: incidents)
  }
}
