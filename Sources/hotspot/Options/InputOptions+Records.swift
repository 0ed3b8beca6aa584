import Files
import HotspotKit

extension InputOptions {
  /// The records, and on standard error what had to be done to read them.
  ///
  /// `countingRepeats` costs memory and is for a verb that tells of them; `wantsPlaces` costs time and is for one that
  /// names places; `conditions` name columns to be kept. `wantsDigests` is for an answer with provenance.
  func table(
    saying messages: Messages, threads: Int, countingRepeats: Bool = false, wantsPlaces: Bool = true,
    weighting: Weighting = .count, conditions: [RowCondition] = [], wantsDigests: Bool = false
  ) throws(HotspotError) -> IncidentTable {
    var rules = ReadingRules()
    rules.columns = try columnChoice()
    if case .column(let name) = weighting { rules.columns.names[.weight] = name }
    rules.system = try Self.system(inputSystem)
    rules.dateOrder = try dateOrder()
    rules.oneRowPer = try countedOnce()
    rules.kept = conditions.map(\.column)
    rules.countingRepeats = countingRepeats
    // Conditions and lists of places may ask for their names.
    rules.wantsPlaces = wantsPlaces || !conditions.isEmpty || ignoredPlaces != nil
    rules.wantsDigests = wantsDigests
    rules.threads = threads
    if timeZone != nil { rules.timeZone = try zone().name }
    if let ignoredPlaces { rules.ignoredPlaces = try IgnoredPlaces(path: ignoredPlaces) }
    let files = try paths()
    if let postcodes { rules.postcodes = try PostcodeLookup(files: try Self.expand([postcodes])) }
    let table = try IncidentTable(files: files, by: rules)
    for note in table.notes { messages.say(note) }
    return table
  }

  /// The clocks by which the times go.
  func zone() throws(HotspotError) -> TimeZoneRules {
    do {
      return try TimeZoneRules(named: timeZone ?? ReadingRules().timeZone)
    } catch {
      throw .invalidParameter("--time-zone: \(error)")
    }
  }

  /// Writes the refused rows where the user asked for them.
  func writeRejects(_ refused: [Refusal]) throws(HotspotError) {
    guard let rejects else { return }
    let files = try paths()
    do throws(FileError) {
      var file = try WholeFile(rejects, readers: .ownerOnly)
      try file.append(refused.csv(naming: files))
      try file.commit()
    } catch {
      throw .file(error)
    }
  }

  private func paths() throws(HotspotError) -> [String] { try Self.expand(inputs) }

  private static func expand(_ paths: [String]) throws(HotspotError) -> [String] {
    do { return try InputFiles.expand(paths) } catch { throw .file(error) }
  }

  private func countedOnce() throws(HotspotError) -> CountedOnce? {
    guard let oneRowPer else { return nil }
    guard let counted = CountedOnce(rawValue: oneRowPer) else {
      throw .invalidParameter("--one-row-per '\(oneRowPer)': write crime, victim or row")
    }
    return counted
  }

  /// The incidents that are asked for. `wantsProvenance` costs a digest of the files.
  func incidents(
    of table: IncidentTable, matching selection: Selection, in area: borrowing StudyArea,
    wantsProvenance: Bool
  ) throws(HotspotError) -> Incidents {
    let sources =
      try wantsProvenance ? table.provenance(of: try paths(), label: sourceLabel) : Provenance()
    let incidents = try table.incidents(
      matching: selection, system: try system(of: table), in: area, sources: sources)
    try writeRejects(incidents.refused)
    return incidents
  }

  private func dateOrder() throws(HotspotError) -> DateOrder? {
    switch dates {
    case nil: return nil
    case "dmy": return .dayFirst
    case "mdy": return .monthFirst
    case let other?: throw .invalidParameter("--dates '\(other)': write dmy or mdy")
    }
  }
}
