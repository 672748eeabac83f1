import ClusterModel
import Foundation
import TestSupport
import Testing

@testable import Presentation

/// The closed sets of the output schemas are those of the code, and the committed schemas are what the code says.
@Suite struct OutputVocabularyTests {
    private func expect(_ declared: [String], _ code: [String], _ set: String) {
        let (declared, code) = (Set(declared), Set(code))
        #expect(!code.isEmpty, "\(set): nothing was found in the code")
        for word in code.subtracting(declared).sorted() {
            Issue.record("OutputVocabulary.\(set): add \(word), then write the schemas with UPDATE_EXPECTED=1")
        }
        for word in declared.subtracting(code).sorted() {
            Issue.record("OutputVocabulary.\(set): remove \(word), then write the schemas with UPDATE_EXPECTED=1")
        }
    }

    /// Sets of which `HoldTests` has a sample of every case.
    @Test func wordsOfSamples() {
        expect(OutputVocabulary.holds.map(\.word), Samples.waits.map(\.reason), "holds")
        expect(OutputVocabulary.unknownReasons, Samples.unknown.map(\.reason), "unknownReasons")
        expect(OutputVocabulary.verdicts, Samples.verdicts.map(\.word), "verdicts")
        expect(OutputVocabulary.stepResults, Samples.results.map(\.word), "stepResults")
        expect(OutputVocabulary.actions, Samples.steps.map(\.action.name), "actions")
        #expect(Set(OutputVocabulary.holds.map(\.word)).count == OutputVocabulary.holds.count)
    }

    /// `case …: "Word"` line by line.
    private static var caseWord: Regex<(Substring, Substring)> { /case \.[^\n]*: "([A-Za-z]+)"\n/ }

    private func words(_ path: String, _ pattern: Regex<(Substring, Substring)> = caseWord) throws -> [String] {
        let text = try String(contentsOf: SchemaScript.root.appending(path: "Sources/\(path)"), encoding: .utf8)
        return text.matches(of: pattern).map { String($0.output.1) }
    }

    /// The raw values of an enum of texts.
    private func rawValues(_ name: String, _ path: String) throws -> [String] {
        let text = try String(contentsOf: SchemaScript.root.appending(path: "Sources/\(path)"), encoding: .utf8)
        let start = try #require(text.range(of: "enum \(name): String"))
        return text[start.upperBound...].prefix { $0 != "}" }.matches(of: /= "([A-Za-z]+)"/).map { String($0.output.1) }
    }

