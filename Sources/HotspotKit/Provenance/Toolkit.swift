/// The toolkit itself.
public enum Toolkit {
  /// Its version, as `hotspot --version` prints it and every provenance carries it.
  public static let version = "0.1.0"
}
