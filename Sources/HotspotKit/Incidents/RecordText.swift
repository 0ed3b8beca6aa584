extension String {
  /// The runs of letters and figures, in small letters.
  var words: [String] {
    let small = lowercased()
    guard small.utf8.allSatisfy({ $0 < 0x80 }) else {
      return small.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
    // The same by bytes: nearly every text is ASCII, and asking Unicode of each letter takes far longer.
    let runs = small.utf8.split { byte in
      !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    return runs.map { String(Substring($0)) }
  }
}
