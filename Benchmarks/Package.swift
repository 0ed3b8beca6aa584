// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "HotspotKit", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Stages",
      dependencies: [.product(name: "HotspotKit", package: "HotspotKit")],
      path: "Stages"),
    .executableTarget(
      name: "HotspotBenchmarks",
      dependencies: [
        .product(name: "HotspotKit", package: "HotspotKit"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/HotspotBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
