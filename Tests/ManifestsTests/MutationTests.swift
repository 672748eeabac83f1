import ClusterModel
import Presentation
import Testing

@testable import Manifests

/// Sample manifests with random damage, always the same for one seed. Nothing crashes; what is wrong has a place in
/// the file and can be printed.
@Suite struct MutationTests {
    private static let mutations = 3000
    private static let pieces = [
        "- ", ": ", "[", "]", "{", "}", "\n", "\t", "\r", "\"", "'", "&a ", "*a", "<<: *a", "!", "%", "|", ">", "#",
        "---\n", "~", "...",
        "\u{0}", "\u{FEFF}", "\u{2028}", "é", "🐘", "99999999999999999999", "replica", "hosts", "host1", "/gluster",
        "..", "-", ",", "",
    ]

    private func damaged(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &numbers) {
            let start = Int.random(in: 0...bytes.count, using: &numbers)
            let end = min(bytes.count, start + Int.random(in: 0...12, using: &numbers))
            switch Int.random(in: 0..<4, using: &numbers) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(contentsOf: Self.pieces.randomElement(using: &numbers)?.utf8 ?? "".utf8, at: start)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &numbers))
            default: if start < bytes.count { bytes[start] = UInt8.random(in: 0...255, using: &numbers) }
            }
        }
        return bytes
    }

    @Test func damageIsReportedAndNeverFatal() throws {
        var numbers = SeededNumbers(seed: 20_261_121)
        let samples = try SampleFiles.valid.map { try SampleFiles.valid($0).flatMap(\.bytes) }
        var (valid, invalid) = (0, 0)
        for index in 0..<Self.mutations {
            let source = SourceText(path: "m.yaml", bytes: damaged(samples[index % samples.count], &numbers))
            let reading = ManifestReader.read([source])
            check(reading, source)
            if reading.isValid { valid += 1 } else { invalid += 1 }
        }
        #expect(valid > 0)
        #expect(invalid > Self.mutations / 2)
    }

    private func check(_ reading: ManifestReading, _ source: SourceText) {
        let hasErrors = reading.diagnostics.contains { $0.severity == .error }
        #expect(reading.isValid != hasErrors)
        let lines = source.lines
        for place in reading.diagnostics.flatMap({ [$0.place] + $0.notes.map(\.place) }) {
            #expect(place.line >= 1 && place.line <= lines.count + 1, "\(place)")
            guard lines.indices.contains(place.line - 1) else { continue }
            #expect(place.column >= 1 && place.column <= lines[place.line - 1].unicodeScalars.count + 1, "\(place)")
        }
        let printed = DiagnosticText.render(reading.diagnostics, sources: [source])
        #expect(printed.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" })
    }

    @Test func readingTwiceSaysTheSame() throws {
        var numbers = SeededNumbers(seed: 7)
        let sample = try SampleFiles.valid("lab-other").flatMap(\.bytes)
        for _ in 0..<100 {
            let source = SourceText(path: "m.yaml", bytes: damaged(sample, &numbers))
            #expect(ManifestReader.read([source]) == ManifestReader.read([source]))
        }
    }
}
