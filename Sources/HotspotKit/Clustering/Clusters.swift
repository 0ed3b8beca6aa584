internal import Files

/// What a search for clusters found: numbers and words for every cell, and a sentence about them all.
///
/// Cells are known by their number alone, so that squares, hexagons and areas of any shape are asked alike.
public struct Clusters: Sendable {
  /// What was asked of each cell.
  public enum Statistic: String, CaseIterable, Hashable, Sendable {
    /// Getis–Ord Gi*.
    case giStar = "gi-star"
    /// Local Moran's I.
    case localMoran = "local-moran"
    /// Gi* slice by slice, and what became of each cell.
    case emerging
  }

  /// How a search goes about, whatever the statistic.
  public struct Rules: Hashable, Sendable {
    /// Which cells stay significant, and from which p-value on one is.
    public let discovery: FalseDiscovery
    /// The test by permutation; `nil` for the normal distribution.
    public let permutation: ConditionalPermutation?
    /// What the number that each cell is tested for is called, such as `incidents` or `rate_per_1000`.
    public var measure = "incidents"

    /// Rules from their parts.
    public init(discovery: FalseDiscovery, permutation: ConditionalPermutation? = nil) {
      self.discovery = discovery
      self.permutation = permutation
    }
  }

  /// A column of an output: a value for every cell, in the cells' order.
  public struct Column: Sendable {
    /// Its name in CSV and GeoJSON.
    public let name: String
    /// Its values; a NaN stands for what cannot be known.
    public let values: Values

    /// The values of one kind.
    public enum Values: Sendable {
      case numbers([Double])
      case whole([Int])
      case flags([Bool])
      case words([String])
    }

    /// A column of values, one for every cell.
    public init(name: String, values: Values) {
      self.name = name
      self.values = values
    }
  }

  /// `incidents`, or what else was tested, `z`, `p`, `significant`, and what else the statistic has.
  public internal(set) var columns: [Column]

  /// The standard scores by which cells are ranked.
  public let scores: [Double]

  /// What was found, in a sentence.
  public let sentence: String

  /// What a reader must know besides, in sentences.
  public let remarks: [String]

  /// How they came about.
  public let provenance: Provenance
}

extension Clusters {
  /// The same clusters with other columns in front, such as how many incidents lie behind a rate.
  public func beside(_ others: [Column]) -> Clusters {
    var wider = self
    wider.columns = others + columns
    return wider
  }

  /// What is said, in words and in facts, of the p-values of a statistic.
  struct Verdict {
    let columns: [Column]
    let isSignificant: [Bool]
    let remarks: [String]
    let facts: JSONObject

    /// The p-values of scores, by the rules, and who survives.
    init(
      of scores: [Double], values: [Double], among neighbourhood: Neighbourhood, by rules: Rules,
      bands: Bands,
      stream: Int = 0
    ) async {
      let normal = scores.map(NormalTail.twoSided)
      let dealt = await rules.permutation?.pValues(
        of: values, among: neighbourhood, stream: stream, bands: bands)
      let p = dealt.map { zip($0, normal).map { $1.isNaN ? .nan : $0 } } ?? normal
      isSignificant = rules.discovery.survivors(of: p)
      columns =
        [
          Column(name: rules.measure, values: .numbers(values)), Column(name: "z", values: .numbers(scores)),
          Column(name: "p", values: .numbers(p)), Column(name: "significant", values: .flags(isSignificant)),
        ]
        + (dealt == nil ? [] : [Column(name: "p_normal", values: .numbers(normal))])
        + [Column(name: "neighbours", values: .whole(neighbourhood.sizes))]
      let tested = p.count { !$0.isNaN }
      remarks = Self.remarks(untested: p.count - tested, tested: tested, rules: rules)
      let sizes = neighbourhood.sizes
      facts = [
        "of": .string(rules.measure), "neighbours": .string(neighbourhood.rule),
        "neighbours_fewest": .integer(sizes.min() ?? 0),
        "neighbours_mean": .number(Double(sizes.reduce(0, +)) / Double(max(1, sizes.count))),
        "neighbours_most": .integer(sizes.max() ?? 0),
        "p_means": .string(dealt == nil ? "two-sided, normal" : "two-sided, conditional permutation"),
        "permutations": rules.permutation.map { .integer($0.permutations) } ?? .null,
        "seed": rules.permutation.map { .string(String($0.seed)) } ?? .null,
        "alpha": .number(rules.discovery.alpha), "false_discovery": "benjamini-hochberg, all cells at once",
        "cells_tested": .integer(tested),
        "largest_p_that_survives": rules.discovery.largestSurvivor(of: p).map(JSONValue.number) ?? .null,
      ]
    }

    private static func remarks(untested: Int, tested: Int, rules: Rules) -> [String] {
      var remarks: [String] = []
      if untested > 0 {
        remarks.append(
          "\(untested) cells have no score: they have no neighbours, or all cells for neighbours, or just the mean"
        )
      }
      if let smallest = rules.permutation?.smallest {
        let needed = Int((smallest * Double(tested) / rules.discovery.alpha).rounded(.down)) + 1
        if needed > 1 {
          remarks.append(
            """
            \(rules.permutation?.permutations ?? 0) permutations give no p-value below \(smallest): for any cell \
            to survive, \(needed) of \(tested) must reach it; take more permutations
            """)
        }
      }
      return remarks
    }
  }
}
