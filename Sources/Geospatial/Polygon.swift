/// An area with one outer ring and any number of holes.
///
/// Rings are closed: the first point stands again at the end. `Point` is ``GeographicPoint`` or
/// ``PlanarPoint``; nothing turns one into the other but a ``Projector``.
public struct Polygon<Point: Hashable & Sendable>: Hashable, Sendable {
  /// The outer ring, closed, at least four points.
  public var exterior: [Point]

  /// The holes, each a closed ring of at least four points.
  public var holes: [[Point]]

  /// An area from closed rings.
  public init(exterior: [Point], holes: [[Point]] = []) {
    self.exterior = exterior
    self.holes = holes
  }

  /// The outer ring followed by the holes.
  public var rings: [[Point]] { [exterior] + holes }
}
