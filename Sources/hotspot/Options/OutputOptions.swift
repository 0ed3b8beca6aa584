import ArgumentParser
import Files
import Geospatial
import HotspotKit

/// What comes out and where it goes.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: "The output file; its extension picks the format; - for standard output.")
  var output: String

  @Option(help: "File for the steps that led to the output, for formats that have no place for them.")
  var provenance: String?

  @Option(help: "Protective marking to carry; OFFICIAL-SENSITIVE for anything but known open data.")
  var marking: String?

  /// The extension, in lower case; GeoJSON for standard output.
  var format: String {
    if output == "-" { return "geojson" }
    let name = output.split(separator: "/").last ?? ""
    return name.contains(".") ? (name.split(separator: ".").last.map { $0.lowercased() } ?? "") : ""
  }

  /// Whether any output will hold the provenance.
  var wantsProvenance: Bool { provenance != nil || format == "geojson" }

  /// How the outputs may be handed on.
  func handling(of incidents: Incidents) -> Handling {
    Handling(marking: marking, isOpenData: incidents.isOpenData)
  }

  /// Checks before any work is done: the format, and that no two outputs, those beside it too, share a name.
  func require(_ formats: [String], beside others: [String?] = []) throws(HotspotError) {
    try ([output, provenance] + others).requireOwnNames()
    guard formats.contains(format) else {
      throw .invalidParameter(
        "output '\(output)': its extension must be one of \(formats.map { "." + $0 }.joined(separator: " "))")
    }
  }

  /// Writes the output, and what goes beside it, whole or not at all.
  func write(
    _ document: [UInt8], provenance steps: Provenance, beside: [(path: String, bytes: [UInt8])] = []
  ) throws(HotspotError) {
    var files = [(path: output, bytes: document)] + beside
    if let provenance { files.append((provenance, Array(steps.json.pretty.utf8))) }
    try WholeFile.write(files)
  }
}

extension WholeFile {
  /// Writes outputs that belong together: all of them or none.
  static func write(_ outputs: [(path: String, bytes: [UInt8])]) throws(HotspotError) {
    do throws(FileError) {
      var set = OutputSet()
      for output in outputs {
        var file = try WholeFile(output.path)
        try file.append(output.bytes)
        try set.add(output.path, file)
      }
      try set.commit()
    } catch {
      throw .file(error)
    }
  }
}

extension [String?] {
  /// Refuses outputs of which two would run into one another: on standard output, or under one name.
  func requireOwnNames() throws(HotspotError) {
    var met: Set<String> = []
    // What is written to a device is not kept, so nothing is lost there.
    for name in compactMap(\.self) where !name.hasPrefix("/dev/") && !met.insert(name).inserted {
      throw .invalidParameter(
        """
        \(name == "-" ? "standard output" : "'\(name)'") is named for two outputs: give each a file of its own
        """)
    }
  }
}
