import Benchmark
import Geospatial
import HotspotKit

/// One million incidents scattered over 100 × 80 km, under a seed.
private func million() -> Incidents {
  var random = SeededRandom(seed: 1)
  var points = PlanarPoints()
  for _ in 0..<1_000_000 {
    points.append(PlanarPoint(x: 500_000 + random.unit() * 100_000, y: 200_000 + random.unit() * 80_000))
  }
  return Incidents(points: points)
}

let benchmarks: @Sendable () -> Void = {
  Benchmark(
    "quartic density, 1 M incidents, 100 m cells, 400 m",
    configuration: .init(
      metrics: [.wallClock, .cpuTotal, .peakMemoryResident], maxDuration: .seconds(20), maxIterations: 5)
  ) { benchmark in
    let incidents = million()
    let area = try StudyArea(around: GeographicPoints(longitudes: [0.7], latitudes: [51.8]))
    let grid = try area.grid(.square(side: 100), around: incidents)
    let kernel = try KernelDensity(bandwidth: 400)
    benchmark.startMeasurement()
    blackHole(await kernel.surface(of: incidents, on: grid, bands: Bands(threads: 2)))
  }
}
