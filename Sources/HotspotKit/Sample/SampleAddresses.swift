internal import Geospatial

/// Every address of the county, one column per fact: where rows may lie.
struct SampleAddresses {
  private(set) var points: [PlanarPoint] = []
  private(set) var places: [SamplePlace] = []

  /// The district of each address.
  private(set) var districts: [UInt8] = []

  /// The street of each address, as a position in ``streets``.
  private(set) var streetOf: [Int32] = []

  /// Whether something happens there at all: 1 in the middle of a town, less towards its edge and in the country.
  private(set) var bustle: [Double] = []

  /// The addresses of each town.
  private(set) var ofTown: [Range<Int>]

  /// The streets' names, each once.
  private(set) var streets: [String] = []

  /// The addresses in each square of 200 m.
  private var inSquare: [[Int]: [Int]] = [:]

  init(streets network: SampleStreets, outline: SampleOutline) {
    ofTown = network.towns.map { _ in 0..<0 }
    var numbers: [String: Int32] = [:]
    for link in network.links {
      let street = numbers[link.name] ?? Int32(streets.count)
      if numbers.updateValue(street, forKey: link.name) == nil { streets.append(link.name) }
      switch link.setting {
      case .town(let town):
        if ofTown[town].isEmpty { ofTown[town] = places.count..<places.count }
        add(along: link, every: 14, street: street) { _, point in
          let centre = network.towns[town].centre
          let reach = network.towns[town].radius * 0.45
          let (x, y) = ((point.x - centre.x) / reach, (point.y - centre.y) / reach)
          return (UInt8(town), 1 / (1 + x * x + y * y))
        }
        ofTown[town] = ofTown[town].lowerBound..<places.count
      case .village:
        add(along: link, every: 20, street: street) { place, _ in
          outline.district(of: place).map { (UInt8($0), 0.2) }
        }
      case .country:
        add(along: link, every: 150, street: street) { place, _ in
          outline.district(of: place).map { (UInt8($0), 0.1) }
        }
      }
    }
  }

  /// Addresses on both sides of a link, 8 m from its middle line.
  private mutating func add(
    along link: SampleLink, every spacing: Double, street: Int32,
    facts: (SamplePlace, PlanarPoint) -> (district: UInt8, bustle: Double)?
  ) {
    let (x, y) = (link.end.x - link.start.x, link.end.y - link.start.y)
    let length = (x * x + y * y).squareRoot()
    for number in 0..<Int(length / spacing) {
      let along = (Double(number) + 0.5) * spacing / length
      for aside in [-8 / length, 8 / length] {
        let point = PlanarPoint(
          x: link.start.x + x * along - y * aside, y: link.start.y + y * along + x * aside)
        let place = SamplePlane.place(point)
        guard let (district, bustle) = facts(place, point) else { continue }
        let (column, row) = Self.square(point)
        inSquare[[column, row], default: []].append(points.count)
        points.append(point)
        places.append(place)
        districts.append(district)
        streetOf.append(street)
        self.bustle.append(bustle)
      }
    }
  }

  /// Every address as CSV: where it lies, and how many people are about there, in thousandths of the middle of a town.
  ///
  /// The second number is what the categories follow that keep to the middle of towns: the first, squared.
  var table: String {
    var bytes = Array("longitude,latitude,footfall,footfall_central\n".utf8)
    bytes.reserveCapacity(points.count * 28)
    for (place, bustle) in zip(places, bustle) {
      place.append(to: &bytes)
      for share in [bustle, bustle * bustle] {
        bytes.append(UInt8(ascii: ","))
        bytes.appendDigits(Int((share * 1000).rounded()), width: 1)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The addresses within a distance of a point, in order.
  func within(_ metres: Double, of point: PlanarPoint) -> [Int] {
    let (west, south) = Self.square(PlanarPoint(x: point.x - metres, y: point.y - metres))
    let (east, north) = Self.square(PlanarPoint(x: point.x + metres, y: point.y + metres))
    var found: [Int] = []
    for column in west...east {
      for row in south...north {
        for address in inSquare[[column, row]] ?? []
        where points[address].squaredDistance(to: point) <= metres * metres { found.append(address) }
      }
    }
    return found.sorted()
  }

  /// The square of 200 m in which a point lies, by column and row.
  private static func square(_ point: PlanarPoint) -> (column: Int, row: Int) {
    (Int((point.x / 200).rounded(.down)), Int((point.y / 200).rounded(.down)))
  }
}

extension PlanarPoint {
  /// The square of the distance to another point, in square metres.
  func squaredDistance(to other: PlanarPoint) -> Double {
    (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)
  }
}
