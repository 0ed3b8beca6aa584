extension Polygon where Point == PlanarPoint {
  /// The same area in the one form that all its spellings share.
  ///
  /// The outer ring runs counter-clockwise and the holes clockwise (the right-hand rule of RFC 7946), each ring starts
  /// at its westernmost, then southernmost point, and the holes stand in the order of their points.
  func canonical() -> Polygon {
    Polygon(
      exterior: exterior.canonicalRing(isCounterclockwise: true),
      holes: holes.map { $0.canonicalRing(isCounterclockwise: false) }
        .sorted { $0.lexicographicallyPrecedes($1, by: PlanarPoint.precedes) })
  }

  /// An order of canonical polygons: by the points of the outer ring, then by the holes.
  static func precedes(_ one: Polygon, _ other: Polygon) -> Bool {
    if one.exterior != other.exterior {
      return one.exterior.lexicographicallyPrecedes(other.exterior, by: PlanarPoint.precedes)
    }
    return one.holes.lexicographicallyPrecedes(other.holes) {
      $0.lexicographicallyPrecedes($1, by: PlanarPoint.precedes)
    }
  }
}

extension PlanarPoint {
  /// West before east, and south before north.
  static func precedes(_ one: PlanarPoint, _ other: PlanarPoint) -> Bool {
    (one.x, one.y) < (other.x, other.y)
  }
}

extension [PlanarPoint] {
  /// Twice the area of a closed ring, positive where it runs counter-clockwise.
  ///
  /// Measured from the first point: eastings and northings themselves would eat up the digits.
  private var twiceSignedArea: Double {
    guard let origin = first else { return 0 }
    var sum = 0.0
    for (start, end) in zip(self, dropFirst()) {
      sum += (start.x - origin.x) * (end.y - origin.y) - (end.x - origin.x) * (start.y - origin.y)
    }
    return sum
  }

  fileprivate func canonicalRing(isCounterclockwise: Bool) -> [PlanarPoint] {
    var open = Array(dropLast())
    if (twiceSignedArea > 0) != isCounterclockwise { open.reverse() }
    guard let first = open.indices.min(by: { PlanarPoint.precedes(open[$0], open[$1]) }) else { return self }
    let turned = open[first...] + open[..<first]
    return turned + [open[first]]
  }
}
