internal import Files
internal import Geospatial

/// How much there is in each cell that may be hit: addresses, metres of street, square metres, or people about.
///
/// A count is foretold as exposure times risk, so that a cell of many doors is not called risky for its doors. A cell
/// without exposure has no risk: it is left out of a fit, and nothing is expected there.
public struct Exposure: Sendable {
  /// What is counted.
  public enum Unit: Hashable, Sendable {
    /// Places, one each.
    case places
    /// Metres of line.
    case metres
    /// Square metres of area; areas that overlap count as often as they do.
    case squareMetres
    /// The numbers of a column, by its name; a line's spread along it and an area's over it.
    case column(String)
  }

  /// What is counted.
  public let unit: Unit

  /// How much there is in each cell, in the grid's order; nought where there is none.
  public let values: [Double]

  /// How much of the file lies in no cell.
  public let outsideEveryCell: Double

  /// The file's name without its folders, or what the user calls it instead.
  public let source: String

  /// SHA-256 of the file.
  public let digest: String

  /// How many rows or features the file has.
  public let rowsRead: Int

  /// How many of them stand nowhere that can be placed, or lack the column's number.
  public let rowsUnusable: Int

  /// How much there is in all cells.
  public var total: Double { values.reduce(0, +) }

  /// The cells that hold some, ascending.
  let cells: [Int]

  /// Where in each cell that which is exposed lies, on average, in metres from the cell's middle; empty where that is
  /// not known, and for areas.
  private let leans: PlanarPoints

  /// An exposure from a number for each cell, from nought on.
  public init(
    _ values: [Double], unit: Unit, source: String = "", digest: String = "", outsideEveryCell: Double = 0,
    rowsRead: Int = 0, rowsUnusable: Int = 0
  ) {
    self.init(
      values, leans: PlanarPoints(), unit: unit, source: source, digest: digest,
      outsideEveryCell: outsideEveryCell, rowsRead: rowsRead, rowsUnusable: rowsUnusable)
  }

  private init(
    _ values: [Double], leans: PlanarPoints, unit: Unit, source: String, digest: String,
    outsideEveryCell: Double, rowsRead: Int, rowsUnusable: Int
  ) {
    precondition(values.allSatisfy { $0 >= 0 && $0.isFinite }, "an exposure is a number from nought on")
    (self.values, self.leans, self.unit, self.source, self.digest) = (values, leans, unit, source, digest)
    (self.outsideEveryCell, self.rowsRead, self.rowsUnusable) = (outsideEveryCell, rowsRead, rowsUnusable)
    cells = values.indices.filter { values[$0] > 0 }
  }

