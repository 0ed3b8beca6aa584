internal import CMarks

/// The processor's instructions that are used: those that the build was allowed, and those that are asked for while it
/// runs.
public enum Instructions {
  /// The widest that the compiler was allowed to use, in words.
  public static var built: String {
    switch hotspot_built_for() {
    case 3: "this machine's kind of processor, with AVX-512"
    case 2: "this machine's kind of processor, with AVX2"
    case 1: "this machine's kind of processor, with AVX"
    default: "any processor of its kind"
    }
  }

  /// Those by which lines are split into fields here, in words.
  public static var splitting: String {
    CSVBlock.hasWideMarks ? "AVX-512, found on this machine" : "those that every processor of its kind has"
  }
}
