/// A sheet for a picture: its title, the lines below it, the marking above and below, and the thanks owed.
struct PictureSheet {
  /// The picture, to be drawn on.
  var svg: SVGText

  /// Where the picture itself may begin.
  let top: Double

  /// A sheet with room of `room` pixels in height between head and foot.
  init(title: String, lines: [String], notes: [String], handling: Handling, width: Double, room: Double) {
    let notes = notes + [handling.attribution].compactMap(\.self)
    top = 62 + 18 * Double(lines.count)
    let height = top + room + 16 * Double(notes.count) + 34
    svg = SVGText(width: width, height: height, title: title)
    if let marking = handling.marking {
      svg.text(marking, x: width / 2, y: 20, size: 13, anchor: .middle, isBold: true)
      svg.text(marking, x: width / 2, y: height - 10, size: 13, anchor: .middle, isBold: true)
    }
    svg.text(title, x: 24, y: 46, size: 18, isBold: true)
    for (index, line) in lines.enumerated() {
      svg.text(line, x: 24, y: 66 + 18 * Double(index), size: 13)
    }
    for (index, note) in notes.enumerated() {
      svg.text(note, x: 24, y: top + room + 10 + 16 * Double(index), size: 11)
    }
  }
}
