internal import Geospatial

extension Hotspots {
  /// The incidents of each zone by their cells on the grid the zones were cut from, in rank order.
  public func rows(on grid: Grid) -> [ZoneRows] {
    var zoneOfCell: [Int: Int] = [:]
    for (zone, each) in zones.enumerated() { for cell in each.cells { zoneOfCell[cell] = zone } }
    var rows = [[Int]](repeating: [], count: zones.count)
    for row in 0..<incidents.count {
      guard let cell = grid.cell(holding: incidents.point(row)), let zone = zoneOfCell[cell] else {
        continue
      }
      rows[zone].append(row)
    }
    return zones.indices.map { zone in
      let title = [zones[zone].reference, zones[zone].name].compactMap(\.self).joined(separator: " ")
      return ZoneRows(id: zones[zone].id, title: title, rows: rows[zone])
    }
  }
}
