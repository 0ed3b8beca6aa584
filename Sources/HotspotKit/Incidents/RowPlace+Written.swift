internal import Files
internal import Geospatial

extension RowPlace {
  /// The place that two fields of coordinates name, or why there is none.
  static func written(
    _ bytes: [UInt8], _ xField: Range<Int>, _ yField: Range<Int>, _ kind: CoordinateKind?
  ) -> Result<RowPlace, IncidentCollector.Refused> {
    let xRange = FieldText.trimmed(bytes, xField)
    let yRange = FieldText.trimmed(bytes, yField)
    if FieldText.isMissing(bytes, xRange) || FieldText.isMissing(bytes, yRange) {
      return .failure(IncidentCollector.Refused(reason: .noCoordinates))
    }
    guard let x = Double(decimal: bytes.span.extracting(xRange)),
      let y = Double(decimal: bytes.span.extracting(yRange))
    else { return .failure(IncidentCollector.Refused(reason: .badCoordinates)) }
    return checked(x, y, kind)
  }

  /// The place at two numbers, unless they can be no place.
  @inline(__always) static func checked(
    _ x: Double, _ y: Double, _ kind: CoordinateKind?
  ) -> Result<RowPlace, IncidentCollector.Refused> {
    guard x.isFinite, y.isFinite, kind != .geographic || abs(x) <= 180 && abs(y) <= 90 else {
      return .failure(IncidentCollector.Refused(reason: .badCoordinates))
    }
    if abs(x) < PlainColumns.nought && abs(y) < PlainColumns.nought {
      return .failure(IncidentCollector.Refused(reason: .nullIsland))
    }
    return .success(RowPlace(x: x, y: y))
  }

  /// What a row counts for; NaN where the field holds no finite number.
  static func weight(_ bytes: [UInt8], _ field: Range<Int>) -> Double {
    let value = Double(decimal: bytes.span.extracting(FieldText.trimmed(bytes, field))) ?? .nan
    return value.isFinite ? value : .nan
  }
}
