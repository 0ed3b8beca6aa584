internal import Files
public import Geospatial

extension Hotspots {
  /// Names every zone by the streets of a layer of lines that run through it, the longest first, at most four.
  ///
  /// Lines are walked in steps of ten metres: a street counts for the steps that fall inside. A zone without a
  /// named street keeps its name.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` when GEOS cannot serve; ``HotspotError/malformedInput(_:)`` when no
  ///   line has a name.
  public mutating func nameStreets(
    from file: GeoJSONFile, named source: String, in area: borrowing StudyArea
  ) throws(HotspotError) {
    var steps = PlanarPoints()
    var streetOfStep: [Int] = []
    var names: [String] = []
    var numbers: [String: Int] = [:]
    for feature in file.features {
      let lines = feature.geometry?.lines ?? []
      guard !lines.isEmpty, let name = feature.properties.streetName else { continue }
      let street = numbers[name] ?? names.count
      if street == names.count {
        numbers[name] = street
        names.append(name)
      }
      for line in lines {
        let planar = area.projector.project(GeographicPoints(line))
        for (a, b) in zip(0..<planar.count, 1..<max(planar.count, 1)) {
          steps.walk(from: planar[a], to: planar[b])
        }
        while streetOfStep.count < steps.count { streetOfStep.append(street) }
      }
    }
    guard !names.isEmpty else {
      throw .malformedInput("\(source): no line has a property that names it (name, name1, street)")
    }
    let zoneOfStep: [Int32]
    do throws(GeospatialError) {
      zoneOfStep = try GeometryEngine().locate(steps, in: zones.map { [$0.polygon] + $0.otherParts })
    } catch {
      throw .geospatial(error)
    }
    var lengths = [[Int: Int]](repeating: [:], count: zones.count)
    for (step, zone) in zoneOfStep.enumerated() where zone >= 0 {
      lengths[Int(zone)][streetOfStep[step], default: 0] += 1
    }
    for zone in zones.indices {
      let longest = lengths[zone].sorted { ($1.value, names[$0.key]) < ($0.value, names[$1.key]) }
      zones[zone].streets = longest.prefix(4).map { names[$0.key] }
      zones[zone].name = zones[zone].streets.first ?? zones[zone].name
    }
    provenance = provenance.adding(
      "streets", ["file": .string(source), "named_streets": .integer(names.count)])
  }
}

extension PlanarPoints {
  /// Adds the middles of steps of at most ten metres along a straight line.
  fileprivate mutating func walk(from a: PlanarPoint, to b: PlanarPoint) {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length.isFinite, length > 0 else { return }
    let count = Int((length / 10).rounded(.up))
    for step in 0..<count {
      let share = (Double(step) + 0.5) / Double(count)
      append(PlanarPoint(x: a.x + share * dx, y: a.y + share * dy))
    }
  }
}

extension JSONObject {
  /// The name of a street under the names that street layers use.
  fileprivate var streetName: String? {
    for key in ["name", "name1", "Name", "NAME", "street", "STREET"] {
      if let name = self[key]?.text, !name.isEmpty { return name }
    }
    return nil
  }
}
