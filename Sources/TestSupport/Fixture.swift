package import ClusterModel
package import Foundation
package import Testing
package import World

/// A recorded answer of a real tool: a file below Tests/Fixtures and its `.origin`, written by scripts/capture-fixtures.
package struct Fixture: Sendable {
    /// `lsblk/2.38.1/blank`.
    package let path: String
    /// The command as it was run, quoted as `CommandLine` quotes it.
    package let command: String
    package let end: Finished

    /// Reads the fixture of that path, below Tests/Fixtures unless another folder is given.
    package init(_ path: String, below folder: URL? = nil) throws {
        let file = (folder ?? Self.root).appending(path: path)
        let origin = try String(contentsOf: file.appendingPathExtension("origin"), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        func values(_ key: String) -> [String] {
            origin.filter { $0.hasPrefix("\(key): ") }.map { String($0.dropFirst(key.count + 2)) }
        }
        self.path = path
        command = try #require(values("command").first)
        end = Finished(
            exitStatus: try #require(values("status").first.flatMap(Int.init)),
            output: Array(try Data(contentsOf: file)),
            errors: Array(values("error").map { "\($0)\n" }.joined().utf8))
    }

    /// The paths of all fixtures of a tool, sorted.
    package static func all(of tool: String, below folder: URL? = nil) throws -> [String] {
        let folder = (folder ?? root).appending(path: tool)
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".origin") }.map { "\(tool)/\($0.dropLast(".origin".count))" }.sorted()
    }

    /// The fixture as the answer to a query, which must be the recorded command.
    package func answer(
        to query: Query, location: SourceLocation = #_sourceLocation
    ) -> QueryResult {
        #expect(query.fullCommand == command, sourceLocation: location)
        return QueryResult(to: query, from: "host1", .finished(end))
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Tests/Fixtures")
}

extension Query {
    /// The whole command, as `CommandLine` quotes it.
    package var fullCommand: String {
        switch self {
        case .run(let invocation), .runForFile(let invocation, _): CommandLine(invocation.arguments).description
        case .read(let path, _): "read \(path)"
        }
    }
}

/// Every truncation of one of the two streams. A fact parsed from a truncated reply must be the same as from the whole
/// reply, or unknown.
package func everyCut(of end: Finished) -> [Finished] {
    let outputs = end.output.indices.map { end.output.prefix($0) }
    let errors = end.errors.indices.map { end.errors.prefix($0) }
    return outputs.map { Finished(exitStatus: end.exitStatus, output: Array($0), errors: end.errors) }
        + errors.map { Finished(exitStatus: end.exitStatus, output: end.output, errors: Array($0)) }
}

/// One outcome of each kind other than a program's success, with the reason that a fact queried by `command` must then
/// have.
package func everyFailure(command: String, host: HostName) -> [(outcome: Outcome, why: UnknownReason)] {
    let gone: [TransportFailure] = [
        .unreachable("No route to host"), .hostKey("the key is another one"), .notAuthenticated("publickey"),
        .connectionLost("reset by peer"), .stagingFailed("No space left on device"), .staleTerm(current: Term(9)),
        .fenceBusy,
    ]
    let refused = UnknownReason.refused(command: command, exitStatus: 127, words: "tool is not there")
    var failures: [(outcome: Outcome, why: UnknownReason)] = []
    for failure in gone {
        let why = UnknownReason.hostUnreachable(host, detail: "\(failure)")
        failures.append((.notRun(failure), why))
        failures.append((.indeterminate(failure), why))
    }
    failures.append((.notRun(.absent("tool")), refused))
    failures.append((.notRun(.inactive("d.service")), .inactive(command: command, unit: "d.service")))
    failures.append(
        (.indeterminate(.timeLimitPassed(.seconds(20))), .timeLimitPassed(command: command, .seconds(20))))
    failures.append((.indeterminate(.outputTooLong(limit: 9)), .outputTooLong(command: command, limit: 9)))
    let end = Finished(exitStatus: 77, errors: Array("no\n".utf8))
    failures.append((.finished(end), .refused(command: command, exitStatus: 77, words: "no")))
    return failures
}
