internal import Files

/// The rows of incidents, a day at a time: memory holds one day and no more.
struct SampleRows {
  let rows: Int
  let seed: UInt64
  let addresses: SampleAddresses
  let whereabouts: SampleWhereabouts
  let calendar = SampleCalendar()

  static let header = "id,start,end,category,location,longitude,latitude,district\n"

  /// What was written, counted while it was written.
  struct Count {
    var written = 0
    /// Rows without a fault, by category; repeats of anti-social behaviour are among them.
    var clean: [Int]
    /// Faulty rows, by kind.
    var faulty: [SampleDirt: Int] = [:]
    /// Rows of anti-social behaviour that equal an earlier one byte for byte, and are real.
    var repeats = 0
    /// Clean rows drawn by each hotspot.
    var planted: [Int]
    var firstDay: String?
    var lastDay: String?
  }

  private struct Row {
    let start: Int
    let end: Int
    let category: Int
    let address: Int
    let hotspot: Int?
  }

  /// Hands out every month with its rows' bytes, in pieces of a day.
  func write(_ piece: (_ month: String, _ bytes: [UInt8]) throws(FileError) -> Void) throws(FileError)
    -> Count
  {
    var count = Count(
      clean: SampleCategory.all.map { _ in 0 }, planted: whereabouts.hotspots.map { _ in 0 })
    for day in 0..<SampleCalendar.length {
      // Day 7 draws the same whatever came before it.
      var random = SeededRandom(seed: seed, stream: 1000 + UInt64(day))
      let numbers = calendar.rows(on: day, of: rows)
      let drawn = numbers.map { _ in self.row(on: day, random: &random) }
      let order = drawn.indices.sorted { (drawn[$0].start, $0) < (drawn[$1].start, $1) }
      try piece(
        calendar.days[day].monthText,
        bytes(of: order.map { drawn[$0] }, on: day, first: numbers.lowerBound, &count, &random))
      if !numbers.isEmpty {
        count.firstDay = count.firstDay ?? calendar.days[day].text
        count.lastDay = calendar.days[day].text
      }
    }
    return count
  }

  private func row(on day: Int, random: inout SeededRandom) -> Row {
    let category = calendar.category(on: day, random: &random)
    let (start, end) = calendar.minutes(of: SampleCategory.all[category], on: day, random: &random)
    let (address, hotspot) = whereabouts.draw(category, random: &random)
    return Row(start: start, end: end, category: category, address: address, hotspot: hotspot)
  }

  /// The lines of one day.
  private func bytes(
    of rows: [Row], on day: Int, first: Int, _ count: inout Count, _ random: inout SeededRandom
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * 112)
    // The last clean line with an identifier, and the last of anti-social behaviour: what may be repeated.
    var crime: Range<Int>?
    var behaviour: (line: Range<Int>, row: Row)?
    for (position, row) in rows.enumerated() {
      let number = first + position
      let begin = bytes.count
      count.written += 1
      var fault = SampleDirt(row: number)
      if fault == .repeatedIdentifier {
        if let crime {
          bytes.append(contentsOf: bytes[crime])
          count.faulty[.repeatedIdentifier, default: 0] += 1
          continue
        }
        fault = nil
      }
      let hasIdentifier = SampleCategory.all[row.category].hasIdentifier
      // One in twelve repeats its forerunner of the same day: two calls about one thing, both real.
      if fault == nil, !hasIdentifier, let behaviour, random.below(12) == 0 {
        bytes.append(contentsOf: bytes[behaviour.line])
        count.repeats += 1
        count.tally(behaviour.row.category, behaviour.row.hotspot)
        continue
      }
      append(row, number: number, on: day, fault: fault, to: &bytes)
      if let fault {
        count.faulty[fault, default: 0] += 1
      } else {
        count.tally(row.category, row.hotspot)
        if hasIdentifier { crime = begin..<bytes.count } else { behaviour = (begin..<bytes.count, row) }
      }
    }
    return bytes
  }

  private func append(_ row: Row, number: Int, on day: Int, fault: SampleDirt?, to bytes: inout [UInt8]) {
    let category = SampleCategory.all[row.category]
    let comma = UInt8(ascii: ",")
    if category.hasIdentifier {
      bytes.append(contentsOf: "SM".utf8)
      bytes.appendDigits(number + 1, width: 8)
    }
    bytes.append(comma)
    append(row.start, on: day, isPossible: fault != .impossibleDate, to: &bytes)
    bytes.append(comma)
    if row.end != row.start { append(row.end, on: day, isPossible: true, to: &bytes) }
    bytes.append(contentsOf: ",\(category.name),".utf8)
    bytes.append(contentsOf: addresses.streets[Int(addresses.streetOf[row.address])].utf8)
    // A büro as DOS wrote it: neither UTF-8 nor Windows-1252 has such a byte.
    if fault == .invalidText { bytes.append(contentsOf: Array(" B".utf8) + [0x81] + Array("ro".utf8)) }
    if fault != .raggedRow {
      bytes.append(comma)
      append(addresses.places[row.address], fault: fault, to: &bytes)
      bytes.append(contentsOf: ",SM0\(addresses.districts[row.address] + 1)".utf8)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private func append(_ minutes: Int, on day: Int, isPossible: Bool, to bytes: inout [UInt8]) {
    let date = calendar.days[day + minutes / 1440]
    // The 32nd of a month never was.
    bytes.append(contentsOf: (isPossible ? date.text : "\(date.monthText)-32").utf8)
    bytes.append(UInt8(ascii: "T"))
    bytes.appendDigits(minutes % 1440 / 60, width: 2)
    bytes.append(UInt8(ascii: ":"))
    bytes.appendDigits(minutes % 60, width: 2)
  }

  private func append(_ place: SamplePlace, fault: SampleDirt?, to bytes: inout [UInt8]) {
    switch fault {
    case .noCoordinates: bytes.append(UInt8(ascii: ","))
    // As a spreadsheet leaves it when a look-up fails.
    case .badCoordinates: bytes.append(contentsOf: "#REF!,#REF!".utf8)
    case .noughtNought: bytes.append(contentsOf: "0,0".utf8)
    case .swappedAxes: SamplePlace(east: place.north, north: place.east).append(to: &bytes)
    // A hundred kilometres further out to sea.
    case .outsideArea: SamplePlace(east: place.east, north: place.north + 600_000).append(to: &bytes)
    default: place.append(to: &bytes)
    }
  }
}

extension SampleRows.Count {
  fileprivate mutating func tally(_ category: Int, _ hotspot: Int?) {
    clean[category] += 1
    if let hotspot { planted[hotspot] += 1 }
  }
}
