/// The only place where work is shared out: a range is cut into bands, each done by one task.
///
/// Bands never share what they write, so the answer does not depend on how many there are.
public struct Bands: Sendable {
  /// How many tasks run at the same time.
  public let threads: Int

  /// Bands for a number of threads, at least one.
  public init(threads: Int) { self.threads = max(1, threads) }

  /// What `work` gives for each band of `0..<count`, in order; each thread takes about four bands.
  public func map<Result: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Range<Int>) -> Result
  ) async -> [Result] {
    guard count > 0 else { return [] }
    let size = threads == 1 ? count : max(1, (count + threads * 4 - 1) / (threads * 4))
    let starts = Array(stride(from: 0, to: count, by: size))
    return await withTaskGroup(of: (Int, Result).self) { group in
      var results = [Result?](repeating: nil, count: starts.count)
      var next = 0
      func start() {
        guard next < starts.count else { return }
        let band = next
        let range = starts[band]..<min(starts[band] + size, count)
        group.addTask { (band, work(range)) }
        next += 1
      }
      for _ in 0..<threads { start() }
      for await (band, result) in group {
        results[band] = result
        start()
      }
      return results.compactMap(\.self)
    }
  }
}