  /// Reads a file and counts it into cells: GeoJSON where the name ends in `.geojson` or `.json`, else CSV with
  /// coordinates.
  ///
  /// `label` stands in outputs instead of the file's name. Time O(shapes + cells that they reach into).
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` where the file has no coordinates, no such column, or shapes of several
  ///   kinds without one; ``HotspotError/insufficientData(_:)`` where nothing of it lies in any cell;
  ///   ``HotspotError/invalidParameter(_:)`` for a layer that shows where police looked, unless
  ///   `includesPoliceGenerated`.
  public init(
    reading setting: ExposureSetting, in area: borrowing StudyArea, on grid: Grid, label: String? = nil,
    includesPoliceGenerated: Bool = false
  ) throws(HotspotError) {
    let digest: String
    do { digest = try Digest.sha256(ofFile: setting.path) } catch { throw .file(error) }
    let rows = try FactorRows(path: setting.path, system: setting.system, amount: setting.column)
    let caution = FactorCaution(
      FactorSetting(name: "", path: setting.path), columns: rows.columns, categories: rows.categories)
    if let trace = caution.policeTrace, !includesPoliceGenerated {
      throw .invalidParameter(
        """
        --exposure \(rows.name): \(trace), so it shows where police looked and not what may be hit; give addresses or \
        streets, or take it in knowingly with --include-police-generated
        """)
    }
    let shapes = PlacedShapes(rows, in: area)
    let unit = try Self.unit(of: shapes, setting, named: rows.name)
    let counted = ExposureSums(of: shapes, hasAmounts: setting.column != nil, on: grid)
    self.init(
      counted.values, leans: counted.leans, unit: unit, source: label ?? rows.name, digest: digest,
      outsideEveryCell: max(0, counted.whole - counted.inCells), rowsRead: shapes.read,
      rowsUnusable: shapes.unusable)
    guard !cells.isEmpty else {
      throw .insufficientData(
        """
        --exposure \(rows.name): none of its \(rows.read) rows lies in a cell of the study area: give a layer of what \
        may be hit there, such as addresses or streets
        """)
    }
  }

  private static func unit(
    of shapes: PlacedShapes, _ setting: ExposureSetting, named name: String
  ) throws(HotspotError) -> Unit {
    if let column = setting.column { return .column(column) }
    switch (shapes.points.count > 0, !shapes.lines.isEmpty, !shapes.areas.isEmpty) {
    case (_, false, false): return .places
    case (false, true, false): return .metres
    case (false, false, true): return .squareMetres
    default:
      throw .malformedInput(
        """
        --exposure \(name) holds shapes of several kinds, and places, metres and square metres do not add up: give a \
        file of one kind, or a column of numbers with \(name);column=NAME
        """)
    }
  }
}

extension Exposure {
  /// The same where only a share of each cell counts, one share a cell.
  func scaled(by shares: [Double]) -> Exposure {
    let scaled = zip(values, shares).map { $0 * $1 }
    return Exposure(
      scaled, leans: leans, unit: unit, source: source, digest: digest,
      outsideEveryCell: outsideEveryCell + total - scaled.reduce(0, +), rowsRead: rowsRead,
      rowsUnusable: rowsUnusable)
  }

  /// Where nearness is asked from in a cell: the middle of what is exposed there, else the cell's own.
  ///
  /// Doors and streets are what incidents happen at; the middle of a cell may lie across the edge of a factor's reach
  /// from all of them.
  func place(of cell: Int, centre: PlanarPoint) -> PlanarPoint {
    guard leans.count > 0, values[cell] > 0 else { return centre }
    return PlanarPoint(x: centre.x + leans.xs[cell], y: centre.y + leans.ys[cell])
  }
}

extension Exposure.Unit {
  /// The unit as it is written in outputs: `places`, `metres`, `square metres`, or the column's name.
  public var words: String {
    switch self {
    case .places: "places"
    case .metres: "metres"
    case .squareMetres: "square metres"
    case .column(let name): name
    }
  }
}

extension Exposure {
  /// What was read, in a sentence.
  public var sentence: String {
    var parts = [
      """
      exposure: \(plain(total)) \(unit.words) of \(source) in \(cells.count) of \(values.count) cells; the others are \
      left out of the fit, and nothing is expected there
      """
    ]
    if outsideEveryCell > total * 1e-9 { parts.append("\(plain(outsideEveryCell)) lie in no cell") }
    if rowsUnusable > 0 {
      parts.append("\(rowsUnusable) of \(rowsRead) rows cannot be used and do not count")
    }
    return parts.joined(separator: "; ")
  }

  private func plain(_ number: Double) -> String { number.rounded(toPlaces: 1).formattedPlainly }

  /// The facts of a provenance.
  var facts: JSONObject {
    [
      "file": .string(source), "sha256": .string(digest), "unit": .string(unit.words),
      "rows": .integer(rowsRead), "rows_unusable": .integer(rowsUnusable),
      "total": .number(total.rounded(toPlaces: 6)),
      "in_no_cell": .number(outsideEveryCell.rounded(toPlaces: 6)),
      "cells": .integer(cells.count), "enters_as": "an offset, its logarithm",
    ]
  }
}
