internal import Files

/// Writes a picture as SVG: shapes, lines and words in shades of grey, nothing from outside the file.
///
/// Lengths are in pixels, y grows downwards.
///
/// Source: W3C (2011), *Scalable Vector Graphics 1.1*.
struct SVGText {
  /// Where a text stands beside its place.
  enum Anchor: String {
    case start, middle, end
  }

  private var writer = JSONWriter()
  private let width: Double
  private let height: Double

  /// An empty white picture; `title` is what a reader who cannot see it is told.
  init(width: Double, height: Double, title: String) {
    self.width = width
    self.height = height
    raw("<title>\(Self.escaped(title))</title>\n")
    rectangle(x: 0, y: 0, width: width, height: height, fill: "#fff")
  }

  /// A rectangle, filled or framed.
  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, fill: String = "none", stroke: String? = nil,
    strokeWidth: Double = 1
  ) {
    raw("<rect")
    attributes([("x", x), ("y", y), ("width", width), ("height", height)])
    raw(" fill=\"\(fill)\"")
    if let stroke { self.stroke(stroke, strokeWidth) }
    raw("/>\n")
  }

  /// A line through points, open; dashed where `dash` says how long the dashes are.
  mutating func line(
    _ points: [(x: Double, y: Double)], stroke: String = "#000", strokeWidth: Double = 1, dash: Double? = nil
  ) {
    raw("<polyline fill=\"none\"")
    self.stroke(stroke, strokeWidth)
    if let dash { attributes([("stroke-dasharray", dash)]) }
    corners(points)
  }

  /// The places that a shape runs through, and its end.
  private mutating func corners(_ points: [(x: Double, y: Double)]) {
    raw(" points=\"")
    for (index, point) in points.enumerated() {
      if index > 0 { raw(" ") }
      writer.fixed(point.x, decimals: 2)
      raw(",")
      writer.fixed(point.y, decimals: 2)
    }
    raw("\"/>\n")
  }

  /// A filled shape without an edge.
  mutating func area(_ points: [(x: Double, y: Double)], fill: String) {
    raw("<polygon fill=\"\(fill)\"")
    corners(points)
  }

  /// A dot.
  mutating func dot(x: Double, y: Double, radius: Double) {
    raw("<circle")
    attributes([("cx", x), ("cy", y), ("r", radius)])
    raw("/>\n")
  }

  /// Words; `isTurned` writes them upwards.
  mutating func text(
    _ text: String, x: Double, y: Double, size: Double = 12, anchor: Anchor = .start, fill: String = "#000",
    isBold: Bool = false, isTurned: Bool = false
  ) {
    raw("<text")
    attributes([("x", x), ("y", y), ("font-size", size)])
    if anchor != .start { raw(" text-anchor=\"\(anchor.rawValue)\"") }
    if fill != "#000" { raw(" fill=\"\(fill)\"") }
    if isBold { raw(" font-weight=\"bold\"") }
    if isTurned {
      raw(" transform=\"rotate(-90 ")
      writer.fixed(x, decimals: 2)
      raw(" ")
      writer.fixed(y, decimals: 2)
      raw(")\"")
    }
    raw(">\(Self.escaped(text))</text>\n")
  }

  /// Makes what is drawn next stand on a white edge, so that words can be read over lines; `false` ends it.
  mutating func onWhite(_ begins: Bool) {
    raw(
      begins
        ? "<g stroke=\"#fff\" stroke-width=\"4\" paint-order=\"stroke\" stroke-linejoin=\"round\">\n"
        : "</g>\n")
  }

  /// The whole file.
  var bytes: [UInt8] {
    var file = JSONWriter()
    file.bytes += Array("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"".utf8)
    file.fixed(width, decimals: 2)
    file.bytes += Array("\" height=\"".utf8)
    file.fixed(height, decimals: 2)
    file.bytes += Array("\" viewBox=\"0 0 ".utf8)
    file.fixed(width, decimals: 2)
    file.bytes += Array(" ".utf8)
    file.fixed(height, decimals: 2)
    file.bytes += Array("\" font-family=\"Helvetica, Arial, sans-serif\">\n".utf8)
    return file.bytes + writer.bytes + Array("</svg>\n".utf8)
  }

  private mutating func stroke(_ colour: String, _ width: Double) {
    raw(" stroke=\"\(colour)\"")
    attributes([("stroke-width", width)])
  }

  private mutating func attributes(_ attributes: [(String, Double)]) {
    for (name, value) in attributes {
      raw(" \(name)=\"")
      writer.fixed(value, decimals: 2)
      raw("\"")
    }
  }

  private mutating func raw(_ text: String) { writer.bytes += Array(text.utf8) }

  /// A text as XML may hold it; what XML cannot hold at all is left out.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t", "\n", "\r": escaped += " "
      case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
