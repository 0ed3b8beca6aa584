internal import Files
internal import Geospatial

extension IncidentCollector {
  struct Refused: Error { let reason: RefusalReason }

  /// Where a row stands: by its coordinates, else by its grid reference, else by its postcode.
  func place(
    _ record: CSVRecord, _ columns: Columns, _ kind: CoordinateKind?
  ) -> Result<RowPlace, Refused> {
    let written = coordinates(record, columns, kind)
    guard case .failure(let refusal) = written, refusal.reason != .badCoordinates else { return written }
    let bytes = record.bytes.span
    if let column = columns.gridReference,
      case let range = FieldText.trimmed(record.bytes, record[column]),
      !FieldText.isMissing(record.bytes, range)
    {
      guard let square = GridSquare(bytes.extracting(range)) else {
        return .failure(Refused(reason: .badCoordinates))
      }
      return .success(
        RowPlace(
          x: square.middle.x, y: square.middle.y, frame: .nationalGrid, side: Float(square.side)))
    }
    if let column = columns.postcode, let place = rules.postcodes?.place(of: bytes.extracting(record[column]))
    {
      return .success(place)
    }
    return written
  }

  private func coordinates(
    _ record: CSVRecord, _ columns: Columns, _ kind: CoordinateKind?
  ) -> Result<RowPlace, Refused> {
    guard let xColumn = columns.x, let yColumn = columns.y else {
      return .failure(Refused(reason: .noCoordinates))
    }
    return RowPlace.written(record.bytes, record[xColumn], record[yColumn], kind)
  }

  /// What a file's coordinates are, known once all its rows are.
  func settledKind(of file: FileInProgress) -> CoordinateKind {
    if let kind = file.kind { return kind }
    let borrowed = Set(file.borrowed.map(\.row))
    let own = (file.base..<table.count).filter { !borrowed.contains($0 - file.base) }
    return .guessed(own.map { spots[$0] })
  }

  /// Puts the places of references and postcodes into what the file's coordinates are in.
  mutating func settleBorrowed(_ file: FileInProgress, kind: CoordinateKind) throws(HotspotError) {
    let system = rules.system ?? (kind == .geographic ? .wgs84 : .britishNationalGrid)
    let fromGrid = file.borrowed.filter { $0.frame == .nationalGrid }.map { file.base + $0.row }
    let fromDegrees = file.borrowed.filter { $0.frame == .degrees }.map { file.base + $0.row }
    let referenced = fromGrid.count { table.coordinatePrecision?[$0].isNaN == false }
    tally.byReference += referenced
    tally.byPostcode += file.borrowed.count - referenced
    do throws(GeospatialError) {
      if system != .britishNationalGrid, !fromGrid.isEmpty {
        let points = PlanarPoints(xs: fromGrid.map { spots[$0].x }, ys: fromGrid.map { spots[$0].y })
        try put(Projector(to: .britishNationalGrid).unproject(points), at: fromGrid, in: system)
      }
      if !fromDegrees.isEmpty {
        let points = GeographicPoints(
          longitudes: fromDegrees.map { spots[$0].x }, latitudes: fromDegrees.map { spots[$0].y })
        try put(points, at: fromDegrees, in: system)
      }
    } catch {
      throw .geospatial(error)
    }
  }

  private mutating func put(
    _ degrees: GeographicPoints, at rows: [Int], in system: CoordinateSystem
  ) throws(GeospatialError) {
    var (xs, ys) = (degrees.longitudes, degrees.latitudes)
    if system != .wgs84 {
      let planar = try Projector(to: system).project(degrees)
      (xs, ys) = (planar.xs, planar.ys)
    }
    for (index, row) in rows.enumerated() { spots.move(row, toX: xs[index], y: ys[index]) }
  }
}
