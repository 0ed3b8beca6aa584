/// Dates with a time as most systems write them, `2019-02-28T23:15` or with a space for the `T`, of which a file may have
/// millions.
public enum ISOMinute {
  /// The minutes since 1970-01-01 00:00 that a text of this form says; `nil` for any other form, for years before 1900 or
  /// after 2199, and for what the calendar or the clock has not.
  public static func minute(_ text: Span<UInt8>) -> Int32? {
    var reading = Reading()
    let minute: Int32 = unsafe text.withUnsafeBytes { unsafe reading.minute($0, 0, $0.count) }
    return minute == none ? nil : minute
  }

  /// The same of a field's text.
  public static func minute(_ bytes: [UInt8], _ range: Range<Int>) -> Int32? {
    minute(bytes.span.extracting(range))
  }

  /// The years in which a date is taken for one.
  public static let years = 1900...2199

  static let none = Int32.min

  /// Reads one text after the other: of many in a row the day is that of the one before.
  struct Reading {
    private var year: UInt64 = 0
    private var day: UInt64 = 0
    private var midnight: Int32 = 0

    /// The minute that the bytes between two places say, or `none`.
    @inline(__always)
    mutating func minute(_ memory: UnsafeRawBufferPointer, _ from: Int, _ to: Int) -> Int32 {
      guard to &- from == 16 else { return ISOMinute.none }
      // Each digit becomes its value, and each mark nought.
      let date =
        unsafe memory.loadUnaligned(fromByteOffset: from, as: UInt64.self).littleEndian
        ^ 0x2d30_302d_3030_3030
      let rest = unsafe memory.loadUnaligned(fromByteOffset: from &+ 8, as: UInt64.self).littleEndian
      let clock = rest ^ (rest & 0xff_0000 == 0x20_0000 ? 0x3030_3a30_3020_3030 : 0x3030_3a30_3054_3030)
      // More than nine in place of a digit, or more than nought in place of a mark, reaches a byte's top.
      let odd =
        ((date &+ 0x7f76_767f_7676_7676) | date | (clock &+ 0x7676_7f76_767f_7676) | clock)
        & 0x8080_8080_8080_8080
      guard odd == 0 else { return ISOMinute.none }
      if date != year || clock & 0xffff != day || year == 0 {
        guard let days = Self.days(date, clock) else { return ISOMinute.none }
        (year, day, midnight) = (date, clock & 0xffff, Int32(days * 1440))
      }
      let (hour, minute) = (Self.two(clock >> 24), Self.two(clock >> 48))
      return hour < 24 && minute < 60 ? midnight &+ Int32(hour &* 60 &+ minute) : ISOMinute.none
    }

    /// The number that two digits say, the tens in the lowest byte.
    @inline(__always) private static func two(_ digits: UInt64) -> Int {
      Int(digits & 0xf) &* 10 &+ Int(digits >> 8 & 0xf)
    }

    private static func days(_ date: UInt64, _ clock: UInt64) -> Int? {
      let (year, month, day) = (two(date) * 100 + two(date >> 16), two(date >> 40), two(clock))
      guard years.contains(year), Calendar.exists(year: year, month: month, day: day) else { return nil }
      return Calendar.days(year: year, month: month, day: day)
    }
  }
}
