/// A 64-bit number for some bytes that two different texts share about once in 2⁶⁴.
///
/// The same on every machine and in every run; no defence against texts made to collide.
public enum ByteHash {
  /// The number for some bytes; eight of them are folded in at a time by one 128-bit product.
  ///
  /// Source: the folded product of Wang Yi's wyhash.
  public static func of(_ bytes: Span<UInt8>) -> UInt64 {
    var hash = fold(UInt64(bytes.count) ^ 0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db)
    var index = 0
    while index + 8 <= bytes.count {
      let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      hash = fold(hash ^ word.littleEndian, 0x8ebc_6af0_9c88_c6e3)
      index += 8
    }
    var tail: UInt64 = 0
    while index < bytes.count {
      tail = tail << 8 | UInt64(bytes[index])
      index += 1
    }
    hash = fold(hash ^ tail, 0x8ebc_6af0_9c88_c6e3)
    return fold(hash ^ 0x5899_65cc_7537_4cc3, 0x1d8e_4e27_c47d_124f)
  }

  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
