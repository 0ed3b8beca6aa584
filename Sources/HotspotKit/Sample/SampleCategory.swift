/// One category of the sample: how much of it, when, where, and beside what.
struct SampleCategory {
  let name: String

  /// Rows of a thousand.
  let share: Int

  let hours: Hours

  /// Whether a row says from when till when it may have happened.
  var isSpan = false

  /// How many hotspots are planted, and the least and greatest share of the category that each draws.
  var hotspots = Planted.none

  /// Premises near which the background is denser.
  var factors: [Factor] = []

  /// A category whose rows carry no identifier.
  var hasIdentifier = true

  /// Denser towards the middle of towns than other categories are.
  var isCentral = false

  /// A planted risk factor: so many times the background within so many metres of the nearest one.
  struct Factor {
    let kind: SamplePremises.Kind
    let metres: Double
    let relativeRisk: Double
  }

  /// The planted hotspots of a category.
  struct Planted {
    let count: Int
    let shares: ClosedRange<Double>
    /// Whether they lie about pubs rather than anywhere in a town.
    let atPubs: Bool
    static let none = Planted(count: 0, shares: 0...0, atPubs: false)
  }

  /// The week of a category: how likely each hour is, a digit each, from 00 to 23.
  struct Hours {
    let monday, friday, saturday, sunday: [Int]

    init(_ plain: String, friday: String? = nil, saturday: String? = nil, sunday: String? = nil) {
      let digits = { (text: String) in text.utf8.map { Int($0) - 48 } }
      monday = digits(plain)
      self.friday = friday.map(digits) ?? monday
      self.saturday = saturday.map(digits) ?? self.friday
      self.sunday = sunday.map(digits) ?? monday
    }

    /// The hours of a weekday, Monday being 0.
    func of(weekday: Int) -> [Int] {
      switch weekday {
      case 4: friday
      case 5: saturday
      case 6: sunday
      default: monday
      }
    }
  }

  /// Nights out: Friday and Saturday evenings run on until three.
  private static let nights = Hours(
    "211000011122222233444543", friday: "211000011122222233456899",
    saturday: "975310011222223334456899", sunday: "986410011222222233443322")
  private static let evenings = Hours("311000001111223455566654", friday: "311000001111223456678876")
  private static let streets = Hours("211000000111112467889974")
  private static let shops = Hours("000000001367888888642100", sunday: "000000000158888860000000")
  private static let days = Hours("211111112344444444433222")
  private static let away = Hours("211000147743332223478864")

  /// Every category, named as data.police.uk does; the shares add up to 1,000.
  static let all: [SampleCategory] = [
    SampleCategory(
      name: "Anti-social behaviour", share: 220, hours: evenings,
      hotspots: Planted(count: 10, shares: 0.03...0.05, atPubs: false),
      factors: [Factor(kind: .takeaways, metres: 100, relativeRisk: 2)], hasIdentifier: false),
    SampleCategory(
      name: "Bicycle theft", share: 12, hours: away, isSpan: true,
      factors: [Factor(kind: .stations, metres: 200, relativeRisk: 6)], isCentral: true),
    SampleCategory(name: "Burglary", share: 48, hours: away, isSpan: true),
    SampleCategory(name: "Criminal damage and arson", share: 80, hours: evenings, isSpan: true),
    SampleCategory(
      name: "Drugs", share: 25, hours: evenings,
      factors: [Factor(kind: .stations, metres: 250, relativeRisk: 3)]),
    SampleCategory(name: "Other crime", share: 15, hours: days),
    SampleCategory(name: "Other theft", share: 60, hours: days, isSpan: true),
    SampleCategory(
      name: "Possession of weapons", share: 12, hours: nights,
      factors: [Factor(kind: .pubs, metres: 150, relativeRisk: 2)]),
    SampleCategory(
      name: "Public order", share: 70, hours: nights,
      factors: [Factor(kind: .pubs, metres: 150, relativeRisk: 3)], isCentral: true),
    SampleCategory(
      name: "Robbery", share: 25, hours: streets,
      hotspots: Planted(count: 10, shares: 0.04...0.06, atPubs: false),
      factors: [
        Factor(kind: .pubs, metres: 150, relativeRisk: 3),
        Factor(kind: .stations, metres: 300, relativeRisk: 2),
      ]),
    SampleCategory(name: "Shoplifting", share: 75, hours: shops, isCentral: true),
    SampleCategory(
      name: "Theft from the person", share: 23, hours: nights,
      factors: [Factor(kind: .stations, metres: 300, relativeRisk: 3)], isCentral: true),
    SampleCategory(name: "Vehicle crime", share: 65, hours: away, isSpan: true),
    SampleCategory(
      name: "Violence and sexual offences", share: 270, hours: nights,
      hotspots: Planted(count: 9, shares: 0.02...0.04, atPubs: true),
      factors: [
        Factor(kind: .pubs, metres: 150, relativeRisk: 3),
        Factor(kind: .takeaways, metres: 100, relativeRisk: 1.5),
      ]),
  ]
}
