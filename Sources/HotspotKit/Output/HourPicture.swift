/// The hours of the week as a picture that prints in black and white: days down, hours across, every number written out.
public enum HourPicture {
  /// How many zones a picture holds at most; more would not fit a page.
  public static let mostZones = 4

  private static let column = 38.0
  private static let row = 27.0
  private static let left = 70.0

  /// The picture as SVG: all incidents, then the first zones.
  public static func svg(of found: HourTables, title: String, period: String?, handling: Handling) -> [UInt8]
  {
    let weeks = Array(found.weeks.prefix(1 + mostZones))
    let blocks = weeks.map { HourBlock(week: $0) }
    let room = blocks.reduce(0) { $0 + $1.height }
    var line = "\(found.all.count) incidents with a recorded time" + (period.map { ", \($0)" } ?? "")
    if found.withoutHour > 0 { line += "; \(found.withoutHour) without one are left out" }
    var notes = [
      """
      Basis: recorded times. An incident between two times is spread evenly over the hours between them (\(found.all.spread) \
      of \(found.all.count)). 00 is 00:00 to 00:59.
      """,
      "Framed: peak windows. Ranges are 2.5 to 97.5 % of \(found.resamples) resamples of the records.",
    ]
    if found.weeks.count > weeks.count {
      notes.append(
        "In the table only, for want of room: \(found.weeks.count - weeks.count) of \(found.zones.count) zones."
      )
    }
    var sheet = PictureSheet(
      title: title, lines: [line], notes: notes, handling: handling,
      width: left + 24 * column + 90, room: room)
    HourShade.key(on: &sheet.svg, right: left + 24 * column + 66, y: 50)
    var top = sheet.top
    for block in blocks {
      block.draw(on: &sheet.svg, top: top, left: left, column: column, row: row)
      top += block.height
    }
    return sheet.svg.bytes
  }
}
