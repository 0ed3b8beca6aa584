extension Theme {
  /// The ids of the themes that ship, in alphabetical order.
  public static let shipped = ["asb", "street-robbery"]

  /// The theme that ships under an id.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` naming those that ship.
  public static func named(_ id: String) throws(HotspotError) -> Theme {
    let bytes: [UInt8]
    switch id {
    case "asb": bytes = PackageResources.asb_yaml
    case "street-robbery": bytes = PackageResources.street_robbery_yaml
    default:
      throw .invalidParameter("no theme '\(id)': those that ship are \(shipped.joined(separator: ", "))")
    }
    return try ThemeReader(naming: "theme \(id)").theme(from: String(decoding: bytes, as: UTF8.self))
  }
}
