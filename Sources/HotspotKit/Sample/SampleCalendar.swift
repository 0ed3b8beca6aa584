/// The twelve months of the sample, 1 March 2024 to 28 February 2025, and what happens on which day.
struct SampleCalendar {
  /// A day of the sample.
  struct Day {
    let year, month, day: Int
    /// Monday is 0.
    let weekday: Int

    /// `2024-03-01`.
    var text: String { "\(year)-\(two(month))-\(two(day))" }
    /// `2024-03`.
    var monthText: String { "\(year)-\(two(month))" }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  }

  /// The days, and one after the last on which an event may end.
  let days: [Day]

  /// How many days rows begin on.
  static let length = 365

  /// How likely each category is up to and including its place in the list, by weekday.
  private let categories: [[Double]]

  /// The share of all rows that fall before each day, and 1.
  private let before: [Double]

  init() {
    var days: [Day] = []
    // 1 March 2024 was a Friday; February 2025 had 28 days.
    let lengths = [31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28]
    for (index, length) in lengths.enumerated() {
      for day in 1...length {
        days.append(
          Day(
            year: index < 10 ? 2024 : 2025, month: (index + 2) % 12 + 1, day: day,
            weekday: (4 + days.count) % 7))
      }
    }
    days.append(Day(year: 2025, month: 3, day: 1, weekday: 5))
    self.days = days

    categories = (0..<7).map { weekday in
      var sum = 0.0
      return SampleCategory.all.map { category in
        let week = (0..<7).reduce(0) { $0 + category.hours.of(weekday: $1).reduce(0, +) }
        let today = category.hours.of(weekday: weekday).reduce(0, +)
        sum += Double(category.share * today) / Double(week)
        return sum
      }
    }
    // A tenth more in summer, a tenth less in winter, by months from January.
    let season = [0.90, 0.90, 0.95, 1.00, 1.05, 1.10, 1.10, 1.10, 1.05, 1.00, 0.95, 0.90]
    var before = [0.0]
    for day in days.prefix(Self.length) {
      let weight = (categories[day.weekday].last ?? 0) * season[day.month - 1]
      before.append((before.last ?? 0) + weight)
    }
    let whole = before.last ?? 1
    self.before = before.map { $0 / whole }
  }

  /// Which of so many rows begin on a day.
  func rows(on day: Int, of count: Int) -> Range<Int> {
    Int(before[day] * Double(count))..<Int(before[day + 1] * Double(count))
  }

  /// A category drawn for a day.
  func category(on day: Int, random: inout SeededRandom) -> Int {
    let sums = categories[days[day].weekday]
    return sums.firstPosition(above: random.unit() * (sums.last ?? 0))
  }

  /// Minutes from midnight at which a row of a category begins and ends; the end may lie on the next day.
  func minutes(of category: SampleCategory, on day: Int, random: inout SeededRandom) -> (Int, Int) {
    let hours = category.hours.of(weekday: days[day].weekday)
    var drawn = random.below(hours.reduce(0, +))
    var hour = 0
    while drawn >= hours[hour] {
      drawn -= hours[hour]
      hour += 1
    }
    // The clocks went forward at one in the night to 31 March 2024: that hour was not.
    if hour == 1, days[day].month == 3, days[day].day == 31 { hour = 2 }
    // People give round times more often than not.
    let minute = random.below(10) < 6 ? random.below(12) * 5 : random.below(60)
    let start = hour * 60 + minute
    guard category.isSpan, random.below(100) < 85 else { return (start, start) }
    // Out for the day, or home in the morning.
    let end = hour < 15 ? max(start + 20, 960 + random.below(150)) : 1440 + 390 + random.below(150)
    return (start, end)
  }
}

extension [Double] {
  /// The first position whose value is above a number; the last one when none is. The values rise.
  func firstPosition(above number: Double) -> Int {
    var (low, high) = (0, count - 1)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] > number { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
