extension String {
  /// The runs of letters and figures, in small letters.
  var words: [String] {
    lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
