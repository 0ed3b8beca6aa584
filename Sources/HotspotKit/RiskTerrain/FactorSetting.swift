public import Geospatial

/// A factor as a user names it: what it is called, where its places stand in a file, and how it may work.
///
/// Written `pubs=FILE` or `pubs=FILE;proximity;reach=2;steps=whole;protective;crs=27700`: what follows the file is
/// optional and in any order.
public struct FactorSetting: Hashable, Sendable {
  /// How nearness to places becomes yes or no for a cell.
  public enum Operation: String, CaseIterable, Hashable, Sendable {
    /// The cell's middle lies within a distance of one of them.
    case proximity
    /// They stand dense round the cell's middle, by kernel density.
    case density
  }

  /// Which way a factor may work.
  public enum Effect: String, Hashable, Sendable {
    /// It adds risk, or nothing.
    case aggravating
    /// It takes risk away, or nothing.
    case protective
    /// Either.
    case either

    var sign: PenalisedPoisson.Sign {
      switch self {
      case .aggravating: .notNegative
      case .protective: .notPositive
      case .either: .any
      }
    }
  }

  /// What it is called in outputs.
  public var name: String

  /// Its file: CSV, or GeoJSON of points, lines or areas.
  public var path: String

  /// How nearness is taken; both ways unless asked otherwise.
  public var operations: [Operation] = Operation.allCases

  /// Which way it may work.
  public var effect = Effect.aggravating

  /// How many blocks it may reach; as all factors where it is `nil`.
  public var reach: Double?

  /// By what steps it reaches; as all factors where it is `nil`.
  public var steps: FactorReach.Steps?

  /// What its coordinates are in; told by the columns otherwise.
  public var system: CoordinateSystem?

  /// A factor of a name and a file.
  public init(name: String, path: String) { (self.name, self.path) = (name, path) }

  /// Reads `NAME=FILE` with settings behind it, parted by `;`.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` with the spelling that would do.
  public init(parsing text: String) throws(HotspotError) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: true).map(String.init)
    guard let first = parts.first, let equals = first.firstIndex(of: "="), equals != first.startIndex,
      first.index(after: equals) < first.endIndex
    else {
      throw .invalidParameter("--factor '\(text)': write NAME=FILE, such as pubs=pubs.csv")
    }
    self.init(
      name: String(first[..<equals]), path: String(first[first.index(after: equals)...]))
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || " -_".contains($0) }), name.count <= 40 else {
      throw .invalidParameter("--factor '\(name)': a name is at most 40 letters, figures, spaces, - and _")
    }
    for part in parts.dropFirst() { try set(part) }
  }

  private mutating func set(_ text: String) throws(HotspotError) {
    let mistake = HotspotError.invalidParameter(
      """
      --factor \(name): '\(text)' is none of its settings: proximity, density, proximity,density, aggravating, \
      protective, either, reach=BLOCKS, steps=half, steps=whole, crs=EPSG
      """)
    let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
    switch (sides.first ?? "", sides.count) {
    case ("reach", 2):
      guard let blocks = Double(sides[1]), FactorReach.blocks.contains(blocks) else { throw mistake }
      reach = blocks
    case ("steps", 2):
      guard let steps = FactorReach.Steps(rawValue: sides[1]) else { throw mistake }
      self.steps = steps
    case ("crs", 2):
      do { system = try CoordinateSystem(sides[1]) } catch { throw .geospatial(error) }
    case (let word, 1):
      if let effect = Effect(rawValue: word) {
        self.effect = effect
        return
      }
      let words = word.split(separator: ",").map { Operation(rawValue: String($0)) }
      guard !words.isEmpty, !words.contains(nil) else { throw mistake }
      operations = Operation.allCases.filter { words.contains($0) }
    default: throw mistake
    }
  }
}

/// How far factors reach, in blocks, and by what steps.
public struct FactorReach: Hashable, Sendable {
  /// The steps by which distances grow.
  public enum Steps: String, Hashable, Sendable {
    /// Half a block at a time.
    case half
    /// A block at a time.
    case whole
  }

  /// How many blocks a factor may reach.
  static let blocks = 0.5...20.0

  /// The length of a block, in metres; cells are half as wide.
  public let block: Double

  /// The furthest reach, in blocks.
  public let reach: Double

  /// The steps up to it.
  public let steps: Steps

  /// Blocks of a length, reached over by steps.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` unless a block is from 10 m to 5 km and a reach from half a block
  ///   to twenty.
  public init(block: Double = 150, reach: Double = 3, steps: Steps = .half) throws(HotspotError) {
    guard (10...5000).contains(block) else {
      throw .invalidParameter(
        "--block \(block): give metres from 10 to 5000, about the length of a street block")
    }
    guard Self.blocks.contains(reach) else {
      throw .invalidParameter("--reach \(reach): give a number of blocks from 0.5 to 20")
    }
    (self.block, self.reach, self.steps) = (block, reach, steps)
  }

  /// The cells that go with the blocks.
  public var cell: CellShape { .square(side: block / 2) }

  /// The distances of a factor, ascending, in metres.
  public func distances(of setting: FactorSetting) -> [Double] {
    let step = (setting.steps ?? steps) == .half ? 0.5 : 1
    let count = Int((setting.reach ?? reach) / step + 1e-9)
    return (0..<max(1, count)).map { Double($0 + 1) * step * block }
  }
}
