internal import Files
internal import Geospatial

/// What was planted and what was written, so that a method can be judged; no method reads it.
struct SampleTruth {
  let county: SampleCounty
  let map: SampleMap
  let count: SampleRows.Count

  /// The planted hotspots as discs.
  var shapes: String {
    SampleMap.collection(
      map.whereabouts.hotspots.enumerated().map { number, hotspot in
        let centre = SamplePlane.place(hotspot.centre)
        return SampleMap.feature(
          [
            "name": .string(hotspot.name),
            "category": .string(SampleCategory.all[hotspot.category].name),
            "longitude": .number(Double(centre.east) / 1e6),
            "latitude": .number(Double(centre.north) / 1e6),
            "radius_m": .number(hotspot.radius),
            "share_planted": .number(hotspot.share),
            "rows_planted": .integer(count.planted[number]),
          ], polygon: Self.disc(hotspot.centre, hotspot.radius))
      })
  }

  /// The numbers: rows by category and by fault, and the risk factors.
  var facts: String {
    let all = SampleCategory.all
    var clean = JSONObject()
    for (category, number) in zip(all, count.clean) { clean[category.name] = .integer(number) }
    var faulty = JSONObject()
    for kind in SampleDirt.allCases { faulty[kind.rawValue] = .integer(count.faulty[kind] ?? 0) }
    let factors = all.flatMap { category in
      category.factors.map { factor -> JSONValue in
        [
          "category": .string(category.name), "near": .string("places/\(factor.kind.rawValue).csv"),
          "within_m": .number(factor.metres), "relative_risk": .number(factor.relativeRisk),
          "exposure": .string(category.isCentral ? "footfall_central" : "footfall"),
          "beside_hotspots": .bool(county.hasHotspots && category.hotspots.count > 0),
        ]
      }
    }
    let truth: JSONValue = [
      "seed": .string(String(county.seed)),
      "rows": .integer(count.written),
      "rows_clean": .integer(count.clean.reduce(0, +)),
      "rows_faulty": .integer(count.faulty.values.reduce(0, +)),
      "first_day": count.firstDay.map { .string($0) } ?? .null,
      "last_day": count.lastDay.map { .string($0) } ?? .null,
      "clean": .object(clean),
      "faulty": .object(faulty),
      "repeats_that_are_real": .integer(count.repeats),
      "risk_factors": .array(factors),
    ]
    return truth.pretty
  }

  var source: String {
    let bare = county.hasHotspots ? "" : " --without-hotspots"
    return """
      # \(SampleNames.county), a county that is not

      Synthetic. Made by `hotspot sample --rows \(county.rows) --seed \(county.seed)\(bare) -o FOLDER`; the same seed gives the
      same bytes. Nothing in it is a record of anything: the county lies in open sea, and its people, streets and
      crimes were drawn by a random number generator. Public domain (CC0 1.0).

      | file | what |
      |---|---|
      | `boundary.geojson` | the county, WGS 84 |
      | `districts.geojson` | six districts that tile it, with `name` and `code` |
      | `streets.geojson` | streets from junction to junction, with `name` and `function` |
      | `addresses.csv` | every address, and how many people are about there: `footfall`, in thousandths of the middle of a town, and its square `footfall_central` |
      | `places/*.csv` | pubs, takeaways and railway stations |
      | `incidents/*.csv` | a month of recorded incidents each, as a force extract; local times; no `end` where the moment is known |
      | `truth.geojson` | the planted hotspots: category, centre, radius, share and number of rows |
      | `truth.json` | rows by category, rows by fault, and the planted risk factors |

      Rows of anti-social behaviour carry no `id`; some equal an earlier row byte for byte and are real. Of every
      2,400 rows about a dozen have a fault on purpose. The background of a category is the footfall of each address,
      squared where the category keeps to the middle of towns; `truth.json` says which. A risk factor multiplies the
      background of every address within its distance, not the planted hotspots: where those stand `beside_hotspots`, what
      is found is more than what the factor did. The `truth` files are for judging methods and are read by none.

      """
  }

  /// A disc as a closed ring of 32 corners, counter-clockwise.
  private static func disc(_ centre: PlanarPoint, _ radius: Double) -> [SamplePlace] {
    // The cosine and sine of a thirty-second of a turn, written out so that no library's last digit matters.
    let (cosine, sine) = (0.9807852804032304, 0.1950903220161283)
    var arm = PlanarPoint(x: radius, y: 0)
    var ring: [SamplePlace] = []
    for _ in 0..<32 {
      ring.append(SamplePlane.place(PlanarPoint(x: centre.x + arm.x, y: centre.y + arm.y)))
      arm = PlanarPoint(x: arm.x * cosine - arm.y * sine, y: arm.x * sine + arm.y * cosine)
    }
    return ring + [ring[0]]
  }
}
