/// One week of a picture.
struct HourBlock {
  let week: HourTables.Week

  /// The peaks told in words: the largest, in the order of the week.
  private var told: [HourTable.Peak] {
    week.peaks.sorted { ($1.share, $0.window.start) < ($0.share, $1.window.start) }.prefix(7)
      .sorted { $0.window.start < $1.window.start }
  }

  /// Title, heads, seven days and the sums; then a line a window.
  var height: Double {
    70 + 8 * 27 + 17 * Double(max(told.count, 1) + (week.peaks.count > told.count ? 1 : 0)) + 12
  }

  func draw(on svg: inout SVGText, top: Double, left: Double, column: Double, row: Double) {
    let weights = week.table.weights
    let places = (weights.max() ?? 0) < 10 ? 1 : 0
    let count = "\(week.table.count) timed incidents"
    svg.text("\(week.title): \(count)", x: 24, y: top + 28, size: 14, isBold: true)
    let grid = top + 58
    for hour in 0..<24 {
      svg.text(
        CivilTime.padded(hour), x: left + (Double(hour) + 0.5) * column, y: grid - 8, anchor: .middle)
    }
    svg.text("sum", x: left + 24 * column + 34, y: grid - 8, anchor: .middle)
    for day in 0..<7 {
      let y = grid + Double(day) * row
      svg.text(WeekWindow.days[day], x: left - 10, y: y + 18, anchor: .end)
      for hour in 0..<24 {
        let value = weights[day * 24 + hour]
        let shade = HourShade(of: value, in: week.table)
        let x = left + Double(hour) * column
        svg.rectangle(
          x: x, y: y, width: column, height: row, fill: shade.fill, stroke: "#999", strokeWidth: 0.5
        )
        svg.text(
          Self.figures(value, places), x: x + column / 2, y: y + 18, size: 11.5, anchor: .middle,
          fill: shade.ink)
      }
      let sum = weights[day * 24..<day * 24 + 24].reduce(0, +)
      svg.text(Self.figures(sum, places), x: left + 24 * column + 34, y: y + 18, size: 11.5, anchor: .middle)
    }
    for hour in 0..<24 {
      let sum = (0..<7).reduce(0) { $0 + weights[$1 * 24 + hour] }
      svg.text(
        Self.figures(sum, places), x: left + (Double(hour) + 0.5) * column, y: grid + 7 * row + 18,
        size: 11.5,
        anchor: .middle)
    }
    svg.text("sum", x: left - 10, y: grid + 7 * row + 18, anchor: .end)
    svg.text(
      Self.figures(weights.reduce(0, +), places), x: left + 24 * column + 34, y: grid + 7 * row + 18,
      size: 11.5,
      anchor: .middle, isBold: true)
    frame(on: &svg, grid: grid, left: left, column: column, row: row)
    words(on: &svg, top: grid + 8 * row + 16)
  }

  /// Frames the hours of the windows, run by run within a day.
  private func frame(on svg: inout SVGText, grid: Double, left: Double, column: Double, row: Double) {
    let hot = Set(week.peaks.flatMap(\.window.hours))
    for day in 0..<7 {
      var hour = 0
      while hour < 24 {
        guard hot.contains(day * 24 + hour) else {
          hour += 1
          continue
        }
        let first = hour
        while hour < 24, hot.contains(day * 24 + hour) { hour += 1 }
        svg.rectangle(
          x: left + Double(first) * column + 1.2, y: grid + Double(day) * row + 1.2,
          width: Double(hour - first) * column - 2.4, height: row - 2.4, stroke: "#fff", strokeWidth: 4)
        svg.rectangle(
          x: left + Double(first) * column + 1.2, y: grid + Double(day) * row + 1.2,
          width: Double(hour - first) * column - 2.4, height: row - 2.4, stroke: "#000", strokeWidth: 2.4)
      }
    }
  }

  private func words(on svg: inout SVGText, top: Double) {
    var lines = told.map(\.words)
    if week.windowsOf == "all", week.id != "all" {
      lines = ["too few timed incidents or a flat week: the windows of all incidents hold here"]
    } else if lines.isEmpty {
      lines = ["no peak windows: the week is flat"]
    } else if week.peaks.count > told.count {
      lines.append("and \(week.peaks.count - told.count) more, smaller")
    }
    for (index, line) in lines.enumerated() {
      svg.text(line, x: 24, y: top + 17 * Double(index), size: 12)
    }
  }

  private static func figures(_ value: Double, _ places: Int) -> String {
    let rounded = value.rounded(toPlaces: value >= 100 ? 0 : places)
    return rounded == 0 ? (value > 0 ? "·" : "") : rounded.formattedPlainly
  }
}

/// How dark an hour is: by how many times an even share of the week it holds.
enum HourShade: Int, CaseIterable {
  case underHalf, underOne, underWindow, underTwo, twoOrMore

  init(of weight: Double, in table: HourTable) {
    let even = table.weights.reduce(0, +) / Double(HourProfile.hours)
    let times = even > 0 ? weight / even : 0
    // 1.25 is the bar of a window.
    self = Self(rawValue: [0.5, 1, 1.25, 2].count { times >= $0 }) ?? .underHalf
  }

  /// Greys that a printer keeps apart.
  var fill: String { ["#fff", "#e8e8e8", "#c8c8c8", "#989898", "#505050"][rawValue] }

  /// The figures on it.
  var ink: String { self == .twoOrMore ? "#fff" : "#000" }

  /// From how many times an even hour.
  var words: String { ["0", "0.5", "1", "1.25", "2"][rawValue] }

  /// The key, its right edge at `right`.
  static func key(on svg: inout SVGText, right: Double, y: Double) {
    let width = 46.0
    let left = right - width * Double(allCases.count)
    svg.text("times an even hour, from", x: left - 8, y: y + 14, size: 11.5, anchor: .end)
    for shade in allCases {
      let x = left + Double(shade.rawValue) * width
      svg.rectangle(x: x, y: y, width: width, height: 20, fill: shade.fill, stroke: "#999", strokeWidth: 0.5)
      svg.text(shade.words, x: x + width / 2, y: y + 14, size: 11.5, anchor: .middle, fill: shade.ink)
    }
  }
}
