import ClusterModel
import Foundation
import Presentation
import Testing

@testable import Manifests

/// Documents in all styles, whole and damaged: no crash, no hang, no memory that is not given back, and the style makes
/// no difference. A short run each time; `HCCTL_FUZZ_SECONDS=60` makes it long, as scripts/test does.
@Suite struct FuzzTests {
    private static let seconds: Int? = ProcessInfo.processInfo.environment["HCCTL_FUZZ_SECONDS"].flatMap(Int.init)
    /// Where no time is given.
    private static let shortRun = Duration.seconds(2)
    /// Longer than any document of this size takes on a slow machine in a debug build.
    private static let patience = Duration.seconds(10)
    /// What a process may still grow by once everything has been used: pages of the allocator.
    private static let slackMiB = 48

    /// Pieces that mean something to YAML.
    private static let pieces = [
        "- ", ": ", "? ", "[", "]", "{", "}", "\n", "\n  ", "\t", "\r", "\"", "'", "&a ", "*a", "<<: *a0", "<<: [*a0]",
        "!", "!!str ", "%YAML 1.1\n", "%TAG ! x\n", "|\n", ">-\n", "#", "---\n", "...\n", "~", "\u{0}", "\u{FEFF}",
        "\u{2028}", "\u{85}", "é", "🐘", "99999999999999999999", "0x10", "1e3", "replica", "hosts", ",", "\\", "\u{7F}",
    ]

    private func damaged(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &numbers) {
            let start = Int.random(in: 0...bytes.count, using: &numbers)
            let end = min(bytes.count, start + Int.random(in: 0...24, using: &numbers))
            switch Int.random(in: 0..<5, using: &numbers) {
            case 0: bytes.removeSubrange(start..<end)
            case 1, 2: bytes.insert(contentsOf: Self.pieces.randomElement(using: &numbers)?.utf8 ?? "".utf8, at: start)
            case 3: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &numbers))
            default: if start < bytes.count { bytes[start] = UInt8.random(in: 0...255, using: &numbers) }
            }
        }
        return bytes
    }

    private func errors(_ source: SourceText) -> Int {
        ManifestReader.diagnostics(in: source).count { $0.severity == .error }
    }

    private func readAndPrint(_ source: SourceText) {
        let reading = ManifestReader.read([source])
        let printed = DiagnosticText.render(reading.diagnostics, sources: [source])
        #expect(printed.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" })
        #expect(reading.isValid != reading.diagnostics.contains { $0.severity == .error })
    }

    @Test func nothingBreaksIt() {
        let seed = UInt64(Self.seconds == nil ? 1 : Int(Date().timeIntervalSince1970))
        print("fuzzing manifests with seed \(seed)")
        var made = GeneratedJSON(numbers: SeededNumbers(seed: seed))
        var style = StyledYAML(numbers: SeededNumbers(seed: seed &+ 1))
        let clock = ContinuousClock()
        let (start, limit) = (clock.now, Self.seconds.map { Duration.seconds($0) } ?? Self.shortRun)
        var (count, slowest, warm) = (0, Duration.zero, 0)
        while clock.now - start < limit {
            let kind = ResourceKind.allCases[count % ResourceKind.allCases.count]
            let document = count.isMultiple(of: 3) ? made.document(kind) : made.mutated(made.document(kind))
            let took = clock.measure { tryOut(document, &style) }
            slowest = max(slowest, took)
            #expect(took < Self.patience, "seed \(seed), document \(count): \(document.line)")
            count += 1
            if clock.now - start < limit / 4 { warm = Memory.residentMiB }
        }
        let end = Memory.residentMiB
        // Other tests of the process use memory, too.
        if Self.seconds != nil { #expect(end < warm + Self.slackMiB, "seed \(seed): \(warm) MiB became \(end) MiB") }
        #expect(count > 10)
        print(
            "\(count) documents in \(clock.now - start), slowest \(slowest), memory \(warm) MiB after a quarter and "
                + "\(end) MiB at the end, peak \(Memory.peakMiB) MiB")
    }

    /// As JSON, in some style, and with damage.
    private func tryOut(_ document: JSON, _ style: inout StyledYAML) {
        let text = style.text(document)
        let plain = errors(.written(document.line + "\n"))
        let styled = errors(.written(text))
        // An error in an aliased value is reported once.
        #expect((plain == 0) == (styled == 0), "\(document.line)\n\(text)")
        readAndPrint(.written(text))
        readAndPrint(SourceText(path: "m.yaml", bytes: damaged(Array(text.utf8), &style.numbers)))
        readAndPrint(SourceText(path: "m.yaml", bytes: damaged(Array(document.line.utf8), &style.numbers)))
    }
}
