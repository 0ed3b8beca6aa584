import Geospatial
import HotspotKit
import Synchronization

/// The study area inside the boundary that `--area` names, made beside what else is done meanwhile: it does not depend on
/// the records.
final class BoundedArea: Sendable {
  private let made = Mutex<Result<StudyArea, HotspotError>?>(nil)
  private let file: String
  private let plane: CoordinateSystem?
  private let threads: Int
  private let task = Mutex<Task<Void, Never>?>(nil)

  /// Begins at once; with one thread it waits until the area is asked for.
  init(file: String, plane: CoordinateSystem?, threads: Int) {
    (self.file, self.plane, self.threads) = (file, plane, threads)
    guard threads > 1 else { return }
    task.withLock { $0 = Task { self.make() } }
  }

  /// The area, once: it owns handles and is handed over.
  func take() async throws(HotspotError) -> StudyArea {
    if let task = task.withLock({ $0 }) { await task.value } else { make() }
    guard let found = made.withLock({ $0.take() }) else { throw .cancelled }
    return try found.get()
  }

  private func make() {
    let (file, plane) = (file, plane)
    made.withLock { $0 = Result { () throws(HotspotError) in try Self.area(file, plane) } }
  }

  private static func area(_ path: String, _ plane: CoordinateSystem?) throws(HotspotError) -> StudyArea {
    let file: GeoJSONFile
    do { file = try GeoJSONFile(path: path) } catch { throw .geospatial(error) }
    return try StudyArea(
      boundaries: file.features.flatMap { $0.geometry?.polygons ?? [] },
      named: String(path.split(separator: "/").last ?? ""), plane: plane)
  }
}
