internal import Geospatial

/// The premises that draw crime: each stands at an address.
struct SamplePremises {
  /// A kind of premises.
  enum Kind: String, CaseIterable {
    case pubs, takeaways, stations
  }

  /// One of them.
  struct Place {
    let name: String
    let address: Int
  }

  private(set) var places: [Kind: [Place]] = [:]

  init(addresses: SampleAddresses, random: inout SeededRandom) {
    // How many in each town, in the order of `SampleNames.towns`.
    let counts: [(Kind, [Int], [String])] = [
      (.pubs, [14, 19, 8, 11, 28, 7], random.shuffled(SampleNames.pubs)),
      (.takeaways, [12, 16, 7, 9, 24, 6], random.shuffled(SampleNames.takeaways)),
      (.stations, [1, 1, 1, 1, 1, 1], SampleNames.towns.map { "\($0) station" }),
    ]
    var taken: Set<Int> = []
    for (kind, perTown, names) in counts {
      var names = names[...]
      for (town, count) in perTown.enumerated() {
        for _ in 0..<count {
          guard let name = names.popFirst() else { break }
          let address = Self.choose(in: addresses.ofTown[town], of: addresses, taken: &taken, random: &random)
          places[kind, default: []].append(Place(name: name, address: address))
        }
      }
    }
  }

  /// An address that nothing stands on yet: the busier, the likelier.
  private static func choose(
    in town: Range<Int>, of addresses: SampleAddresses, taken: inout Set<Int>, random: inout SeededRandom
  ) -> Int {
    while true {
      let address = town.lowerBound + random.below(town.count)
      if random.unit() < addresses.bustle[address], taken.insert(address).inserted { return address }
    }
  }

  /// Whether each address lies within a distance of premises of a kind.
  func near(_ kind: Kind, within metres: Double, addresses: SampleAddresses) -> [Bool] {
    var near = [Bool](repeating: false, count: addresses.points.count)
    for place in places[kind] ?? [] {
      for address in addresses.within(metres, of: addresses.points[place.address]) { near[address] = true }
    }
    return near
  }

  /// One kind as CSV.
  func table(of kind: Kind, addresses: SampleAddresses) -> String {
    var bytes = Array("name,longitude,latitude\n".utf8)
    for place in places[kind] ?? [] {
      bytes.append(contentsOf: "\(place.name),".utf8)
      addresses.places[place.address].append(to: &bytes)
      bytes.append(UInt8(ascii: "\n"))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
