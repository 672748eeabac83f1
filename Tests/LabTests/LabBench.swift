import Foundation
import Subprocess
import SystemPackage
import Testing

/// The lab as a user has it: the built program, its exit statuses and what it prints.
enum LabBench {
    /// Only where a script says so: the tests make network namespaces, mounts and hosts on this machine.
    static let isWanted = ProcessInfo.processInfo.environment["HCCTL_LAB"] == "1"
    /// Suites of whole stories, which take minutes each: `scripts/test --long` runs them.
    static let takesLong = ProcessInfo.processInfo.environment["HCCTL_LAB_LONG"] == "1"
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    static let hcctl = ProcessInfo.processInfo.environment["HCCTL_BINARY"] ?? "\(root)/.build/debug/hcctl"
    /// Bytes of an answer: far more than any seen, so that a runaway one ends the test and not the machine.
    private static let answerLimit = 8 << 20

    struct QueryResult {
        let status: Int
        let output: String
        let errors: String
        let seconds: Double
    }

    static func run(_ program: String, _ arguments: [String]) async throws -> QueryResult {
        let clock = ContinuousClock()
        let begun = clock.now
        let result = try await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(arguments), output: .string(limit: answerLimit),
            error: .string(limit: answerLimit))
        let took = clock.now - begun
        let status = if case .exited(let code) = result.terminationStatus { Int(code) } else { -1 }
        let words = arguments.filter { $0 != hcctl }.joined(separator: " ")
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
        print("  \(words): exit \(status), \(String(format: "%.1f", seconds)) s")
        return QueryResult(
            status: status, output: result.standardOutput, errors: result.standardError, seconds: seconds)
    }

    static func lab(_ arguments: String...) async throws -> QueryResult { try await run(hcctl, ["lab"] + arguments) }

    /// hcctl from the hub, where the hosts can be reached. Plans are written wide unless the test names a format: every
    /// difference on a line of its own, whatever the width.
    static func fromHub(_ arguments: String...) async throws -> QueryResult {
        let isWide = ["diff", "apply"].contains(arguments.first) && !arguments.contains("-o")
        return try await run(hcctl, ["lab", "run", "--", hcctl] + arguments + (isWide ? ["-o", "wide"] : []))
    }

    /// The lines of a wide plan about a resource, `Host/host2 `, without their indents.
    static func differences(_ text: String, of resource: String) -> [String] {
        text.split(separator: "\n").map { String($0.drop { $0 == " " }) }.filter { $0.hasPrefix("\(resource) ") }
    }

    /// A command in a host, by the container and not by ssh.
    static func on(_ host: String, _ command: String...) async throws -> QueryResult {
        try await run(hcctl, ["lab", "exec", host, "--"] + command)
    }

    /// A fresh lab of bare hosts.
    static func fresh(_ arguments: String...) async throws {
        try await expectDone(run(hcctl, ["lab", "down"]))
        try await expectDone(run(hcctl, ["lab", "up"] + arguments))
    }

    static func expectDone(_ answer: QueryResult, location: SourceLocation = #_sourceLocation) throws {
        try #require(answer.status == 0, "\(answer.output)\n\(answer.errors)", sourceLocation: location)
    }
}

extension LabBench.QueryResult {
    /// The document that -o json printed.
    func document() throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any], "\(output)\n\(errors)")
    }
}
