import Geospatial
@testable import HotspotKit
import Testing

@Suite struct FactorSettingTests {
  @Test func `a name and a file are enough`() throws {
    let setting = try FactorSetting(parsing: "pubs=places/pubs=2024.csv")
    #expect(setting.name == "pubs" && setting.path == "places/pubs=2024.csv")
    #expect(setting.operations == [.proximity, .density] && setting.effect == .aggravating)
    #expect(setting.reach == nil && setting.steps == nil && setting.system == nil)
  }

  @Test func `settings follow in any order`() throws {
    let setting = try FactorSetting(
      parsing: "police stations=p.geojson;steps=whole;density;protective;reach=2;crs=27700")
    #expect(setting.name == "police stations" && setting.operations == [.density])
    #expect(setting.effect == .protective && setting.reach == 2 && setting.steps == .whole)
    #expect(setting.system == .britishNationalGrid)
    #expect(try FactorSetting(parsing: "a=b;density,proximity").operations == [.proximity, .density])
    #expect(try FactorSetting(parsing: "a=b;either").effect == .either)
  }

  @Test(arguments: [
    "pubs", "=file", "pubs=", "", "a=b;near", "a=b;reach=0", "a=b;reach=far", "a=b;steps=third",
    "a=b;crs=british",
    "a=b;proximity,far", "<b>=file",
  ])
  func `what is none is said with the spelling that would do`(text: String) {
    #expect(throws: HotspotError.self) { try FactorSetting(parsing: text) }
  }

  @Test func `distances are half or whole blocks up to the reach`() throws {
    let reach = try FactorReach(block: 150, reach: 3, steps: .half)
    var setting = FactorSetting(name: "a", path: "b")
    #expect(reach.distances(of: setting) == [75, 150, 225, 300, 375, 450])
    setting.steps = .whole
    #expect(reach.distances(of: setting) == [150, 300, 450])
    setting.reach = 1
    #expect(reach.distances(of: setting) == [150])
    // Less than a step is one step.
    setting.reach = 0.5
    #expect(reach.distances(of: setting) == [150])
    #expect(reach.cell == .square(side: 75))
  }

  @Test func `blocks and reaches that are none are refused`() {
    for (block, reach) in [(5.0, 3.0), (9000, 3), (150, 0), (150, 21), (.nan, 3)] {
      #expect(throws: HotspotError.self) { try FactorReach(block: block, reach: reach) }
    }
  }

  @Test func `effects hold coefficients to their side`() {
    #expect(FactorSetting.Effect.aggravating.sign == .notNegative)
    #expect(FactorSetting.Effect.protective.sign == .notPositive)
    #expect(FactorSetting.Effect.either.sign == .any)
  }
}
