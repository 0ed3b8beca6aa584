import ArgumentParser
import HotspotKit

/// How much ground is flagged, and by which methods.
struct ForecastOptions: ParsableArguments {
  @Option(
    help: "Shares of the area to flag, such as 0.01,0.05; 0.01,0.02,0.05,0.1,0.2 otherwise.")
  var share: String?

  @Option(
    name: .customLong("area-km2"), help: "Square kilometres to flag instead of shares, such as 1,2.5.")
  var squareKilometres: String?

  @Option(
    help: ArgumentHelp(
      """
      Methods to compare with counts, separated by commas: \(names.joined(separator: ", ")); all that the records allow \
      otherwise.
      """))
  var method: String?

  @Option(
    name: .customLong("half-life"),
    help: ArgumentHelp(
      "Days after which an incident counts half for decayed; \(Int(ForecastMethod.usualHalfLife)) otherwise.")
  )
  var halfLife: Double = ForecastMethod.usualHalfLife

  @OptionGroup var density: DensityOptions

  /// The methods by name, counts first.
  static let names = ["counts", "decayed", "density", "near-repeat", "risk", "auto"]

  /// The ground to flag.
  func areas() throws(HotspotError) -> [FlaggedArea] {
    guard share == nil || squareKilometres == nil else {
      throw .invalidParameter("--share and --area-km2 say the same in two ways: give one")
    }
    if let squareKilometres {
      return try Self.numbers(squareKilometres, option: "--area-km2").map(FlaggedArea.squareKilometres)
    }
    guard let share else { return Backtest.Question.usualShares.map(FlaggedArea.share) }
    return try Self.numbers(share, option: "--share").map(FlaggedArea.share)
  }

  /// The methods named; all of them where none is.
  func methods(theme: Theme?) throws(HotspotError) -> [ForecastMethod] {
    guard halfLife > 0, halfLife <= 36_500 else {
      throw .invalidParameter("--half-life \(halfLife): give days above 0, up to 36500")
    }
    var methods: [ForecastMethod] = []
    for name in method?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? Self.names
    {
      switch name {
      case "decayed": methods.append(.decayed(halfLife: halfLife))
      case "density":
        let choice = try density.choice(theme: theme)
        guard case .rule(let bandwidth) = choice.bandwidth else {
          throw .invalidParameter(
            "--bandwidth best is itself found by a back-test over all of the records: give metres or another rule here"
          )
        }
        methods.append(.density(choice.kernel, bandwidth))
      case "counts", "near-repeat", "auto": methods.append(try ForecastMethod(name))
      case "risk": methods.append(.risk)
      default:
        throw .invalidParameter(
          "--method '\(name)': write one or more of \(Self.names.joined(separator: ", ")), separated by commas"
        )
      }
    }
    return methods
  }

  private static func numbers(_ text: String, option: String) throws(HotspotError) -> [Double] {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }
    guard numbers.count == parts.count else {
      throw .invalidParameter("\(option) '\(text)': write numbers separated by commas, such as 0.01,0.05")
    }
    return numbers.sorted()
  }
}
