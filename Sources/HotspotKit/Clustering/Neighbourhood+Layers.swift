internal import Geospatial

extension Neighbourhood {
  /// The neighbourhood of areas or streets of a file by a rule.
  ///
  /// Queen: those that touch or meet. Band and nearest: by the distance of their middles, which of an area is its
  /// centroid; a middle exactly at the band counts, and of cells equally far away those that come first in the file. Time
  /// O(cells × neighbours), nearly.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when more nearest cells are asked for than there are, or more
  ///   neighbours than fit into memory.
  public init(_ rule: NeighbourRule, of layer: TestedLayer) throws(HotspotError) {
    let lists: [[Int]]
    switch rule {
    case .queen:
      lists = (0..<layer.count).map { layer.touching[$0].map { Int($0) } }
    case .band(let metres):
      lists = try NearbyPlaces(layer.middles).lists(within: metres * (1 + 1e-9), rule: rule)
    case .nearest(let wanted):
      lists = try NearbyPlaces(layer.middles).lists(nearest: wanted, rule: rule)
    }
    self.init(lists: lists, rule: rule.description)
  }
}

/// Places ready for asking which others are near.
private struct NearbyPlaces {
  let points: PlanarPoints
  let index: SegmentIndex

  /// Above this the lists alone would take two gigabytes.
  private static let most = 100_000_000

  init(_ points: PlanarPoints) {
    self.points = points
    index = SegmentIndex(
      (0..<points.count).map { SegmentIndex.Piece(a: points[$0], b: points[$0], line: Int32($0)) })
  }

  /// The other places within a distance of each, ascending.
  func lists(within metres: Double, rule: NeighbourRule) throws(HotspotError) -> [[Int]] {
    var lists: [[Int]] = []
    var total = 0
    for place in 0..<points.count {
      let list = others(within: metres, of: place)
      total += list.count
      guard total <= Self.most else {
        throw .invalidParameter(
          "neighbours '\(rule)': more than \(Self.most) pairs lie so near: take a shorter band, or knn:K")
      }
      lists.append(list)
    }
    return lists
  }

  /// The nearest other places of each; of places equally far away those that come first.
  func lists(nearest wanted: Int, rule: NeighbourRule) throws(HotspotError) -> [[Int]] {
    guard wanted < points.count, wanted * points.count <= Self.most else {
      throw .invalidParameter(
        """
        neighbours '\(rule)': \(points.count) cells do not have so many others, or the lists would be too long (at \
        most \(Self.most) entries in all); take a smaller number, or band:METRES
        """)
    }
    guard let extent = PlanarExtent(of: (0..<points.count).lazy.map { points[$0] }) else { return [] }
    let size = max(extent.east - extent.west, extent.north - extent.south, 1)
    // A square of this side holds some four times the places wanted where they lie evenly.
    var start = size * (4 * Double(wanted) / Double(points.count)).squareRoot() / 2
    var lists: [[Int]] = []
    for place in 0..<points.count {
      var reach = start
      var found = others(within: reach, of: place)
      while found.count < wanted {
        reach *= 2
        found = others(within: reach, of: place)
      }
      // What one place needed the next one will, more or less.
      start = found.count > 8 * wanted ? reach / 2 : reach
      let nearest = found.map { (squared(place, $0), $0) }.sorted { $0 < $1 }
      lists.append(nearest.prefix(wanted).map(\.1))
    }
    return lists
  }

  private func others(within metres: Double, of place: Int) -> [Int] {
    var found: Set<Int> = []
    // One place may be listed in two squares of the index.
    index.lines(within: metres, of: points[place]) { if $0 != place { found.insert($0) } }
    return found.sorted()
  }

  private func squared(_ one: Int, _ other: Int) -> Double {
    let (dx, dy) = (points[one].x - points[other].x, points[one].y - points[other].y)
    return dx * dx + dy * dy
  }
}
