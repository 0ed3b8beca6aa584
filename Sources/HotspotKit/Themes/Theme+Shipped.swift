internal import Files

extension Theme {
  /// The ids of the themes that ship, in alphabetical order.
  public static let shipped = ["asb", "nte-violence", "sceptre", "street-robbery", "vawg"]

  /// The theme that ships under an id, or that a file holds.
  ///
  /// A name with a folder in it or one that ends in `.yaml` or `.yml` is a file.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` naming those that ship; ``HotspotError/file(_:)`` for a file
  ///   that cannot be read; ``HotspotError/malformedInput(_:)`` for a mistake in it.
  public static func at(_ name: String) throws(HotspotError) -> Theme {
    let isFile = isFile(name)
    let folder = name.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    let reader = ThemeReader(
      naming: isFile ? name : "theme \(name)",
      folder: folder.isEmpty ? (name.hasPrefix("/") ? "/" : ".") : folder)
    return try reader.theme(from: try yaml(at: name))
  }

  /// The text of the theme that ships under an id, or that a file holds, comments and all.
  ///
  /// - Throws: as ``at(_:)``, but does not look for mistakes.
  public static func yaml(at name: String) throws(HotspotError) -> String {
    let bytes: [UInt8]
    switch name {
    case "asb": bytes = PackageResources.asb_yaml
    case "nte-violence": bytes = PackageResources.nte_violence_yaml
    case "sceptre": bytes = PackageResources.sceptre_yaml
    case "street-robbery": bytes = PackageResources.street_robbery_yaml
    case "vawg": bytes = PackageResources.vawg_yaml
    case _ where isFile(name):
      do { bytes = try readBytes(of: name) } catch { throw .file(error) }
    default:
      throw .invalidParameter(
        "no theme '\(name)': those that ship are \(shipped.joined(separator: ", ")); or give a .yaml file")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .malformedInput("\(name): it is not UTF-8; save it as UTF-8")
    }
    return text
  }

  private static func isFile(_ name: String) -> Bool {
    name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }
}
