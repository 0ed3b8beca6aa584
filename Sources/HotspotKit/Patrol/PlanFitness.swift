/// Whether crews can be tasked with a plan, and what whoever tasks them must know.
extension PatrolPlan {
  /// Records that end more than so many days before the shift make a plan unfit: half a year.
  public static let oldestDays = 183

  /// Records that end more than so many days before the shift are worth a word: a month.
  public static let staleDays = 31

  /// What speaks against tasking crews with this plan; empty when nothing does.
  ///
  /// A plan is unfit when its *where* or its *when* would not stand up to a question in the briefing room:
  ///
  /// - it is empty: there is no zone, or no visit fits into the shift;
  /// - there is no boundary, so that zones may lie on another force's ground, and the share of the area that the theme
  ///   allows was taken of a rectangle round the records;
  /// - the records carry no date, or nothing finer than a month, or end more than ``oldestDays`` before the shift;
  /// - the coordinates were moved before they were published;
  /// - the theme's question itself cannot be told: at least half of the records carry nothing of what the theme asks for
  ///   by name (a flag, a location type, hours) or says that it needs (``SelectionClause/needs``). Knife crime without
  ///   a knife flag is all robbery and all violence; violence against women and girls by category points at homes.
  ///
  /// Everything else is a caveat: the plan stands, and the words go with it. So it is with what else could not be left
  /// out (dwellings, domestic offences), with a category that stands for an offence code, with a minority of records
  /// that could not tell, with assumed windows or an assumed shift, with police-generated offences that were asked for,
  /// with visits that found no place, and with records that end more than ``staleDays`` before the shift.
  ///
  /// The limits are this toolkit's judgement, not a source's: a force's own extract is days old, so that a month says
  /// that nobody made a new one, and after half a year the season is another.
  public var notFitBecause: [String] {
    var reasons: [String] = []
    let incidents = hotspots.incidents
    if hotspots.zones.isEmpty { reasons.append("there are no zones") }
    if visits.isEmpty && !hotspots.zones.isEmpty {
      reasons.append("no visit fits: the shift lies outside the hot windows or is too short")
    }
    if !hotspots.isBounded {
      reasons.append("no boundary was given with --area: zones may lie on ground that is not yours to patrol")
    }
    if let coverage = incidents.coverage {
      if coverage.isByMonth { reasons.append("the records say no more than the month: neither day nor hour") }
      if daysSinceRecords > Self.oldestDays { reasons.append("\(ageOfRecords): take newer ones") }
    } else {
      reasons.append("the records carry no dates: nobody can say how old they are")
    }
    if incidents.isOpenData {
      reasons.append("the coordinates are snapped to shared map points: a zone may be off by streets")
    }
    return reasons + incidents.untold
  }

  /// What whoever tasks crews with this plan must know, and what does not speak against it.
  public var caveats: [String] {
    let incidents = hotspots.incidents
    var caveats = incidents.caveats.filter { !incidents.untold.contains($0) }
    if planner.shift.isAssumed {
      caveats.append("nobody gave a shift: the theme's longest window is assumed")
    }
    if let coverage = incidents.coverage, !coverage.isByMonth, !incidents.precision.contains(.minute) {
      caveats.append("the records carry no hours: the windows are the theme's assumption")
    }
    if daysSinceRecords > Self.staleDays, daysSinceRecords <= Self.oldestDays {
      caveats.append("\(ageOfRecords): look whether the zones still hold")
    }
    if incidents.policeGenerated?.isCounted.contains(true) == true {
      caveats.append("police-generated offences count here: they show where police looked")
    }
    let left = unplaced.reduce(0, +)
    if left > 0 {
      caveats.append("\(left) \(left == 1 ? "visit" : "visits") found no place in the shift")
    }
    return caveats
  }

  /// The days from the last record to the day on which the shift begins; 0 without dates.
  private var daysSinceRecords: Int {
    guard let last = hotspots.incidents.coverage?.lastDay else { return 0 }
    return CivilTime.day(of: Int32(clamping: planner.shift.start)) - last
  }

  private var ageOfRecords: String {
    "the last record is from \(hotspots.incidents.coverage?.last ?? ""), \(daysSinceRecords) days before the shift"
  }
}
