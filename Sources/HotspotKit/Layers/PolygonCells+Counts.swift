internal import Files
internal import Geospatial

extension PolygonCells {
  /// How many incidents each area holds, per square kilometre and, where people are counted, per 1,000 of them.
  ///
  /// Western and southern edges belong to an area. Where areas overlap, an incident counts in the first of them in the
  /// file's order; how many do is said. Smoothing is for counts: incidents with weights of their own get none.
  /// Time O(incidents + corners).
  public func table(
    of incidents: Incidents, population: Population? = nil, smoothing: EmpiricalBayes = .global
  ) -> CellTable {
    let held = AreaCounts(of: incidents.numbered, in: polygons)
    var remarks = self.remarks + held.remarks
    var columns = [CellTable.Column(name: "incidents", values: held.counts)]
    if let harm = incidents.harm {
      columns.append(CellTable.Column(name: "harm", values: held.sums(of: harm.values)))
    }
    columns += [
      CellTable.Column(name: "area_km2", values: areas.map { $0 / 1e6 }),
      CellTable.Column(name: "rate_per_km2", values: zip(held.counts, areas).map { $0 / ($1 / 1e6) }),
    ]
    var facts = facts(of: held)
    if let population {
      let isCount = incidents.measure != .weight
      columns += rates(of: held.counts, per: population, smoothing: isCount ? smoothing : nil)
      remarks += population.remarks
      if !isCount {
        remarks.append("incidents have weights: rates are not smoothed, which is for counts alone")
      }
      facts["population"] = .string(population.source)
      facts["smoothing"] = isCount ? .string("\(smoothing.rawValue) empirical Bayes (Marshall 1991)") : .null
    }
    return CellTable(
      ids: ids, places: places, shapes: .areas(polygons), columns: columns,
      outsideEveryCell: held.outside, remarks: remarks,
      provenance: incidents.provenance.adding("grid", facts))
  }

  private func rates(
    of counts: [Double], per population: Population, smoothing: EmpiricalBayes?
  ) -> [CellTable.Column] {
    let raw = zip(counts, population.people).map { count, people in
      people.flatMap { $0 > 0 ? count / $0 * 1000 : nil }
    }
    let smoothed = smoothing?.rates(
      incidents: counts, people: population.people, touching: smoothing == .local ? touching() : nil)
    return [
      CellTable.Column(name: "population", values: population.people),
      CellTable.Column(name: "rate_per_1000", values: raw),
      CellTable.Column(
        name: "smoothed_rate_per_1000",
        values: smoothed?.map { $0.map { $0 * 1000 } } ?? [Double?](repeating: nil, count: count)),
    ]
  }

  /// The facts of the areas and of what they hold, for the provenance.
  func facts(of held: AreaCounts) -> JSONObject {
    [
      "cell": .string("zones:\(source)"), "sha256": .string(digest),
      "id_property": idProperty.map(JSONValue.string) ?? .null, "plane": .string("EPSG:\(plane.code)"),
      "cells": .integer(count),
      "cells_area_km2": .number((areas.reduce(0, +) / 1e6).rounded(toPlaces: 6)),
      "incidents_in_no_cell": .integer(held.outside), "incidents_in_several_cells": .integer(held.shared),
      "notes": .array(remarks.map(JSONValue.string)),
    ]
  }
}

/// How many incidents each of some areas holds, and what became of the others.
struct AreaCounts {
  /// Incidents, or the sum of their weights, per area.
  let counts: [Double]
  /// Incidents that no area holds.
  let outside: Int
  /// Incidents that more than one area holds; they count in the first.
  let shared: Int

  /// The area of each incident; −1 where none holds it.
  let areaOfIncident: [Int32]
  /// The areas, ready for asking after other places.
  let index: PolygonIndex

  init(of incidents: Incidents, in areas: [[Polygon<PlanarPoint>]]) {
    let index = PolygonIndex(areas)
    var counts = [Double](repeating: 0, count: areas.count)
    var areaOfIncident = [Int32](repeating: -1, count: incidents.count)
    var shared = 0
    for number in 0..<incidents.count {
      guard let found = index.area(holding: incidents.point(number)) else { continue }
      counts[found.first] += incidents.weight(of: number)
      areaOfIncident[number] = Int32(found.first)
      if found.isShared { shared += 1 }
    }
    outside = areaOfIncident.count { $0 < 0 }
    (self.index, self.counts, self.areaOfIncident, self.shared) = (index, counts, areaOfIncident, shared)
  }

  /// What the areas hold of a number that each incident has.
  func sums(of values: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: counts.count)
    for (incident, area) in areaOfIncident.enumerated() where area >= 0 {
      sums[Int(area)] += values[incident]
    }
    return sums
  }

  /// The account in sentences.
  var remarks: [String] {
    var said: [String] = []
    if outside > 0 {
      said.append(
        "\(outside) of \(areaOfIncident.count) incidents stand in none of the \(counts.count) areas")
    }
    if shared > 0 {
      said.append(
        "areas overlap: \(shared) incidents stand in more than one and count in the first by the file's order"
      )
    }
    return said
  }
}
