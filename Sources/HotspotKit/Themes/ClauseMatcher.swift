/// Asks of each record whether it meets a clause, and keeps count of what the records could not tell.
///
/// A class, for as a structure it would be copied for every row that asks.
final class ClauseMatcher {
  /// Something that a clause asks and a record does not say; the record then counts.
  enum Doubt: Int, CaseIterable {
    case category, notation, knife, domesticOnly, locationType, dwellings, domestic, hours
  }

  /// Some doubts of one row: a set as a number, for there may be millions of rows.
  struct Doubts {
    private var bits: UInt8 = 0

    mutating func insert(_ doubt: Doubt) { bits |= 1 << UInt8(doubt.rawValue) }

    func contains(_ doubt: Doubt) -> Bool { bits & 1 << UInt8(doubt.rawValue) != 0 }
  }

  private let clause: SelectionClause
  private let table: IncidentTable
  private let isCategory: [Bool]
  private let code: AnsweredColumn<OffenceCode?>?
  private let flags: [(flag: OffenceFlag, column: AnsweredColumn<Bool>?)]
  private let place: AnsweredColumn<Bool>?
  private let dwelling: AnsweredColumn<Bool>?
  private let domestic: AnsweredColumn<Bool>?
  private let isInside: [Bool]?
  private var admitted = 0
  private var doubts = [Int](repeating: 0, count: Doubt.allCases.count)

  /// `isInside` says for each placed row whether it lies in the clause's areas.
  init(_ clause: SelectionClause, of table: IncidentTable, isInside: [Bool]?) {
    self.clause = clause
    self.table = table
    self.isInside = isInside
    let wanted = Set(clause.categories.map { $0.lowercased() })
    isCategory = table.categories.map { wanted.contains($0.lowercased()) }
    code = AnsweredColumn("offence_code", of: table, OffenceCode.init)
    flags = clause.flags.map { flag in
      (flag, AnsweredColumn(flag.rawValue, of: table, flag.isSet))
    }
    let kinds = clause.locationTypes.map { $0.lowercased() }
    place = AnsweredColumn("location_type", of: table) { text in
      let text = text.lowercased()
      return kinds.contains { text.contains($0) }
    }
    dwelling = AnsweredColumn("location_type", of: table, LeftOut.isDwelling)
    domestic = AnsweredColumn("domestic", of: table, OffenceFlag.domestic.isSet)
  }

  /// What a row that meets the clause could not tell, often nothing; `nil` for a row that does not meet it.
  ///
  /// `index` is the row's position among the placed rows.
  func doubts(ofRow row: Int, index: Int) -> Doubts? {
    if let isInside, !isInside[index] { return nil }
    var met = Doubts()
    guard isKind(row, &met), isMarked(row, &met), isPlaced(row, &met), isInHours(row, &met) else {
      return nil
    }
    return met
  }

  /// Counts a row that meets the clause, and what it could not tell.
  func count(_ met: Doubts) {
    admitted += 1
    for doubt in Doubt.allCases where met.contains(doubt) { doubts[doubt.rawValue] += 1 }
  }

  /// A code decides where it can; else the category.
  private func isKind(_ row: Int, _ met: inout Doubts) -> Bool {
    if clause.codes.isEmpty {
      return clause.categories.isEmpty || isCategory[Int(table.category[row])]
    }
    if let code, let stated = code[row], let stated {
      if let answer = clause.codes.admits(stated) { return answer }
      met.insert(.notation)
    }
    met.insert(.category)
    return isCategory[Int(table.category[row])]
  }

  private func isMarked(_ row: Int, _ met: inout Doubts) -> Bool {
    for (flag, column) in flags {
      guard let isSet = column?[row] else {
        met.insert(flag == .knife ? .knife : .domesticOnly)
        continue
      }
      if !isSet { return false }
    }
    guard clause.leaveOut.contains(.domestic) else { return true }
    guard let isDomestic = domestic?[row] else {
      met.insert(.domestic)
      return true
    }
    return !isDomestic
  }

  private func isPlaced(_ row: Int, _ met: inout Doubts) -> Bool {
    if !clause.locationTypes.isEmpty {
      if let fits = place?[row] { if !fits { return false } } else { met.insert(.locationType) }
    }
    guard clause.leaveOut.contains(.dwellings) else { return true }
    guard let isDwelling = dwelling?[row] else {
      met.insert(.dwellings)
      return true
    }
    return !isDwelling
  }

  private func isInHours(_ row: Int, _ met: inout Doubts) -> Bool {
    if clause.hours.isEmpty { return true }
    guard table.precision[row] == .minute else {
      met.insert(.hours)
      return true
    }
    let minute = Int(table.start[row])
    let ofWeek = minute - CivilTime.weekStart(of: minute)
    return clause.hours.contains { window in
      let since = ofWeek - window.start
      return (since < 0 ? since + WeekWindow.week : since) < window.length
    }
  }

  /// What the records could not tell, in sentences.
  var caveats: [String] { Doubt.allCases.compactMap(sentence) }

  /// Those of the ``caveats`` on which the clause's question hangs, where at least half of the records that it took
  /// could not tell.
  var untold: [String] {
    Doubt.allCases.filter { isEssential($0) && doubts[$0.rawValue] * 2 >= admitted }.compactMap(sentence)
  }

  /// What a clause asks for by name is its question. What it leaves out, and a code for which a category can stand,
  /// makes an answer narrower; whether it can do without, the clause says.
  private func isEssential(_ doubt: Doubt) -> Bool {
    switch doubt {
    case .knife, .domesticOnly, .locationType, .hours: true
    case .category, .notation: clause.needs.contains(.offenceCode)
    case .dwellings: clause.needs.contains(.dwellings)
    case .domestic: clause.needs.contains(.domestic)
    }
  }

  /// How many records could not tell something, and what that means; `nil` where all could.
  private func sentence(of doubt: Doubt) -> String? {
    let count = doubts[doubt.rawValue]
    guard count > 0 else { return nil }
    let who = count == admitted ? "the records carry" : "\(count) of \(admitted) records carry"
    switch doubt {
    case .category:
      guard let means = clause.categoryMeans else {
        return isEssential(.category) ? "\(who) no offence code: they were taken by category" : nil
      }
      return
        "\(count == admitted ? "the" : "\(count) of \(admitted)") records were taken by category: \(means)"
    case .notation:
      return
        "\(count) records write offence codes as the theme does not (34/2 beside 34B): their category decided"
    case .knife:
      return "\(who) no knife flag: cannot tell knife-enabled offences apart: \(kinds) are taken whole"
    case .domesticOnly:
      return "\(who) no domestic flag: cannot tell domestic offences apart: \(kinds) are taken whole"
    case .locationType:
      return "\(who) no location type: could not be narrowed to \(clause.locationTypes.spoken(with: "or"))"
    case .dwellings:
      return "\(who) no location type: offences in dwellings could not be left out"
    case .domestic:
      return "\(who) no domestic flag: domestic offences could not be left out"
    case .hours:
      return "\(who) no hour: offences are taken at any hour, not only in the theme's hours"
    }
  }

  private var kinds: String {
    clause.categories.isEmpty ? "all offences" : clause.categories.spoken(with: "and")
  }
}

extension [String] {
  /// The texts as a sentence lists them: `a, b and c`.
  func spoken(with joint: String) -> String {
    guard count > 1, let last else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(joint) \(last)"
  }
}
