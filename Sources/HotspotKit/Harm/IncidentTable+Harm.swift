extension IncidentTable {
  /// What some rows are worth by a table of harm.
  ///
  /// The offence code decides where a row has one that the table holds; else what the row calls the offence, where that
  /// is an offence's name; else its category, where the table has a value for the category as a whole. A row that
  /// matches nothing is worth nought and is counted under what it calls itself. Time O(rows + texts × entries).
  ///
  /// `isGenerated` says of each row of the table whether it is police-generated.
  func harm(
    of rows: some Collection<Int>, by harm: HarmTable, isWeight: Bool, isGenerated: (Int) -> Bool
  ) -> HarmValues {
    let code = AnsweredColumn("offence_code", of: self) { text in
      OffenceCode(text).flatMap { code in harm.entries.first { $0.codes.admits(code) == true }?.value }
    }
    let named = categories.map(harm.value)
    var account = HarmValues.Account()
    var unmatched: [String: Int] = [:]
    var values: [Double] = []
    values.reserveCapacity(rows.count)
    for row in rows {
      let kind = Int(category[row])
      let found: (value: Double, way: HarmValues.Way)?
      if let stated = code?[row], let value = stated { found = (value, .code) } else { found = named[kind] }
      values.append(found?.value ?? 0)
      if let found {
        account.found[found.way, default: 0] += 1
        account.total += found.value
      } else {
        unmatched[categories[kind].isEmpty ? "offences without a name" : categories[kind], default: 0] += 1
      }
      if isGenerated(row) {
        account.policeGenerated += 1
        account.policeGeneratedHarm += found?.value ?? 0
      }
    }
    account.unmatched = unmatched.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      HarmValues.Unmatched(offence: $0.key, count: $0.value)
    }
    return HarmValues(
      values: values, table: harm.sentence, unit: harm.unit, isWeight: isWeight, account: account,
      facts: harm.facts)
  }
}

extension HarmTable {
  /// The value of what a record calls an offence, by the name of an offence or of a category meant whole.
  fileprivate func value(of text: String) -> (value: Double, way: HarmValues.Way)? {
    let words = text.words
    if words.isEmpty { return nil }
    if let entry = entries.first(where: { $0.offences.contains { $0.words == words } }) {
      return (entry.value, .offence)
    }
    return entries.first { $0.category?.words == words }.map { ($0.value, .category) }
  }
}