    /// Sets without samples, by the words of the source.
    @Test func wordsOfTheSource() throws {
        let causes = try ["Plan", "HostOS", "Storage", "Gluster"].flatMap {
            try words("Presentation/Causes/\($0)CauseText.swift")
        }
        expect(OutputVocabulary.causeReasons, causes, "causeReasons")
        expect(
            OutputVocabulary.conditionReasons,
            try words("Presentation/Text/ConditionText.swift", /: "([A-Z][A-Za-z]+)"\n/), "conditionReasons")
        expect(
            OutputVocabulary.unmanagedReasons, try words("ClusterModel/Status/Overview/Unmanaged.swift"),
            "unmanagedReasons")
        expect(
            OutputVocabulary.observingReasons, try words("ClusterModel/Run/ControllerEvent.swift"), "observingReasons")
        expect(OutputVocabulary.wakeReasons, try words("ClusterModel/Run/WakeReason.swift"), "wakeReasons")
        expect(
            OutputVocabulary.nameRemedies,
            try words("Presentation/Holds/HostOS/HostOSHold+Words.swift", /"remedy", "([A-Za-z]+)"/),
            "nameRemedies")
        expect(
            OutputVocabulary.unsupportedChanges, try words("Presentation/WaitingJSON.swift", /"change", "([A-Za-z]+)"/),
            "unsupportedChanges")
        let named = try words("Presentation/Controller/ControllerText.swift", /LogLine\([^"]*"([A-Z][A-Za-z]+)"/)
        expect(OutputVocabulary.events.map(\.word), named + Samples.verdicts.map(\.word), "events")
    }

    @Test func wordsOfStatus() throws {
        let file = "ClusterModel/Status/ResourceStatus.swift"
        expect(OutputVocabulary.syncs, try rawValues("Sync", file), "syncs")
        expect(OutputVocabulary.healths, try rawValues("Health", file), "healths")
        expect(OutputVocabulary.actuations, try rawValues("Actuation", file), "actuations")
        expect(OutputVocabulary.conditionTypes, try rawValues("Kind", file), "conditionTypes")
        expect(
            OutputVocabulary.waitVerdicts, try rawValues("Verdict", "HcctlCommands/Wait/ConditionWait.swift"),
            "waitVerdicts")
        let disks = try words("Planning/Status/Host/HostFigures.swift", /case \.[A-Za-z]+: "([A-Za-z]+)"\n/)
        expect(OutputVocabulary.diskStates, disks, "diskStates")
        let states = try rawValues("Status", "ClusterModel/Technologies/Gluster/GlusterVolumeView.swift")
        expect(OutputVocabulary.volumeStates, states.map { $0.lowercased() } + ["absent"], "volumeStates")
    }

    /// The facts of every hold have exactly the members that its entry names.
    @Test func factsOfHolds() throws {
        for waiting in Samples.waits {
            let entry = try #require(OutputVocabulary.holds.first { $0.word == waiting.reason })
            guard case .object(let document) = WaitingJSON.document(waiting, since: nil),
                case .object(let facts)? = document.last?.value
            else {
                Issue.record("\(waiting.reason) has no facts")
                continue
            }
            let names = entry.members.split(separator: " ").map { $0.prefix { $0.isLetter } }
            let required = entry.members.split(separator: " ").filter { !$0.hasSuffix("~") }.map {
                $0.prefix { $0.isLetter }
            }
            let found = Set(facts.map { Substring($0.name) })
            #expect(found.isSubset(of: names) && found.isSuperset(of: required), "\(waiting.reason): \(found.sorted())")
        }
    }

    @Test func committedSchemasAreTheCode() throws {
        let folder = SchemaScript.root.appending(path: "crd-like-schemas")
        for document in OutputDocument.allCases {
            let (file, text) = (folder.appending(path: document.path), "\(document.schema)\n")
            if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" {
                try text.write(to: file, atomically: true, encoding: .utf8)
            }
            let written = try String(contentsOf: file, encoding: .utf8)
            #expect(text == written, "\(document.path) is not what the code says; UPDATE_EXPECTED=1 rewrites it")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "output").path)
        #expect(Set(files.map { "output/\($0)" }) == Set(OutputDocument.allCases.map(\.path)))
    }

    @Test func documentsAreFoundByVerb() {
        #expect(OutputDocument(named: "status") == .run && OutputDocument(named: "plan-file") == .planFile)
        #expect(OutputDocument(named: "controller") == .logLine && OutputDocument(named: "import") == nil)
        #expect(OutputDocument.names.allSatisfy { OutputDocument(named: $0) != nil })
    }

    @Test(.enabled(if: SchemaScript.isAvailable, Comment(rawValue: SchemaScript.remedy)))
    func everyObjectIsClosed() throws {
        let (status, lines) = try SchemaScript.run(["closed"])
        #expect(status == 0, "\(lines)")
    }

    /// Every JSON document that is committed as expected output is valid by the schema of its verb.
    @Test(.enabled(if: SchemaScript.isAvailable, Comment(rawValue: SchemaScript.remedy)))
    func expectedOutputIsValid() throws {
        let tests = SchemaScript.root.appending(path: "Tests").path
        let files = try FileManager.default.subpathsOfDirectory(atPath: tests).filter { path in
            path.contains("Expected/") && [".json", ".jsonl", ".txt"].contains { path.hasSuffix($0) }
        }
        let (status, lines) = try SchemaScript.run(["expected"] + files.map { "\(tests)/\($0)" })
        #expect(status == 0, "\(lines)")
        let count = lines.last?.split(separator: " ").first.flatMap { Int($0) } ?? 0
        #expect(count >= 50, "\(lines)")
    }
}
