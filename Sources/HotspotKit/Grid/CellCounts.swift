internal import Files
internal import Geospatial

/// How many incidents each cell of a grid holds.
public struct CellCounts: Sendable {
  /// Number of incidents (or the sum of their weights) per cell, in the grid's order.
  public let counts: Surface

  /// Incidents inside the study area that stand in no cell: at its edge, where a cell's middle lies outside.
  public let outsideEveryCell: Int

  /// Counts incidents into cells. Time O(incidents + cells).
  public init(of incidents: Incidents, on grid: Grid) {
    var counts = [Double](repeating: 0, count: grid.count)
    var strays = 0
    for index in 0..<incidents.count {
      if let cell = grid.cell(holding: incidents.point(index)) {
        counts[cell] += incidents.weight(of: index)
      } else {
        strays += 1
      }
    }
    outsideEveryCell = strays
    self.counts = Surface(
      grid: grid, values: counts, name: "incidents",
      provenance: Self.provenance(of: incidents, on: grid, outsideEveryCell: strays))
  }

  /// The surfaces that stand side by side: how many incidents, and their harm where a table was asked; what the
  /// incidents count for comes last.
  public static func sideBySide(
    of incidents: Incidents, on grid: Grid
  ) -> (surfaces: [Surface], outsideEveryCell: Int) {
    let counts = CellCounts(of: incidents.numbered, on: grid)
    guard let weighed = incidents.weighedByHarm else { return ([counts.counts], counts.outsideEveryCell) }
    let sums = CellCounts(of: weighed, on: grid).counts
    let harm = Surface(grid: grid, values: sums.values, name: "harm", provenance: sums.provenance)
    return (
      incidents.measure == .harm ? [counts.counts, harm] : [harm, counts.counts], counts.outsideEveryCell
    )
  }

  /// What led to incidents on a grid, with the facts of the grid as its last step.
  static func provenance(of incidents: Incidents, on grid: Grid, outsideEveryCell: Int) -> Provenance {
    incidents.provenance.adding(
      "grid",
      [
        "cell": .string(grid.shape.description), "plane": .string("EPSG:\(grid.plane.code)"),
        "cells": .integer(grid.count), "cells_chosen_by": grid.coversByTouch ? "touch" : "middle",
        "cells_area_km2": .number((grid.area / 1e6).rounded(toPlaces: 6)),
        "incidents_in_no_cell": .integer(outsideEveryCell),
      ])
  }
}
