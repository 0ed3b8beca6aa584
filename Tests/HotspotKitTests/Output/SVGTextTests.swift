@testable import HotspotKit
import Testing

@Suite struct SVGTextTests {
  private func text(_ svg: SVGText) -> String { String(decoding: svg.bytes, as: UTF8.self) }

  @Test func `words are escaped and what XML cannot hold is left out`() {
    var svg = SVGText(width: 10, height: 10, title: "a < b & \"c\"")
    svg.text("x\u{1}\ty > z", x: 1.005, y: 2)
    let written = text(svg)
    #expect(written.contains("<title>a &lt; b &amp; &quot;c&quot;</title>"))
    #expect(written.contains(">x y &gt; z</text>"))
    #expect(written.contains("font-size=\"12\""))
  }

  @Test func `a filled shape runs through its corners and has no edge`() {
    var svg = SVGText(width: 10, height: 10, title: "t")
    svg.area([(0, 0), (4, 0.5), (2, 3)], fill: "#eee")
    #expect(text(svg).contains("<polygon fill=\"#eee\" points=\"0,0 4,0.5 2,3\"/>"))
  }

  @Test func `nothing is fetched and nothing runs`() {
    var svg = SVGText(width: 10, height: 20.5, title: "t")
    svg.rectangle(x: 0, y: 0, width: 1, height: 1, stroke: "#000")
    svg.line([(0, 0), (1, 2.25)], dash: 2)
    svg.dot(x: 1, y: 1, radius: 1)
    let written = text(svg)
    #expect(written.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20.5\""))
    #expect(written.hasSuffix("</svg>\n"))
    for word in ["script", "href", "url(", "@import", "<image"] { #expect(!written.contains(word)) }
    #expect(written.contains("points=\"0,0 1,2.25\""))
  }

  @Test func `a sheet carries its marking twice, and for open data its thanks`() {
    func sheet(_ handling: Handling) -> String {
      text(
        PictureSheet(title: "T", lines: ["l"], notes: ["n"], handling: handling, width: 100, room: 50).svg)
    }
    let marked = sheet(Handling(marking: nil, isOpenData: false))
    #expect(marked.components(of: "OFFICIAL-SENSITIVE") == 2)
    let open = sheet(Handling(marking: nil, isOpenData: true))
    #expect(open.components(of: "OFFICIAL-SENSITIVE") == 0)
    #expect(open.components(of: "Open Government Licence") == 1)
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int {
    var (count, rest) = (0, self[...])
    while let range = rest.firstRange(of: text) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
