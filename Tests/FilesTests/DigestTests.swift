import Files
import TestSupport
import Testing

@Suite struct DigestTests {
  let scratch = ScratchFolder()

  // printf 'abc' | sha256sum
  let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
  // printf '' | sha256sum
  let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  @Test func `files and bytes have the digest that sha256sum gives`() throws {
    #expect(try Digest.sha256(ofFile: scratch.file("abc", "abc")) == abc)
    #expect(try Digest.sha256(ofFile: scratch.file("empty", "")) == nothing)
    #expect(Digest.sha256(of: Array("abc".utf8)) == abc)
    #expect(Digest.sha256(of: []) == nothing)
  }

  @Test func `a file of several chunks has the digest of its bytes`() throws {
    let bytes = (0..<600_001).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
    #expect(try Digest.sha256(ofFile: scratch.file("long", bytes)) == Digest.sha256(of: bytes))
  }

  @Test func `what cannot be read has no digest`() {
    #expect(throws: FileError.notFound("\(scratch("absent")): there is no such file")) {
      try Digest.sha256(ofFile: scratch("absent"))
    }
    #expect(throws: FileError.cannotRead("standard input has no digest: it cannot be read twice")) {
      try Digest.sha256(ofFile: "-")
    }
  }

  @Test(.enabled(if: RealData.path("national") != nil, "the published data is not here"))
  func `a gzipped file is digested as it is stored`() throws {
    // sha256sum 2018-12-street-41forces.csv.gz
    let path = try #require(RealData.path("national/2018-12-street-41forces.csv.gz"))
    #expect(
      try Digest.sha256(ofFile: path)
        == "09fbba24c535772ddff39885e793e89039f08e1a77970cfd39599d45f98bafa2")
  }
}
