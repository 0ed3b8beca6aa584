internal import Glibc

/// The surveillance plot of a back-test: what share of incidents lies in what share of the area, method by method.
public enum SurveillancePicture {
  private static let side = 460.0

  /// The picture as SVG.
  public static func svg(of found: Backtest, title: String, handling: Handling) -> [UInt8] {
    let windows = found.windows.windows
    let first = CivilTime.text(day: windows[0].test.lowerBound)
    let last = CivilTime.text(day: windows[windows.count - 1].test.upperBound - 1)
    let total = found.incidentsByOrigin.reduce(0, +).formattedPlainly
    let what = found.history.weights == nil ? "incidents" : "weight"
    let lines = [
      "\(total) \(what), \(first) to \(last), \(windows.count) \(windows.count == 1 ? "window" : "windows"), "
        + found.history.cells.description
    ]
    let notes = [
      windows.count > 1
        ? "Bands: 95 % intervals over the windows (Student's t), for counts shaded, for the others at the shares asked for."
        : "One window: there is no interval over windows, and a single one is close to a lottery.",
      "Each forecast is made from what lay before its window. Exactly the stated ground is flagged; ties are flagged evenly.",
    ]
    var sheet = PictureSheet(
      title: title, lines: lines, notes: notes, handling: handling, width: 700, room: side + 70)
    let least = found.methods[0].curve.first?.share ?? 0.001
    let frame = Frame(left: 96, top: sheet.top + 10, least: least)
    if windows.count > 1 { frame.band(of: found.methods[0].curve, on: &sheet.svg) }
    frame.axes(on: &sheet.svg, what: what)
    for (index, result) in found.methods.enumerated() {
      // Intervals of several methods at one share stand beside each other.
      frame.curve(
        result, pen: Pen.all[index % Pen.all.count], aside: 3 * Double(index) - 6, on: &sheet.svg)
    }
    frame.key(of: found.methods, on: &sheet.svg)
    return sheet.svg.bytes
  }

  /// How a method is drawn: told apart in black and white too.
  private struct Pen {
    let stroke: String
    let width: Double
    let dash: Double?

    static let all = [
      Pen(stroke: "#000", width: 2.4, dash: nil), Pen(stroke: "#000", width: 1.4, dash: 8),
      Pen(stroke: "#777", width: 2, dash: nil), Pen(stroke: "#000", width: 1.4, dash: 2),
      Pen(stroke: "#777", width: 2, dash: 8), Pen(stroke: "#bbb", width: 2.4, dash: nil),
    ]
  }

  /// The square in which shares are drawn: those of the area on a scale of logarithms.
  private struct Frame {
    let left: Double
    let top: Double
    let least: Double

    func place(_ share: Double, _ rate: Double) -> (x: Double, y: Double) {
      (left + (1 - log(max(share, least)) / log(least)) * side, top + (1 - rate) * side)
    }

    func axes(on svg: inout SVGText, what: String) {
      for decade in 0...6 {
        for step in [1.0, 2, 5] {
          let share = step * pow(10, -Double(decade))
          guard share <= 1, share >= least else { continue }
          svg.line([place(share, 0), place(share, 1)], stroke: "#ddd")
          // Every line of a long scale would be too many to name.
          if least > 1e-3 || step == 1 || (step == 5 && share >= 0.001) || share == 0.2 || share == 0.02 {
            svg.text(
              ZoneDocument.percent(share), x: place(share, 0).x, y: top + side + 18, size: 11, anchor: .middle
            )
          }
        }
      }
      for step in 0...5 {
        let rate = Double(step) / 5
        svg.line([place(least, rate), place(1, rate)], stroke: "#ddd")
        svg.text(ZoneDocument.percent(rate), x: left - 8, y: top + (1 - rate) * side + 4, anchor: .end)
      }
      svg.rectangle(x: left, y: top, width: side, height: side, stroke: "#000")
      svg.text(
        "share of the area that is flagged (logarithmic)", x: left + side / 2, y: top + side + 40,
        anchor: .middle)
      svg.text(
        "share of the \(what) found there", x: left - 52, y: top + side / 2, anchor: .middle, isTurned: true)
    }

    func band(of curve: [ShareResult], on svg: inout SVGText) {
      let ends = curve.compactMap { result in
        result.hitRateInterval.map { (result.share, $0.lowerBound, $0.upperBound) }
      }
      svg.area(ends.map { place($0.0, $0.1) } + ends.reversed().map { place($0.0, $0.2) }, fill: "#e8e8e8")
    }

    func curve(_ result: Backtest.MethodResult, pen: Pen, aside: Double, on svg: inout SVGText) {
      svg.line(
        result.curve.map { place($0.share, $0.hitRate ?? 0) }, stroke: pen.stroke, strokeWidth: pen.width,
        dash: pen.dash)
      guard !result.comparisons.isEmpty else { return }
      for share in result.shares {
        guard let interval = share.hitRateInterval else { continue }
        let (low, high) = (
          place(share.share, interval.lowerBound), place(share.share, interval.upperBound)
        )
        svg.line(
          [(low.x + aside, low.y), (high.x + aside, high.y)], stroke: pen.stroke, strokeWidth: 0.8)
      }
    }

    func key(of methods: [Backtest.MethodResult], on svg: inout SVGText) {
      for (index, result) in methods.enumerated() {
        let pen = Pen.all[index % Pen.all.count]
        let y = top + 20 + 20 * Double(index)
        svg.onWhite(true)
        svg.text(result.method.name, x: left + 58, y: y + 4, size: 13)
        svg.onWhite(false)
        svg.line(
          [(left + 14, y), (left + 50, y)], stroke: pen.stroke, strokeWidth: pen.width, dash: pen.dash)
      }
    }
  }
}
