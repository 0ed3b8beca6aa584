import Geospatial
import HotspotKit

extension CommonOptions {
  /// Says on which plane the question is asked and how exactly the records got there; with `--verbose` also which
  /// better ways PROJ knows and could not take.
  func announce(_ area: borrowing StudyArea) {
    let operation = area.projector.operation
    let accuracy = operation.accuracy.map { "to \(Self.metres($0))" } ?? "to an unknown number of metres"
    let choice = area.isPlaneGiven ? "as asked" : "chosen by position"
    messages.say("plane \(area.plane), \(choice): \(operation.name), accurate \(accuracy)")
    guard verbose else { return }
    for better in operation.better {
      let accuracy = better.accuracy.map(Self.metres) ?? "unknown accuracy"
      messages.say("better, and not possible here: \(better.name) (\(accuracy)) needs \(better.missingGrid)")
    }
  }

  private static func metres(_ accuracy: Double) -> String {
    accuracy == accuracy.rounded() ? "\(Int(accuracy)) m" : "\(accuracy) m"
  }
}
