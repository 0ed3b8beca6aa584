@testable import HotspotKit
import Testing

@Suite struct RecordWordsTests {
  @Test(arguments: ["Y", "yes", "TRUE", "1", "x", "Knife", "Knife used", "Alcohol; Knife", "Bladed article"])
  func `a knife flag is set`(text: String) { #expect(OffenceFlag.knife.isSet(by: text)) }

  @Test(arguments: ["", "N", "no", "False", "0", "No knife", "Non-knife", "Knife: No", "Alcohol", "Unknown"])
  func `a knife flag is not set`(text: String) { #expect(!OffenceFlag.knife.isSet(by: text)) }

  @Test func `a domestic flag has words of its own`() {
    #expect(["DA", "Domestic abuse", "DV", "Y"].allSatisfy(OffenceFlag.domestic.isSet))
    #expect(!["Non-domestic", "Not DA", "N", "Knife", ""].contains(where: OffenceFlag.domestic.isSet))
  }

  @Test(arguments: [
    "Dwelling", "DWELLING - FLAT", "Private dwelling house", "Residential", "House", "Home",
    "Flat above shop",
    "Detached house", "Semi-detached house", "Bungalow", "Private home",
  ])
  func `a home is a home`(text: String) { #expect(LeftOut.isDwelling(text)) }

  @Test(arguments: [
    "", "Street", "Public house", "Guest house", "Care home", "Non-dwelling", "Non residential", "Warehouse",
    "Building other than a dwelling", "House of worship", "Licensed premises", "Opera House",
  ])
  func `what only sounds like a home is none`(text: String) { #expect(!LeftOut.isDwelling(text)) }

  @Test func `a source says that police found it`() {
    #expect(
      ["Police generated", "Stop & Search", "stop and search", "Self-generated", "Proactive patrol"]
        .allSatisfy(PoliceGenerated.isSource))
    #expect(
      !["", "Non-police generated", "999 call", "Victim", "Not police-generated"]
        .contains(where: PoliceGenerated.isSource))
  }
}
