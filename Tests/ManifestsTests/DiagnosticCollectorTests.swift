import ClusterModel
import Testing

@testable import Manifests

/// Collecting what is wrong: once each, in order, and not without end.
@Suite struct ProblemTests {
    private func at(_ line: Int, _ column: Int = 1, _ file: String = "a") -> SourcePlace {
        SourcePlace(file: file, line: line, column: column)
    }

    private func sources(_ paths: String...) -> [SourceText] { paths.map { SourceText(path: $0, bytes: []) } }

    @Test func theOrderOfTheFilesIsTheOneGiven() {
        var diagnostics = DiagnosticCollector()
        diagnostics.error("three", at: at(2, 1, "z"))
        diagnostics.error("four", at: at(1, 1, "b"))
        diagnostics.warning("two", at: at(1, 9, "z"))
        diagnostics.error("one", at: at(1, 2, "z"))
        let order = diagnostics.inOrder(of: sources("z", "b"), atMost: 10).map(\.message)
        #expect(order == ["one", "two", "three", "four"])
    }

    @Test func atOnePlaceTheFirstFoundIsFirst() {
        var diagnostics = DiagnosticCollector()
        for message in ["b", "a", "c"] { diagnostics.error(message, at: at(1)) }
        #expect(diagnostics.inOrder(of: sources("a"), atMost: 10).map(\.message) == ["b", "a", "c"])
    }

    @Test func theSameIsSaidOnce() {
        var diagnostics = DiagnosticCollector()
        for _ in 0..<3 { diagnostics.error("x", at: at(1)) }
        diagnostics.error("x", at: at(2))
        #expect(diagnostics.collected.count == 2)
    }

    @Test func beyondTheLimitOnlyTheirNumber() {
        var diagnostics = DiagnosticCollector()
        for line in 1...5 { diagnostics.error("x", at: at(line)) }
        let shown = diagnostics.inOrder(of: sources("a"), atMost: 3)
        #expect(shown.map(\.message) == ["x", "x", "x", "there are 2 more that are not shown"])
        #expect(shown.last?.severity == .error)
        #expect(diagnostics.inOrder(of: sources("a"), atMost: 5).count == 5)
    }

    @Test func warningsAloneStayWarnings() {
        var diagnostics = DiagnosticCollector()
        diagnostics.error("x", at: at(1))
        for line in 2...5 { diagnostics.warning("y", at: at(line)) }
        #expect(diagnostics.inOrder(of: sources("a"), atMost: 2).last?.severity == .warning)
    }

    @Test func aLimitNeverMakesManifestsValid() {
        var limits = ReaderLimits()
        limits.diagnostics = 1
        let text = Written.volume("  replica: 1\n  hosts: [host1]\n  brickPath: /gluster/a\n  x: 1\n")
        let documents = [Written.cluster()] + Written.hosts + [text]
        let reading = ManifestReader.read([.written(documents.joined(separator: "---\n"))], limits: limits)
        #expect(reading.diagnostics.map(\.severity) == [.warning, .error])
        #expect(!reading.isValid)
    }

    @Test func placesOfReadingErrorsAreKeptForRules() {
        var diagnostics = DiagnosticCollector()
        diagnostics.warning("a", at: at(1))
        diagnostics.error("b", at: at(2))
        diagnostics.endReading()
        diagnostics.error("c", at: at(3))
        #expect(diagnostics.unreadPlaces == [at(2)])
    }

    @Test func unknownKeysHaveAdvice() {
        func advice(_ key: String, _ known: [String]) -> String? {
            var diagnostics = DiagnosticCollector()
            let node = Node(.scalar(.init(text: "x", isPlain: true)), at: at(1))
            diagnostics.unknownKeys(in: [.init(key: key, place: at(1), value: node)], known: known, of: "it")
            return diagnostics.collected.first?.advice
        }
        #expect(advice("namee", ["name", "kind"]) == "did you mean “name”?")
        #expect(advice("zzz", ["name", "kind"]) == "the fields are name and kind")
        #expect(advice("zzz", ["name"]) == "the only field is name")
        #expect(advice("name", ["name"]) == nil)
    }
}
