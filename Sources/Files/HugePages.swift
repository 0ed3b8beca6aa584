internal import Glibc

/// Memory by pages of two megabytes: a column of millions of numbers then meets a page for the first time five hundred
/// times less often, which otherwise takes about as long as filling it.
public enum HugePages {
  private static let size = 2 << 20

  /// Makes room in an array for so many elements, on large pages where the system has them.
  ///
  /// Says nothing of what the array holds; only for arrays that will be filled, for a page is taken as a whole.
  public static func reserve<Element: BitwiseCopyable>(_ array: inout [Element], _ count: Int) {
    array.reserveCapacity(count)
    let bytes = array.capacity * MemoryLayout<Element>.stride
    guard bytes >= size * 2 else { return }
    unsafe array.withUnsafeMutableBytes { memory in
      guard let base = memory.baseAddress else { return }
      unsafe advise(base, bytes)
    }
  }

  /// Equal elements on large pages where the system has them.
  @inlinable package static func repeating<Element: BitwiseCopyable>(_ element: Element, _ count: Int)
    -> [Element]
  {
    unsafe filled(count) { memory in unsafe memory.initialize(repeating: element) }
  }

  /// An array of so many elements that are all written by `fill`, on large pages where the system has them.
  @inlinable package static func filled<Element: BitwiseCopyable>(
    _ count: Int, _ fill: (UnsafeMutableBufferPointer<Element>) -> Void
  ) -> [Element] {
    unsafe [Element](unsafeUninitializedCapacity: count) { memory, filled in
      if let base = memory.baseAddress { unsafe advise(base, count * MemoryLayout<Element>.stride) }
      unsafe fill(memory)
      filled = count
    }
  }

  /// Asks for large pages under some memory; whether there are any makes no difference to what it holds.
  @usableFromInline package static func advise(_ base: UnsafeMutableRawPointer, _ bytes: Int) {
    let start = (Int(bitPattern: base) + size - 1) & ~(size - 1)
    let end = (Int(bitPattern: base) + bytes) & ~(size - 1)
    guard end > start, let place = unsafe UnsafeMutableRawPointer(bitPattern: start) else { return }
    // 14 is MADV_HUGEPAGE, which only Linux has.
    _ = unsafe madvise(place, end - start, 14)
  }
}
