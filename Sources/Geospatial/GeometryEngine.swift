internal import CGEOS

/// Geometry on the plane by GEOS: unions, intersections, and which point lies where.
///
/// Owns a GEOS context, so one engine serves one task at a time; opening one costs microseconds. Every question
/// refuses what GEOS would crash on, an empty ring or a coordinate that is not finite, by the polygon's number,
/// the first being 1.
@safe
public struct GeometryEngine: ~Copyable {
  let context: GEOSContextHandle_t
  private let messages: GEOSMessages

  /// Opens a context.
  public init() throws(GeospatialError) {
    guard let context = unsafe GEOS_init_r() else {
      throw .geometry("GEOS cannot be started: no memory for its context")
    }
    let messages = GEOSMessages()
    unsafe self.context = context
    self.messages = messages
    // GEOS says what went wrong to this handler alone; it keeps the words for our error.
    _ = unsafe GEOSContext_setErrorMessageHandler_r(
      context,
      { text, receiver in
        guard let text = unsafe text, let receiver = unsafe receiver else { return }
        unsafe Unmanaged<GEOSMessages>.fromOpaque(receiver).takeUnretainedValue().last = String(cString: text)
      }, Unmanaged.passUnretained(messages).toOpaque())
  }

  deinit { unsafe GEOS_finish_r(context) }

  /// GEOS's version, for a result's provenance.
  public static var version: String {
    // "3.11.1-CAPI-1.17.1": the part after the first dash is the C interface's own.
    let text = unsafe String(cString: GEOSversion())
    return String(text.prefix { $0 != "-" })
  }

  /// The error for a question that GEOS could not answer.
  func failure(_ question: String) -> GeospatialError {
    // A message can carry coordinates behind its reason: they may be somebody's.
    let reason = messages.last.prefix { $0 != "[" && !$0.isNumber && !$0.isNewline }
    return .geometry("GEOS cannot \(question)" + (reason.isEmpty ? "" : " (\(reason.trimmingSuffix()))"))
  }
}

/// The last thing that GEOS complained of.
private final class GEOSMessages {
  var last = ""
}

extension Substring {
  fileprivate func trimmingSuffix() -> Substring {
    var text = self
    while let character = text.last, character.isWhitespace || character == ":" { text.removeLast() }
    return text
  }
}
