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
  /// How many lengths of the first round are asked for at once; the answer does not depend on it.
  var batch = 1
  /// How many lengths a later round tries between the two neighbours of the best.
  let points: Int
  /// How many later rounds there are.
  let rounds: Int
  /// Whether the criterion is so smooth that its peak can be closed in on by parabolas; see `PeakSearch`.
  var isSmooth = false

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

  /// The length at which a criterion is greatest; it is asked for several lengths at once, in ascending order.
  func greatest(_ criterion: ([Double]) async -> [Double]) async -> Answer {
    var best = await firstRound(criterion)
    best.isShortest = best.length == shortest
    best.isLongest = best.length == longest
    var step = ratio
    for _ in 0..<rounds {
      let (low, high) = neighbours(of: best, step: step)
      let lengths = (1...points).map { low + (high - low) * Double($0) / Double(points + 1) }
      best.take(lengths, await criterion(lengths))
      step = 1 + (high - low) / Double(points + 1) / best.length
    }
    guard isSmooth else { return best }
    let (low, high) = neighbours(of: best, step: step)
    let peak = await PeakSearch(low: low, high: high).greatest(from: (best.length, best.value)) {
      await criterion([$0])[0]
    }
    best.take([peak.length], [peak.value])
    return best
  }

  private func neighbours(of best: Answer, step: Double) -> (low: Double, high: Double) {
    (max(shortest, best.length / step), min(longest, best.length * step))
  }

  private func firstRound(_ criterion: ([Double]) async -> [Double]) async -> Answer {
    var best = Answer(length: shortest, value: -.infinity)
    var (next, behind) = (shortest, -1)
    while true {
      var lengths = [next]
      while lengths.count < batch, let last = lengths.last, last < longest {
        lengths.append(min(last * ratio, longest))
      }
      for (length, value) in zip(lengths, await criterion(lengths)) {
        behind += 1
        if value > best.value { (best, behind) = (Answer(length: length, value: value), 0) }
        if length >= longest || behind >= patience { return best }
        next = min(length * ratio, longest)
      }
    }
  }
}

extension BandwidthSearch.Answer {
  /// Takes the best of some lengths where it is better.
  fileprivate mutating func take(_ lengths: [Double], _ values: [Double]) {
    for (length, value) in zip(lengths, values) where value > self.value {
      (self.length, self.value) = (length, value)
    }
  }

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
