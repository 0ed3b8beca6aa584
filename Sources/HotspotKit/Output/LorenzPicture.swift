/// The Lorenz curve as a picture that prints: what share of places, those with most first, holds what share of incidents.
public enum LorenzPicture {
  private static let side = 460.0

  /// The picture as SVG.
  public static func svg(of found: Concentration, title: String, period: String?, handling: Handling)
    -> [UInt8]
  {
    let curve = found.whole
    let what = found.isCounted ? "incidents" : "weight"
    let kind = found.question.places.words
    let lines = [
      "\(curve.total.formattedPlainly) \(what)" + (period.map { ", \($0)" } ?? "")
        + ", \(curve.places) \(kind)"
    ]
    var notes: [String] = []
    let halves = found.moved.map { $0.shareOfPlaces(holding: 0.5) }
    if found.moved.count > 1, let low = halves.min(), let high = halves.max() {
      notes.append(
        """
        With the grid's origin moved to \(found.moved.count) places, half of the \(what) lies on \
        \(ZoneDocument.percent(low)) to \(ZoneDocument.percent(high)) of the cells.
        """)
    }
    if found.question.places == .locations {
      notes.append("Locations without an incident are not known and not counted.")
    }
    var sheet = PictureSheet(
      title: title, lines: lines, notes: notes, handling: handling, width: 620, room: side + 70)
    let frame = Frame(left: 96, top: sheet.top + 10)
    frame.axes(on: &sheet.svg, what: what, kind: kind)
    let even = found.isCounted ? min(1, curve.total / Double(curve.places)) : 1
    sheet.svg.line(
      [frame.place(0, 0), frame.place(even, 1)] + (even < 1 ? [frame.place(1, 1)] : []), stroke: "#777",
      dash: 5)
    sheet.svg.line(curve.points.map { frame.place($0.places, $0.incidents) }, strokeWidth: 2.2)
    for share in [0.25, 0.5] { frame.mark(share, of: curve, what: what, on: &sheet.svg) }
    sheet.svg.text(
      "dashed: as even as they could be", x: frame.left + side - 8, y: frame.top + side - 30, size: 12,
      anchor: .end,
      fill: "#444")
    if found.isCounted, let gini = curve.generalisedGini {
      sheet.svg.text(
        "generalised Gini \(gini.rounded(toPlaces: 3).formattedPlainly)", x: frame.left + side - 8,
        y: frame.top + side - 12, size: 12, anchor: .end)
    }
    return sheet.svg.bytes
  }

  /// The square in which shares from 0 to 1 are drawn.
  private struct Frame {
    let left: Double
    let top: Double

    func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
      (left + x * side, top + (1 - y) * side)
    }

    func axes(on svg: inout SVGText, what: String, kind: String) {
      for step in 0...5 {
        let share = Double(step) / 5
        svg.line([place(share, 0), place(share, 1)], stroke: "#ddd")
        svg.line([place(0, share), place(1, share)], stroke: "#ddd")
        svg.text("\(step * 20) %", x: left + share * side, y: top + side + 18, anchor: .middle)
        svg.text("\(step * 20) %", x: left - 8, y: top + (1 - share) * side + 4, anchor: .end)
      }
      svg.rectangle(x: left, y: top, width: side, height: side, stroke: "#000")
      svg.text(
        "share of \(kind), those with most first", x: left + side / 2, y: top + side + 40, anchor: .middle)
      svg.text(
        "share of the \(what)", x: left - 52, y: top + side / 2, anchor: .middle, isTurned: true)
    }

    /// Marks where the curve reaches a share, and says so in words beside it.
    func mark(_ share: Double, of curve: LorenzCurve, what: String, on svg: inout SVGText) {
      let places = curve.shareOfPlaces(holding: share)
      let at = place(places, share)
      svg.line([place(0, share), at, place(places, 0)], stroke: "#000", strokeWidth: 0.8, dash: 2)
      svg.dot(x: at.x, y: at.y, radius: 3.5)
      let name = share == 0.5 ? "half" : "a quarter"
      let isRight = places < 0.5
      svg.onWhite(true)
      svg.text(
        "\(name) on \(ZoneDocument.percent(places)) (\(curve.places(holding: share)))",
        x: at.x + (isRight ? 10 : -10),
        y: at.y + 16, size: 13, anchor: isRight ? .start : .end, isBold: true)
      svg.onWhite(false)
    }
  }
}
