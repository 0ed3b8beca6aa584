/// Looks for the length at which a criterion is best: from short to long by equal ratios, then ever finer round the
/// best length met.
struct BandwidthSearch {
  /// The shortest length that is tried, in metres.
  let shortest: Double
  /// The longest, in metres.
  let longest: Double
  /// How much longer each length of the first round is than the one before.
  let ratio: Double
  /// After how many lengths in a row that brought nothing better the first round ends.
  let patience: Int
  /// How many lengths a later round tries between the two neighbours of the best.
  let points: Int
  /// How many later rounds there are.
  let rounds: Int

  /// What was found.
  struct Answer {
    /// The best length, in metres.
    var length: Double
    /// The criterion there.
    var value: Double
    /// Whether nothing shorter, or nothing longer, could be tried.
    var isShortest = false
    var isLongest = false
  }

  /// The length at which a criterion is greatest.
  func greatest(_ criterion: (Double) async -> Double) async -> Answer {
    var best = Answer(length: shortest, value: await criterion(shortest))
    var (length, behind) = (shortest, 0)
    while length < longest, behind < patience {
      length = min(length * ratio, longest)
      let value = await criterion(length)
      behind += 1
      if value > best.value { (best, behind) = (Answer(length: length, value: value), 0) }
    }
    best.isShortest = best.length == shortest
    best.isLongest = best.length == longest
    var step = ratio
    for _ in 0..<rounds {
      let (low, high) = (max(shortest, best.length / step), min(longest, best.length * step))
      for point in 1...points {
        let length = low + (high - low) * Double(point) / Double(points + 1)
        let value = await criterion(length)
        if value > best.value { (best.length, best.value) = (length, value) }
      }
      step = 1 + (high - low) / Double(points + 1) / best.length
    }
    return best
  }
}

extension BandwidthSearch.Answer {
  /// What is said of a best length at the end of what was tried.
  func remark(rule: String) -> String? {
    if isShortest {
      return """
        \(rule) found no better length than the shortest it tried, half the usual distance between neighbouring places: \
        these places have no spread of their own to read; give --bandwidth in metres
        """
    }
    if isLongest {
      return """
        \(rule) found no better length than the longest it tried: the incidents show no places of their own; give \
        --bandwidth in metres
        """
    }
    return nil
  }
}
