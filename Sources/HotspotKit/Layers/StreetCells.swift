internal import Files
public import Geospatial

/// Street segments of a user's file of lines as cells, the scale at which crime concentrates.
///
/// In the order of the file; lines that share an id are one cell. A line is taken from end to end: cut at junctions
/// where the file does.
public struct StreetCells: Sendable {
  /// The plane they lie on.
  public let plane: CoordinateSystem

  /// The file's name without its folders.
  public let source: String

  /// SHA-256 of the file.
  public let digest: String

  /// The property that holds the ids; `nil` where they are made of the lines' middles.
  public let idProperty: String?

  /// The ids, one per cell, each once.
  public let ids: [String]

  /// Each cell's lines, in metres.
  public let lines: [[[PlanarPoint]]]

  /// Each cell's length on the plane, in metres; above nought.
  public let lengths: [Double]

  /// The middle of each cell's longest line, halfway along it; in metres.
  public let middles: PlanarPoints

  /// Whether each cell's middle lies in the study area; only these are given out.
  public let isInside: [Bool]

  /// What was chosen and left out on the way, in sentences.
  public let remarks: [String]

  /// How many cells there are, those outside the study area included.
  public var count: Int { ids.count }

  /// The lines of a layer on the plane of a study area.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` where the layer has no lines or its property no values;
  ///   ``HotspotError/geospatial(_:)`` where a line lies outside the plane's area of use;
  ///   ``HotspotError/insufficientData(_:)`` where none lies in the study area.
  public init(_ layer: CellLayer, in area: borrowing StudyArea) throws(HotspotError) {
    let fitting = layer.features.filter { $0.geometry?.hasLength ?? false }
    let onPlane = try Self.planar(fitting, of: layer.name, in: area)
    let plane = area.plane
    let cells = try layer.cells(calling: "line", where: \.hasLength) { _ in
      Self.ids(of: onPlane.map { $0.longest.halfway }, on: plane)
    }
    lines = cells.members.map { members in members.flatMap { onPlane[$0] } }
    lengths = lines.map { $0.reduce(0) { $0 + $1.length } }
    middles = PlanarPoints(lines.map { $0.longest.halfway })
    if let outline = area.outline {
      do throws(GeospatialError) {
        isInside = try GeometryEngine().locate(middles, in: [outline.polygons]).map { $0 >= 0 }
      } catch {
        throw .geospatial(error)
      }
    } else {
      isInside = [Bool](repeating: true, count: lines.count)
    }
    let outside = isInside.count { !$0 }
    guard outside < lines.count else {
      throw .insufficientData(
        "\(layer.name): none of its \(lines.count) lines has its middle in the study area: give the streets of the same place"
      )
    }
    self.plane = plane
    source = layer.name
    digest = layer.digest
    idProperty = cells.property
    ids = cells.ids
    remarks =
      cells.remarks
      + (outside > 0
        ? [
          "\(layer.name): \(outside) of \(lines.count) lines have their middle outside the study area and are left out"
        ]
        : [])
  }

  private static func planar(
    _ features: [GeoJSONFeature], of name: String, in area: borrowing StudyArea
  ) throws(HotspotError) -> [[[PlanarPoint]]] {
    let lines = features.map { $0.geometry?.lines ?? [] }
    let points = area.projector.project(GeographicPoints(lines.joined().joined()))
    guard !points.xs.contains(where: \.isNaN) else {
      throw .geospatial(
        .projection(
          "\(name): a line lies, in part or whole, outside the area of use of \(area.plane); choose a plane that covers it"
        ))
    }
    var next = 0
    return lines.map { lines in
      lines.map { line in
        defer { next += line.count }
        return (next..<next + line.count).map { points[$0] }
      }
    }
  }

  /// Ids from places, such as `st-27700-530012-180455`: whole metres; a second one at the same metre is told apart by
  /// its number.
  private static func ids(of places: [PlanarPoint], on plane: CoordinateSystem) -> [String] {
    var met: [String: Int] = [:]
    return places.map { place in
      let id = "st-\(plane.code)-\(Int(place.x.rounded(.down)))-\(Int(place.y.rounded(.down)))"
      met[id, default: 0] += 1
      let number = met[id] ?? 1
      return number == 1 ? id : "\(id)-\(number)"
    }
  }
}

extension Geometry {
  /// Whether any line in it goes anywhere.
  fileprivate var hasLength: Bool { lines.contains { line in line.contains { $0 != line[0] } } }
}

extension [[PlanarPoint]] {
  /// The longest of some lines; the first of equal ones.
  fileprivate var longest: [PlanarPoint] {
    var longest = (line: first ?? [], length: -1.0)
    for line in self where line.length > longest.length { longest = (line, line.length) }
    return longest.line
  }
}

extension [PlanarPoint] {
  /// How long a line is, in metres.
  var length: Double { zip(self, dropFirst()).reduce(0) { $0 + Self.length($1.0, $1.1) } }

  /// The place halfway along a line.
  fileprivate var halfway: PlanarPoint {
    var left = length / 2
    for (a, b) in zip(self, dropFirst()) {
      let length = Self.length(a, b)
      if length > 0, left <= length {
        let share = left / length
        return PlanarPoint(x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y))
      }
      left -= length
    }
    return last ?? PlanarPoint(x: 0, y: 0)
  }

  private static func length(_ a: PlanarPoint, _ b: PlanarPoint) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    return (dx * dx + dy * dy).squareRoot()
  }
}
