// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "HotspotKit",
  products: [
    .library(name: "HotspotKit", targets: ["HotspotKit", "Geospatial", "Files"]),
    .executable(name: "hotspot", targets: ["hotspot"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The C libraries: a module map and a shim each.
    .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"]), .brew(["geos"])]),
    .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"]), .brew(["proj"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // Sixteen bytes at a time, for which Swift has no word.
    .systemLibrary(name: "CMarks"),

    // The two rooms where C and unsafe code are spoken.
    .target(
      name: "Files",
      dependencies: [
        "CMarks", "CZlib",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),
    .target(name: "Geospatial", dependencies: ["CGEOS", "CMarks", "CPROJ", "Files"], swiftSettings: strict),

    // The science, and the command that asks it.
    .target(
      name: "HotspotKit",
      dependencies: ["Files", "Geospatial", .product(name: "Yams", package: "Yams")],
      exclude: ["Output/Schemas"],
      // Themes and tables that ship travel inside the command: there is no file to lose.
      resources: [.embedInCode("Themes/Files"), .embedInCode("Harm/Tables")],
      swiftSettings: strict),
    .executableTarget(
      name: "hotspot",
      dependencies: [
        "Files", "Geospatial", "HotspotKit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["Files", "Geospatial", "HotspotKit"],
      path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "GeospatialTests", dependencies: ["Files", "Geospatial", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "HotspotKitTests", dependencies: ["Files", "Geospatial", "HotspotKit", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "HotspotCommandTests", dependencies: ["hotspot", "Files", "HotspotKit", "TestSupport"],
      swiftSettings: strict),
  ]
)
