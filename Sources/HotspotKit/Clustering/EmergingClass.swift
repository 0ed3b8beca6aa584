/// What became of a place over the slices of time: one of sixteen kinds of hot and cold spots, or none.
///
/// The first that fits is taken, in the order in which they stand here. A slice is hot where Gi* is significant
/// and above nought, cold where it is significant and below; "nine tenths" is of the slices that have data. What
/// is said of hot spots holds for cold ones in the mirror: a cold spot intensifies by falling.
///
/// The definitions are those of R's `sfdep::emerging_hotspot_analysis` (Parry 2022), after ESRI's, and where
/// its code leaves them, the definitions are kept: a place that is cold in nine slices of ten is never called
/// an intensifying hotspot, however its cold abates; hot slices that follow straight upon cold ones make no
/// consecutive hotspot; and a hotspot that diminishes is still hot in the end.
public enum EmergingClass: String, CaseIterable, Hashable, Sendable {
  /// Hot in the last slice, and in no slice significant before.
  case newHot = "new hotspot"
  case newCold = "new coldspot"
  /// Hot in one run up to the last slice, nowhere significant before it, and hot in fewer than nine tenths.
  case consecutiveHot = "consecutive hotspot"
  case consecutiveCold = "consecutive coldspot"
  /// Hot in nine tenths, the last among them, and growing hotter.
  case intensifyingHot = "intensifying hotspot"
  case intensifyingCold = "intensifying coldspot"
  /// Hot in nine tenths, with no trend.
  case persistentHot = "persistent hotspot"
  case persistentCold = "persistent coldspot"
  /// Hot in nine tenths, the last among them, and growing less so.
  case diminishingHot = "diminishing hotspot"
  case diminishingCold = "diminishing coldspot"
  /// Hot in the last slice, in fewer than nine tenths, and once cold.
  case oscillatingHot = "oscillating hotspot"
  case oscillatingCold = "oscillating coldspot"
  /// Hot in nine tenths, with a trend, and below the mean in the last.
  case historicalHot = "historical hotspot"
  case historicalCold = "historical coldspot"
  /// Hot now and then, in fewer than nine tenths, and never cold.
  case sporadicHot = "sporadic hotspot"
  case sporadicCold = "sporadic coldspot"
  /// None of these.
  case none = "no pattern"

  /// Whether it is a kind of hotspot.
  public var isHot: Bool { rawValue.hasSuffix("hotspot") }

  /// Whether it is a kind of coldspot.
  public var isCold: Bool { rawValue.hasSuffix("coldspot") }

  /// The class of a place by its Gi* and p-values, slice by slice from the earliest on, and their trend.
  ///
  /// A slice is significant when its p-value is at most α, and so is the trend.
  public init(scores: [Double], pValues: [Double], trend: MannKendall, alpha: Double) {
    let hot = zip(scores, pValues).map { $0 > 0 && $1 <= alpha }
    let cold = zip(scores, pValues).map { $0 < 0 && $1 <= alpha }
    let last = scores.last ?? 0
    let direction = trend.p <= alpha ? trend.score.signum() : 0
    let asHot = Course(own: hot, other: cold, direction: direction, endsOnOtherSide: last < 0)
    let asCold = Course(own: cold, other: hot, direction: -direction, endsOnOtherSide: last > 0)
    let kinds: [(fits: (Course) -> Bool, hot: EmergingClass, cold: EmergingClass)] = [
      (\.isNew, .newHot, .newCold), (\.isConsecutive, .consecutiveHot, .consecutiveCold),
      (\.isIntensifying, .intensifyingHot, .intensifyingCold),
      (\.isPersistent, .persistentHot, .persistentCold),
      (\.isDiminishing, .diminishingHot, .diminishingCold),
      (\.isOscillating, .oscillatingHot, .oscillatingCold),
      (\.isHistorical, .historicalHot, .historicalCold), (\.isSporadic, .sporadicHot, .sporadicCold),
    ]
    for kind in kinds {
      if kind.fits(asHot) {
        self = kind.hot
        return
      }
      if kind.fits(asCold) {
        self = kind.cold
        return
      }
    }
    self = .none
  }
}

/// A place's slices seen from one side: hot ones as its own, or cold ones.
private struct Course {
  let own: [Bool]
  let other: [Bool]
  /// 1 where it goes further to its own side with time, −1 where it comes back, 0 without a trend.
  let direction: Int
  let endsOnOtherSide: Bool

  private var times: Int { own.count { $0 } }
  private var isInNineTenths: Bool { !own.isEmpty && 10 * times >= 9 * own.count }
  private var endsOwn: Bool { own.last == true }
  private var isEverOther: Bool { other.contains(true) }

  var isNew: Bool { endsOwn && times == 1 && !isEverOther }
  var isConsecutive: Bool {
    endsOwn && !isEverOther && !isInNineTenths && own.suffix(times).allSatisfy { $0 }
  }
  var isIntensifying: Bool { isInNineTenths && endsOwn && direction > 0 }
  var isPersistent: Bool { isInNineTenths && direction == 0 }
  var isDiminishing: Bool { isInNineTenths && endsOwn && direction < 0 }
  var isOscillating: Bool { !isInNineTenths && endsOwn && isEverOther }
  var isHistorical: Bool { isInNineTenths && endsOnOtherSide }
  var isSporadic: Bool { !isInNineTenths && !isEverOther && times > 0 }
}
