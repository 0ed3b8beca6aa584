internal import CPROJ

/// Finds the best operation between two systems that can run on this machine.
///
/// PROJ's own ranking is kept and nothing of the points goes into it: equal questions take equal ways.
struct ProjectionSearch: ~Copyable {
  let source: CoordinateSystem
  let target: CoordinateSystem
  private var better: [ProjectionOperation.Better] = []

  init(from source: CoordinateSystem, to target: CoordinateSystem) {
    self.source = source
    self.target = target
  }

  /// The operation that PROJ ranks highest of those that can run.
  consuming func best(in context: borrowing ProjContext) throws(GeospatialError) -> ChosenOperation {
    // By default PROJ names no way over a third system where there is a direct one, though that may want a grid:
    // ETRS89 to the National Grid without OSTN15 goes over WGS 84.
    for detours in [PROJ_INTERMEDIATE_CRS_USE_IF_NO_DIRECT_TRANSFORMATION, PROJ_INTERMEDIATE_CRS_USE_ALWAYS] {
      better = []
      let list = try candidates(in: context, detours: detours)
      for index in 0..<list.count {
        guard let candidate = list.object(at: index, in: context),
          unsafe proj_coordoperation_has_ballpark_transformation(context.handle, candidate.handle) == 0
        else { continue }
        if unsafe proj_coordoperation_is_instantiable(context.handle, candidate.handle) != 0,
          let transformation = unsafe ProjObject(
            owning: proj_normalize_for_visualization(context.handle, candidate.handle))
        {
          return ChosenOperation(
            transformation: transformation, operation: try operation(of: candidate, in: context))
        }
        note(candidate, in: context)
      }
    }
    let grids = better.map(\.missingGrid).joined(separator: ", ")
    throw .projection(
      "PROJ knows no way from \(source) to \(target) that is better than a guess"
        + (grids.isEmpty ? "; choose another plane" : "; put one of \(grids) into a folder of PROJ_DATA"))
  }

  private borrowing func candidates(
    in context: borrowing ProjContext, detours: PROJ_INTERMEDIATE_CRS_USE
  ) throws(GeospatialError) -> OperationList {
    let from = try context.object(for: source)
    let to = try context.object(for: target)
    guard let options = unsafe proj_create_operation_factory_context(context.handle, nil) else {
      throw .projection("PROJ cannot list the ways from \(source) to \(target): no memory")
    }
    defer { unsafe proj_operation_factory_context_destroy(options) }
    unsafe proj_operation_factory_context_set_allow_ballpark_transformations(context.handle, options, 0)
    // Operations whose grid is missing are ranked too, so that we can say what would have been better.
    unsafe proj_operation_factory_context_set_grid_availability_use(
      context.handle, options, PROJ_GRID_AVAILABILITY_IGNORED)
    unsafe proj_operation_factory_context_set_spatial_criterion(
      context.handle, options, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION)
    unsafe proj_operation_factory_context_set_allow_use_intermediate_crs(context.handle, options, detours)
    guard
      let list = unsafe OperationList(
        owning: proj_create_operations(context.handle, from.handle, to.handle, options))
    else { throw .projection("PROJ cannot list the ways from \(source) to \(target)") }
    return list
  }

  /// Remembers an operation that could not run for want of a grid.
  private mutating func note(_ candidate: borrowing ProjObject, in context: borrowing ProjContext) {
    let count = unsafe proj_coordoperation_get_grid_used_count(context.handle, candidate.handle)
    for index in 0..<count {
      var grid: UnsafePointer<CChar>? = nil
      var isAvailable: Int32 = 0
      let isKnown = unsafe proj_coordoperation_get_grid_used(
        context.handle, candidate.handle, index, &grid, nil, nil, nil, nil, nil, &isAvailable)
      guard isKnown != 0, isAvailable == 0, let grid = unsafe grid else { continue }
      better.append(
        .init(
          name: candidate.name, accuracy: accuracy(of: candidate, in: context),
          missingGrid: unsafe String(cString: grid)))
      return
    }
  }

  private borrowing func accuracy(of candidate: borrowing ProjObject, in context: borrowing ProjContext)
    -> Double?
  {
    if unsafe proj_get_type(candidate.handle) == PJ_TYPE_CONVERSION { return 0 }
    let accuracy = unsafe proj_coordoperation_get_accuracy(context.handle, candidate.handle)
    return accuracy >= 0 ? accuracy : nil
  }

  private consuming func operation(
    of candidate: borrowing ProjObject, in context: borrowing ProjContext
  ) throws(GeospatialError) -> ProjectionOperation {
    let accuracy = accuracy(of: candidate, in: context)
    let areaOfUse = try target.facts(in: context).areaOfUse
    let isUTM = (32601...32660).contains(target.code) || (32701...32760).contains(target.code)
    return ProjectionOperation(
      source: source, target: target, name: candidate.name, accuracy: accuracy,
      areaOfUse: isUTM ? areaOfUse.grown(by: 1) : areaOfUse,
      // Ranked before it for a wider area alone is not better.
      better: better.filter { ($0.accuracy ?? .infinity) < (accuracy ?? .infinity) },
      projVersion: ProjectionOperation.libraryVersion)
  }
}

/// An operation ready for x, y order, and what is to be said of it.
struct ChosenOperation: ~Copyable {
  let transformation: ProjObject
  let operation: ProjectionOperation
}

/// Owns PROJ's list of operations.
@safe
private struct OperationList: ~Copyable {
  let handle: OpaquePointer

  init?(owning handle: OpaquePointer?) {
    guard let handle = unsafe handle else { return nil }
    unsafe self.handle = handle
  }

  deinit { unsafe proj_list_destroy(handle) }

  var count: Int32 { unsafe proj_list_get_count(handle) }

  borrowing func object(at index: Int32, in context: borrowing ProjContext) -> ProjObject? {
    unsafe ProjObject(owning: proj_list_get(context.handle, handle, index))
  }
}
