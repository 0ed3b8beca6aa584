internal import CPROJ

/// Owns a PROJ context: no network, and silent, since what goes wrong is said in our errors.
@safe
struct ProjContext: ~Copyable {
  let handle: OpaquePointer

  private init(owning handle: OpaquePointer) { unsafe self.handle = handle }

  /// A context that has found PROJ's database.
  static func open() throws(GeospatialError) -> ProjContext {
    guard let handle = unsafe proj_context_create() else {
      throw .projection("PROJ cannot be started: no memory for its context")
    }
    let context = unsafe ProjContext(owning: handle)
    // A result must not depend on whether a server answers.
    _ = unsafe proj_context_set_enable_network(handle, 0)
    _ = unsafe proj_log_level(handle, PJ_LOG_NONE)
    // Where PROJ_DATA is set PROJ looks nowhere else, so a folder of grids alone hides the database.
    guard unsafe proj_context_get_database_path(handle) != nil else {
      throw .projection(
        "PROJ cannot find its database, proj.db: name its folder too in PROJ_DATA, such as /usr/share/proj")
    }
    return context
  }

  deinit { _ = unsafe proj_context_destroy(handle) }

  /// Gives the handle away: whoever takes it frees it.
  consuming func release() -> OpaquePointer {
    let handle = unsafe handle
    discard self
    return unsafe handle
  }

  /// The coordinate system of an EPSG code, as PROJ's database has it.
  borrowing func object(for system: CoordinateSystem) throws(GeospatialError) -> ProjObject {
    let found = unsafe proj_create_from_database(
      handle, "EPSG", String(system.code), PJ_CATEGORY_CRS, 0, nil)
    guard let object = unsafe ProjObject(owning: found) else {
      throw .coordinateSystem(
        "\(system) is not a coordinate system that PROJ's database knows; look the code up at epsg.org")
    }
    return object
  }
}

/// Owns one thing made by PROJ: a coordinate system, its axes or an operation.
@safe
struct ProjObject: ~Copyable {
  let handle: OpaquePointer

  /// `nil` where PROJ made nothing.
  init?(owning handle: OpaquePointer?) {
    guard let handle = unsafe handle else { return nil }
    unsafe self.handle = handle
  }

  deinit { _ = unsafe proj_destroy(handle) }

  /// Gives the handle away: whoever takes it frees it.
  consuming func release() -> OpaquePointer {
    let handle = unsafe handle
    discard self
    return unsafe handle
  }

  /// What PROJ calls it.
  var name: String { unsafe proj_get_name(handle).map { unsafe String(cString: $0) } ?? "unnamed" }
}
