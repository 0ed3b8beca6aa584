internal import Files

/// What a forecast and an overlap add to zones; nothing where neither was asked for.
enum OutlookFacts {
  /// The properties of a zone.
  static func properties(of zone: Zone, in hotspots: Hotspots) -> JSONObject {
    var properties = JSONObject()
    if let outlook = hotspots.outlook {
      let caught = zone.rank <= outlook.byRank.count ? outlook.byRank[zone.rank - 1] : nil
      properties["expected_per_week"] = number(outlook.perWeek(in: zone.cells), places: 6)
      properties["pai"] = number(caught?.pai, places: 4)
      properties["pai_low"] = number(caught?.interval?.lowerBound, places: 4)
      properties["pai_high"] = number(caught?.interval?.upperBound, places: 4)
    }
    if let overlap = hotspots.overlap {
      properties["overlap_theme"] = .string(overlap.theme.id)
      properties["overlap_incidents"] = .number(overlap.incidents(in: zone))
    }
    return properties
  }

  /// The foreign members of a collection.
  static func members(of hotspots: Hotspots) -> JSONObject {
    var members = JSONObject()
    if let outlook = hotspots.outlook {
      var layers = JSONObject()
      for layer in outlook.layers { layers[layer.name] = number(layer.weight, places: 4) }
      members["forecast"] = [
        "method": .string(outlook.method.name), "unit": outlook.isCounted ? "incidents" : "weight",
        "from": .string(CivilTime.text(day: outlook.days.lowerBound)),
        "to": .string(CivilTime.text(day: outlook.days.upperBound - 1)),
        "windows": .integer(outlook.windows.count),
        "windows_from": outlook.windows.first.map { .string(CivilTime.text(day: $0.test.lowerBound)) }
          ?? .null,
        "windows_to": outlook.windows.last.map { .string(CivilTime.text(day: $0.test.upperBound - 1)) }
          ?? .null,
        "incidents": number(outlook.incidents, places: 6), "hits": number(outlook.all.hits, places: 6),
        "pai": number(outlook.all.pai, places: 4),
        "pai_low": number(outlook.all.interval?.lowerBound, places: 4),
        "pai_high": number(outlook.all.interval?.upperBound, places: 4), "layers": .object(layers),
      ]
    }
    if let overlap = hotspots.overlap {
      members["overlap"] = [
        "theme": .string(overlap.theme.id), "incidents": .integer(overlap.incidents.count),
        "incidents_in_both": .integer(overlap.inBoth),
        "overlap_coefficient": number(overlap.coefficient, places: 6),
        "could_not_tell": .array(overlap.incidents.caveats.map(JSONValue.string)),
      ]
    }
    return members
  }

  /// What a zone's rank would have caught, as a briefing reads it; nothing without a forecast.
  static func reason(for zone: Zone, in hotspots: Hotspots) -> String {
    var text = ""
    if let outlook = hotspots.outlook, zone.rank <= outlook.byRank.count,
      let pai = outlook.byRank[zone.rank - 1].pai
    {
      text +=
        "; zones of this rank held \(pai.rounded(toPlaces: 1).formattedPlainly) times what even ground would, in \(outlook.windows.count) windows not known when they were drawn"
    }
    if let overlap = hotspots.overlap {
      text += "; and \(overlap.incidents(in: zone).formattedPlainly) of \(overlap.theme.id)"
    }
    return text
  }

  private static func number(_ value: Double?, places: Int) -> JSONValue {
    value.map { .number($0.rounded(toPlaces: places)) } ?? .null
  }
}

extension Hotspots {
  /// What the forecast and the overlap say, in sentences.
  public var outlookSentences: [String] {
    var sentences: [String] = []
    if let outlook {
      let days =
        "\(CivilTime.text(day: outlook.days.lowerBound)) to \(CivilTime.text(day: outlook.days.upperBound - 1))"
      sentences.append("expected by \(outlook.method.name) for \(days)")
      if let pai = outlook.all.pai {
        let interval = outlook.all.interval.map {
          " (\($0.lowerBound.rounded(toPlaces: 1).formattedPlainly) to \($0.upperBound.rounded(toPlaces: 1).formattedPlainly))"
        }
        sentences.append(
          """
          over \(outlook.windows.count) windows before the end of the records the zones would have held \
          \(outlook.all.hits.formattedPlainly) of \(outlook.incidents.formattedPlainly), \
          \(pai.rounded(toPlaces: 1).formattedPlainly) times what even ground would\(interval ?? "")
          """)
      } else {
        sentences.append(
          "the records are too short to hold the zones against what came after: pai is not known")
      }
    }
    if let overlap {
      sentences.append(
        """
        \(overlap.incidents.count) incidents of \(overlap.theme.id); \(ZoneDocument.percent(overlap.coefficient)) of the \
        two densities is common ground
        """)
      sentences += overlap.caveats
    }
    return sentences
  }
}
