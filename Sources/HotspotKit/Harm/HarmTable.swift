/// How much harm an offence does, by the offence's code, its name or its category: what `--weight harm` counts by.
///
/// A table says whose figures it holds and from when. Offences that match no entry have no value: they are counted and
/// named, and nothing is put in their place. Anti-social behaviour stands in no table.
///
/// Sources: Sherman, Neyroud & Neyroud (2016), *Policing* 10(3), for the Cambridge Crime Harm Index; Office for National
/// Statistics, *Crime Severity Score*. Which Home Office codes make up an entry is read off the offence subgroups of the
/// *Police recorded crime and outcomes open data tables*; codes whose subgroup is in doubt are left off.
public struct HarmTable: Hashable, Sendable {
  /// A table that ships.
  public enum Shipped: String, CaseIterable, Hashable, Sendable {
    /// The Cambridge Crime Harm Index of 2026, by offence subgroup and by category of data.police.uk.
    case cchi
    /// Weights of the Office for National Statistics' Crime Severity Score; of some offences only.
    case ons
  }

  /// What offences of one kind are worth.
  public struct Entry: Hashable, Sendable {
    /// The Home Office codes that it holds for.
    public let codes: [OffenceCodePattern]

    /// The names that it holds for, the first being its own.
    public let offences: [String]

    /// The category of which it holds as a whole; `nil` where the category holds other offences too.
    public let category: String?

    /// The harm of one offence.
    public let value: Double

    /// Whose figure it is, where it is not that of the whole table.
    public let source: String?
  }

  /// What the table is called: its title, or the file's name.
  public let title: String

  /// Where its figures come from; `nil` where its file does not say.
  public let source: String?

  /// The day or year of its figures; `nil` where its file does not say.
  public let dated: String?

  /// Whether its figures were taken from somebody who had them from the source; `nil` where nobody knows.
  public let isSecondHand: Bool?

  /// What one is called: `days of imprisonment`, or `severity points`.
  public let unit: String

  /// SHA-256 of the file; `nil` for a table that ships.
  public let digest: String?

  /// What it holds, in its order.
  public let entries: [Entry]

  init(
    title: String, source: String?, dated: String?, isSecondHand: Bool?, unit: String, digest: String?,
    entries: [Entry]
  ) {
    self.title = title
    self.source = source
    self.dated = dated
    self.isSecondHand = isSecondHand
    self.unit = unit
    self.digest = digest
    self.entries = entries
  }

  /// A table that ships.
  public static func shipped(_ table: Shipped) throws(HotspotError) -> HarmTable {
    switch table {
    case .cchi:
      HarmTable(
        title: "Cambridge Crime Harm Index 2026", source: "University of Cambridge, Institute of Criminology",
        dated: "2026", isSecondHand: true, unit: "days of imprisonment", digest: nil,
        entries: try HarmRows(text: PackageResources.cchi_2026_csv, named: "cchi").entries)
    case .ons:
      HarmTable(
        title: "ONS Crime Severity Score weights",
        source: "Office for National Statistics, as others transcribed them",
        dated: "2016", isSecondHand: true, unit: "severity points", digest: nil,
        entries: try HarmRows(text: PackageResources.ons_css_csv, named: "ons").entries)
    }
  }

  /// The table in words, with what must be said wherever it is used.
  public var sentence: String {
    var notes: [String] = []
    if isSecondHand == true { notes.append("second-hand") }
    if let source { notes.append(source) }
    if let dated { notes.append(dated) }
    if digest != nil { notes.append("a table of your own") }
    return notes.isEmpty ? title : "\(title) (\(notes.joined(separator: ", ")))"
  }
}
