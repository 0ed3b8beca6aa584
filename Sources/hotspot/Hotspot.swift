import ArgumentParser
@main struct Hotspot: AsyncParsableCommand { mutating func run() async throws {} }
