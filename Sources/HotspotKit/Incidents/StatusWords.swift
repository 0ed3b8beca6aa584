/// Which states of a record mean that there was no crime here to count.
///
/// The words `cancelled`, `canceled`, `transferred`, `nocrime`, `nocrimed`, and `no` before `crime` or `crimed`, anywhere in
/// the text, in any case and with any signs between them, unless `not` stands before: `Cancelled - Additional
/// Verifiable Information`, `NO-CRIME`, `Transferred to other force`; not `Not cancelled`.
enum StatusWords {
  private static let alone: Set<Substring> = ["cancelled", "canceled", "transferred", "nocrime", "nocrimed"]

  /// Whether a record in this state is left out.
  static func meanNoCrime(_ status: String) -> Bool {
    let words = status.lowercased().split { !$0.isLetter }
    return words.indices.contains { index in
      let before = index > 0 ? words[index - 1] : ""
      if alone.contains(words[index]) { return before != "not" }
      return before == "no" && ["crime", "crimed"].contains(words[index])
    }
  }
}
