import ArgumentParser
import Glibc
import HotspotKit

/// What means the same for every verb.
struct CommonOptions: ParsableArguments {
  @Option(help: "How many threads to use; all processors otherwise. The answer is the same.")
  var threads: Int?

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Flag(help: "Say more about every choice.")
  var verbose = false

  /// The threads asked for.
  var bands: Bands { Bands(threads: threads ?? sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Where sentences go.
  var messages: Messages { Messages(isQuiet: quiet) }

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): give a number from 1 to 1024")
    }
  }
}
