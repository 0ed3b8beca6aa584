internal import Files
public import Geospatial

/// Areas of a user's file as cells: neighbourhoods, wards, beats, districts or official hexagons.
///
/// In the order of the file; areas that share an id are one cell. A cell may have several parts and holes.
public struct PolygonCells: Sendable {
  /// The plane they lie on.
  public let plane: CoordinateSystem

  /// The file's name without its folders.
  public let source: String

  /// SHA-256 of the file.
  public let digest: String

  /// The property that holds the ids.
  public let idProperty: String?

  /// The ids, one per cell, each once.
  public let ids: [String]

  /// Each cell's parts, the largest first, in metres, in the form that all spellings of an area share.
  public let polygons: [[Polygon<PlanarPoint>]]

  /// Each cell's size on the plane, in square metres.
  public let areas: [Double]

  /// A place inside each cell, well inside its largest part; in metres.
  public let places: PlanarPoints

  /// What was chosen and left out on the way, in sentences.
  public let remarks: [String]

  /// What the file says of each cell, one set per feature that it is made of.
  let properties: [[JSONObject]]

  /// What people call a cell, such as its `name` or `LSOA21NM`: the first such property that all it is made of agree in.
  func name(of cell: Int) -> String? {
    let members = properties[cell]
    for key in members.first?.keys ?? [] where CellLayer.soundsLikeName(key) {
      guard let name = members[0][key]?.plainText, !name.isEmpty else { continue }
      if members.allSatisfy({ $0[key] == members[0][key] }) { return name }
    }
    return nil
  }

  /// How many cells there are.
  public var count: Int { ids.count }
}

extension PolygonCells {
  /// The areas of a layer on the plane of a study area.
  ///
  /// Where there is an outline, an area belongs when the place inside it lies in the outline, and belongs whole.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` where the layer has no areas or no ids;
  ///   ``HotspotError/geospatial(_:)`` where an area lies outside the plane's area of use or is beyond repair;
  ///   ``HotspotError/insufficientData(_:)`` where none belongs.
  public init(_ layer: CellLayer, in area: borrowing StudyArea) throws(HotspotError) {
    let cells = try layer.cells(calling: "area", where: { !$0.polygons.isEmpty })
    let all = try PlanarAreas(of: cells, named: layer.name, in: area)
    let kept = all.isInside.indices.filter { all.isInside[$0] }
    guard !kept.isEmpty else {
      throw .insufficientData(
        "\(layer.name): none of its \(cells.ids.count) areas lies in the study area: give the areas of the same place"
      )
    }
    let polygons = kept.map { all.polygons[$0] }
    plane = area.plane
    source = layer.name
    digest = layer.digest
    idProperty = cells.property
    ids = kept.map { cells.ids[$0] }
    self.polygons = polygons
    areas = kept.map { all.sizes[$0] }
    places = PlanarPoints(kept.map { all.places[$0] })
    properties = kept.map { cells.members[$0].map { cells.features[$0].properties } }
    var remarks = cells.remarks
    if kept.count < cells.ids.count {
      remarks.append(
        "\(layer.name): \(cells.ids.count - kept.count) of \(cells.ids.count) areas lie outside the study area and are left out"
      )
    }
    let across = area.outline.map { $0.crossed(by: polygons) } ?? 0
    if across > 0 {
      remarks.append(
        """
        \(across) areas reach more than \(Int(Outline.tolerance)) m beyond the study area: what lies there was not \
        counted, so their rates are too low
        """)
    }
    self.remarks = remarks
  }
}

/// The areas of a layer on the plane, dissolved and measured.
private struct PlanarAreas {
  var polygons: [[Polygon<PlanarPoint>]] = []
  var sizes: [Double] = []
  var places: [PlanarPoint] = []
  let isInside: [Bool]

  init(of cells: LayerCells, named name: String, in area: borrowing StudyArea) throws(HotspotError) {
    do throws(GeospatialError) {
      let engine = try GeometryEngine()
      for (number, members) in cells.members.enumerated() {
        let degrees = members.flatMap { cells.features[$0].geometry?.polygons ?? [] }
        do throws(GeospatialError) {
          polygons.append(try engine.dissolve(try engine.repaired(try area.projector.project(degrees))))
        } catch {
          throw error.naming("\(name), area \(cells.ids[number])")
        }
        var largest = (size: -1.0, part: 0)
        for (index, part) in polygons[number].enumerated() {
          let size = try engine.area(of: [part])
          if size > largest.size { largest = (size, index) }
        }
        polygons[number].swapAt(0, largest.part)
        sizes.append(try engine.area(of: polygons[number]))
        places.append(try engine.interiorPoint(of: polygons[number][0]))
      }
      if let outline = area.outline {
        isInside = try engine.locate(PlanarPoints(places), in: [outline.polygons]).map { $0 >= 0 }
      } else {
        isInside = [Bool](repeating: true, count: places.count)
      }
    } catch {
      throw .geospatial(error)
    }
  }
}

extension GeospatialError {
  /// The same, with whose shape it is.
  func naming(_ owner: String) -> GeospatialError {
    switch self {
    case .geometry(let text): .geometry("\(owner): \(text)")
    case .projection(let text): .projection("\(owner): \(text)")
    case .coordinateSystem, .malformed, .file: self
    }
  }
}
