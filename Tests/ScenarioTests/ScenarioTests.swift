import Foundation
import TestSupport
import Testing

/// Scripts that a colleague could have typed, with their whole printed outcome committed; each ends by showing that
/// nothing is left. `UPDATE_EXPECTED=1` rewrites the outcomes.
@Suite struct ScenarioTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Scenarios")
    static let program = folder.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: ".build/debug/hcctl-scenario")

    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: folder).path)
            .filter { $0.hasSuffix(".txt") }.sorted()
    }

    /// Two processes, because Swift hashes otherwise in each: an order that comes out of a Dictionary shows here.
    @Test(arguments: try names(in: "Scripts"))
    func saysWhatIsExpected(_ name: String) throws {
        let first = try Self.outcome(name)
        #expect(first.errors == "" && first.status == 0)
        try expectGolden(first.text, name, file: Self.folder.appending(path: "any.swift").path)
        let second = try Self.outcome(name)
        #expect(first.text == second.text, "two processes say different things")
    }

    /// Not while outcomes are rewritten: the scripts run at the same time as this.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] != "1"))
    func everyOutcomeHasItsScript() throws {
        #expect(try Self.names(in: "Expected") == Self.names(in: "Scripts"))
        #expect(try Self.names(in: "Scripts").count >= 12)
    }

    private static func outcome(_ name: String) throws -> (text: String, errors: String, status: Int32) {
        let process = Process()
        let output = Pipe()
        let errors = Pipe()
        process.executableURL = program
        process.arguments = [folder.appending(path: "Scripts").appending(path: name).path]
        process.environment = ProcessInfo.processInfo.environment.filter {
            $0.key != "SWIFT_DETERMINISTIC_HASHING" && $0.key != "HCCTL_MANIFESTS"
        }
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // A script that cannot be run says so in less than a pipe holds.
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let words = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (
            String(decoding: text, as: UTF8.self), String(decoding: words, as: UTF8.self), process.terminationStatus
        )
    }
}
