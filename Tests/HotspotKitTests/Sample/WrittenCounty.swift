import Foundation
import HotspotKit
import TestSupport
import Testing

/// A county as its files say, read without the code that wrote it.
struct WrittenCounty: Sendable {
  /// A row without a fault.
  struct Row: Sendable {
    let line, id, start, end, category, district: String
    let longitude, latitude: Double

    var hour: Int { Int(start.dropFirst(11).prefix(2)) ?? -1 }

    /// Monday is 0 (Sakamoto's rule).
    var weekday: Int {
      let parts = start.prefix(10).split(separator: "-").compactMap { Int($0) }
      let offsets = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
      let year = parts[1] < 3 ? parts[0] - 1 : parts[0]
      let sunday = year + year / 4 - year / 100 + year / 400 + offsets[parts[1] - 1] + parts[2]
      return (sunday + 6) % 7
    }
  }

  /// Bytes by path.
  private(set) var files: [String: [UInt8]] = [:]
  private(set) var lines: [[UInt8]] = []
  private(set) var clean: [Row] = []
  private(set) var faults: [String: Int] = [:]

  init(_ county: SampleCounty) {
    let folder = ScratchFolder()
    do {
      try county.write(into: folder("county"))
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder("county")) {
        // A folder has no contents of its own.
        if let data = FileManager.default.contents(atPath: folder("county/\(name)")) {
          files[name] = Array(data)
        }
      }
    } catch { Issue.record(error) }
    for name in files.keys.sorted() where name.hasPrefix("incidents/") {
      lines += (files[name] ?? []).split(separator: UInt8(ascii: "\n")).dropFirst().map { Array($0) }
    }
    var identifiers: Set<Substring> = []
    for line in lines { sort(line, &identifiers) }
  }

  /// The first thing that is wrong with a line, told by what stands in it.
  private mutating func sort(_ line: [UInt8], _ identifiers: inout Set<Substring>) {
    guard let text = String(validating: line, as: UTF8.self) else {
      faults["bad_encoding", default: 0] += 1
      return
    }
    let fields = text.split(separator: ",", omittingEmptySubsequences: false)
    let fault: String?
    if fields.count != 8 {
      fault = "ragged_row"
    } else if fields[5].isEmpty {
      fault = "no_coordinates"
    } else if Double(fields[5]) == nil {
      fault = "bad_coordinates"
    } else if fields[5] == "0" {
      fault = "null_island"
    } else if fields[5].hasPrefix("53.") {
      fault = "swapped_axes"
    } else if (Double(fields[6]) ?? 0) > 53.7 {
      fault = "outside_area"
    } else if fields[1].contains("-32T") {
      fault = "bad_date"
    } else if !fields[0].isEmpty && !identifiers.insert(fields[0]).inserted {
      fault = "duplicate_id"
    } else {
      fault = nil
    }
    if let fault {
      faults[fault, default: 0] += 1
    } else {
      clean.append(
        Row(
          line: text, id: String(fields[0]), start: String(fields[1]), end: String(fields[2]),
          category: String(fields[3]), district: String(fields[7]), longitude: Double(fields[5]) ?? 0,
          latitude: Double(fields[6]) ?? 0))
    }
  }

  var truth: [String: Any] { json("truth.json") }

  func features(_ name: String) -> [[String: Any]] { json(name)["features"] as? [[String: Any]] ?? [] }

  /// The outer rings of a file of polygons.
  func rings(_ name: String) -> [Ring] {
    features(name).compactMap { feature in
      let geometry = feature["geometry"] as? [String: Any]
      return (geometry?["coordinates"] as? [[[Double]]])?.first.map(Ring.init)
    }
  }

  /// Longitudes and latitudes of a kind of premises.
  func places(_ kind: String) -> [(Double, Double)] {
    String(decoding: files["places/\(kind).csv"] ?? [], as: UTF8.self).split(separator: "\n").dropFirst()
      .compactMap { line in
        let fields = line.split(separator: ",")
        guard let longitude = Double(fields[1]), let latitude = Double(fields[2]) else { return nil }
        return (longitude, latitude)
      }
  }

  private func json(_ name: String) -> [String: Any] {
    let value = try? JSONSerialization.jsonObject(with: Data(files[name] ?? []))
    return value as? [String: Any] ?? [:]
  }

  /// A closed ring in millionths of a degree.
  struct Ring {
    let points: [(x: Int, y: Int)]

    init(_ degrees: [[Double]]) {
      points = degrees.map { (Int(($0[0] * 1e6).rounded()), Int(($0[1] * 1e6).rounded())) }
    }

    /// Twice the area, above nought when the ring runs counter-clockwise.
    var area: Int { zip(points, points.dropFirst()).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y } }

    /// The even–odd rule.
    func contains(_ longitude: Double, _ latitude: Double) -> Bool {
      let (x, y) = (longitude * 1e6, latitude * 1e6)
      var inside = false
      for (a, b) in zip(points, points.dropFirst()) where (Double(a.y) > y) != (Double(b.y) > y) {
        if x < Double(a.x) + (y - Double(a.y)) * Double(b.x - a.x) / Double(b.y - a.y) { inside.toggle() }
      }
      return inside
    }

    /// Whether two edges meet that are no neighbours.
    var crossesItself: Bool {
      let edges = Array(zip(points, points.dropFirst()))
      func side(_ a: (x: Int, y: Int), _ b: (x: Int, y: Int), _ c: (x: Int, y: Int)) -> Int {
        ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).signum()
      }
      for one in edges.indices {
        for other in edges.indices where other > one + 1 && !(one == 0 && other == edges.count - 1) {
          let ((a, b), (c, d)) = (edges[one], edges[other])
          if side(a, b, c) != side(a, b, d), side(c, d, a) != side(c, d, b) { return true }
        }
      }
      return false
    }
  }
}
