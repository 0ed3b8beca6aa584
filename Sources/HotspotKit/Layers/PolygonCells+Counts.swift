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
    let index = PolygonIndex(polygons)
    var counts = [Double](repeating: 0, count: count)
    var (outside, shared) = (0, 0)
    for number in 0..<incidents.count {
      guard let found = index.area(holding: incidents.points[number]) else {
        outside += 1
        continue
      }
      counts[found.first] += incidents.weight(of: number)
      if found.isShared { shared += 1 }
    }
    var remarks = self.remarks
    if outside > 0 {
      remarks.append("\(outside) of \(incidents.count) incidents stand in none of the \(count) areas")
    }
    if shared > 0 {
      remarks.append(
        "areas overlap: \(shared) incidents stand in more than one and count in the first by the file's order"
      )
    }
    var columns = [
      CellTable.Column(name: "incidents", values: counts),
      CellTable.Column(name: "area_km2", values: areas.map { $0 / 1e6 }),
      CellTable.Column(name: "rate_per_km2", values: zip(counts, areas).map { $0 / ($1 / 1e6) }),
    ]
    var facts = facts(outside: outside, shared: shared)
    if let population {
      remarks += population.remarks
      let rates = zip(counts, population.people).map { count, people in
        people.flatMap { $0 > 0 ? count / $0 * 1000 : nil }
      }
      let isCount = incidents.weights == nil
      let smoothed =
        isCount
        ? smoothing.rates(
          incidents: counts, people: population.people, touching: smoothing == .local ? touching() : nil)
        : [Double?](repeating: nil, count: count)
      if !isCount {
        remarks.append("incidents have weights: rates are not smoothed, which is for counts alone")
      }
      columns += [
        CellTable.Column(name: "population", values: population.people),
        CellTable.Column(name: "rate_per_1000", values: rates),
        CellTable.Column(name: "smoothed_rate_per_1000", values: smoothed.map { $0.map { $0 * 1000 } }),
      ]
      facts["population"] = .string(population.source)
      facts["smoothing"] = isCount ? .string("\(smoothing.rawValue) empirical Bayes (Marshall 1991)") : .null
    }
    return CellTable(
      ids: ids, places: places, shapes: .areas(polygons), columns: columns, outsideEveryCell: outside,
      remarks: remarks, provenance: incidents.provenance.adding("grid", facts))
  }

  private func facts(outside: Int, shared: Int) -> JSONObject {
    [
      "cell": .string("zones:\(source)"), "sha256": .string(digest),
      "id_property": idProperty.map(JSONValue.string) ?? .null, "plane": .string("EPSG:\(plane.code)"),
      "cells": .integer(count),
      "cells_area_km2": .number((areas.reduce(0, +) / 1e6).rounded(toPlaces: 6)),
      "incidents_in_no_cell": .integer(outside), "incidents_in_several_cells": .integer(shared),
      "notes": .array(remarks.map(JSONValue.string)),
    ]
  }
}
