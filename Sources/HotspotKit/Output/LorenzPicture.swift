/// The Lorenz curve as a picture that prints: what share of places, those with most first, holds what share of incidents.
public enum LorenzPicture {
  private static let side = 460.0

  /// The picture as SVG.
  public static func svg(of found: Concentration, title: String, period: String?, handling: Handling)
    -> [UInt8]
  {
    let curve = found.whole
    let what = found.measure.rawValue
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
    let even = found.isCounted ? min(1, curve.total / Double(curve.places)) : 1
    let frame = Frame(left: 96, top: sheet.top + 10, end: Frame.end(for: curve, even: even))
    frame.axes(on: &sheet.svg, what: what, kind: kind)
    let most =
      even < 1 ? [frame.place(even, 1), frame.place(frame.end, 1)] : [frame.place(frame.end, frame.end)]
    sheet.svg.line([frame.place(0, 0)] + most, stroke: "#777", dash: 5)
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
    /// The share of places at the right edge.
    let end: Double

    /// The least of some round shares that holds all incidents, as they are and as even as they could be; so that a
    /// curve of few places is not a stroke along the edge.
    static func end(for curve: LorenzCurve, even: Double) -> Double {
      let all = Double(curve.placesWithIncidents) / Double(curve.places)
      let needed = even < 1 ? max(all, even) : all
      return [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5].first { $0 >= needed } ?? 1
    }

    func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
      (left + min(x / end, 1) * side, top + (1 - y) * side)
    }

    func axes(on svg: inout SVGText, what: String, kind: String) {
      for step in 0...5 {
        let share = Double(step) / 5
        svg.line([place(share * end, 0), place(share * end, 1)], stroke: "#ddd")
        svg.line([place(0, share), place(end, share)], stroke: "#ddd")
        svg.text(
          ZoneDocument.percent(share * end), x: left + share * side, y: top + side + 18, anchor: .middle)
        svg.text(ZoneDocument.percent(share), x: left - 8, y: top + (1 - share) * side + 4, anchor: .end)
      }
      svg.rectangle(x: left, y: top, width: side, height: side, stroke: "#000")
      svg.text(
        "share of \(kind), those with most first" + (end < 1 ? "; the rest hold none" : ""),
        x: left + side / 2, y: top + side + 40, anchor: .middle)
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
      let isRight = places < 0.5 * end
      svg.onWhite(true)
      svg.text(
        "\(name) on \(ZoneDocument.percent(places)) (\(curve.places(holding: share)))",
        x: at.x + (isRight ? 10 : -10),
        y: at.y + 16, size: 13, anchor: isRight ? .start : .end, isBold: true)
      svg.onWhite(false)
    }
  }
}
