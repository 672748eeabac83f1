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
        var problems = Problems()
        problems.error("three", at: at(2, 1, "z"))
        problems.error("four", at: at(1, 1, "b"))
        problems.warning("two", at: at(1, 9, "z"))
        problems.error("one", at: at(1, 2, "z"))
        let order = problems.inOrder(of: sources("z", "b"), atMost: 10).map(\.message)
        #expect(order == ["one", "two", "three", "four"])
    }

    @Test func atOnePlaceTheFirstFoundIsFirst() {
        var problems = Problems()
        for message in ["b", "a", "c"] { problems.error(message, at: at(1)) }
        #expect(problems.inOrder(of: sources("a"), atMost: 10).map(\.message) == ["b", "a", "c"])
    }

    @Test func theSameIsSaidOnce() {
        var problems = Problems()
        for _ in 0..<3 { problems.error("x", at: at(1)) }
        problems.error("x", at: at(2))
        #expect(problems.diagnostics.count == 2)
    }

    @Test func beyondTheLimitOnlyTheirNumber() {
        var problems = Problems()
        for line in 1...5 { problems.error("x", at: at(line)) }
        let shown = problems.inOrder(of: sources("a"), atMost: 3)
        #expect(shown.map(\.message) == ["x", "x", "x", "there are 2 more that are not shown"])
        #expect(shown.last?.severity == .error)
        #expect(problems.inOrder(of: sources("a"), atMost: 5).count == 5)
    }

    @Test func warningsAloneStayWarnings() {
        var problems = Problems()
        problems.error("x", at: at(1))
        for line in 2...5 { problems.warning("y", at: at(line)) }
        #expect(problems.inOrder(of: sources("a"), atMost: 2).last?.severity == .warning)
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
        var problems = Problems()
        problems.warning("a", at: at(1))
        problems.error("b", at: at(2))
        problems.endReading()
        problems.error("c", at: at(3))
        #expect(problems.unreadPlaces == [at(2)])
    }

    @Test func unknownKeysHaveAdvice() {
        func advice(_ key: String, _ known: [String]) -> String? {
            var problems = Problems()
            let node = Node(.scalar(.init(text: "x", isPlain: true)), at: at(1))
            problems.unknownKeys(in: [.init(key: key, place: at(1), value: node)], known: known, of: "it")
            return problems.diagnostics.first?.advice
        }
        #expect(advice("namee", ["name", "kind"]) == "did you mean “name”?")
        #expect(advice("zzz", ["name", "kind"]) == "the fields are name and kind")
        #expect(advice("zzz", ["name"]) == "the only field is name")
        #expect(advice("name", ["name"]) == nil)
    }
}
