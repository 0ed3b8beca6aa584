internal import Files

extension RefinedDensity {
  /// The facts for a provenance.
  var facts: JSONObject {
    var facts = base.facts(of: incidents.measure)
    facts["edge_correction"] = .string(edge.rawValue)
    if let unit { facts["unit"] = .string(unit) }
    if let shares {
      facts["incidents_reaching_over_the_edge"] = .integer(
        places?.placeOfIncident.count { shares[Int($0)] < 1 } ?? 0)
    }
    if let adaptive { facts["adaptive"] = .object(adaptive.facts) }
    return facts
  }

  /// What a reader must know of the refinements, in sentences.
  public var remarks: [String] {
    var remarks: [String] = []
    if let adaptive { remarks.append(adaptive.sentence) }
    if let shares, let places {
      let count = places.placeOfIncident.count { shares[Int($0)] < 1 }
      remarks.append(
        "\(count) of \(incidents.count) incidents stand so near the edge that their kernel is made whole inside it (\(edge.rawValue))"
      )
    }
    if edge == .uniform {
      remarks.append(
        "at each cell the density is divided by the share of a kernel there that lies inside the area (\(edge.rawValue))"
      )
    }
    return remarks
  }

  /// Whether anything is refined at all.
  var isRefined: Bool { edge != .none || adaptive != nil }
}
