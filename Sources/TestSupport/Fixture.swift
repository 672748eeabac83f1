public import ClusterModel
public import Foundation
public import Testing
public import World

/// What a real tool answered once: a file below Tests/Fixtures and its `.origin`, written by scripts/capture-fixtures.
public struct Fixture: Sendable {
    /// `lsblk/2.38.1/blank`.
    public let path: String
    /// The command as it was run, quoted as `CommandLine` quotes it.
    public let command: String
    /// How the program ended.
    public let end: Finished

    /// The fixture of that path, below Tests/Fixtures unless told otherwise.
    public init(_ path: String, below folder: URL? = nil) throws {
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

    /// The paths of all fixtures of a tool, in order.
    public static func all(of tool: String, below folder: URL? = nil) throws -> [String] {
        let folder = (folder ?? root).appending(path: tool)
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".origin") }.map { "\(tool)/\($0.dropLast(".origin".count))" }.sorted()
    }

    /// The fixture as the answer to a query, which must be the one that was asked.
    public func answer(
        to query: Query, location: SourceLocation = #_sourceLocation
    ) -> Answer {
        #expect(query.fullCommand == command, sourceLocation: location)
        return Answer(to: query, from: "host1", .finished(end))
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Tests/Fixtures")
}

extension Query {
    /// The whole command, as `CommandLine` quotes it.
    public var fullCommand: String {
        switch self {
        case .run(let invocation), .runForFile(let invocation, _): CommandLine(invocation.arguments).description
        case .read(let path, _): "read \(path)"
        }
    }
}

/// Replies that were cut off: each way to lose the end of one of the two streams. Nothing that is read from one may
/// differ from what the whole reply says, except by being unknown.
public func everyCut(of end: Finished) -> [Finished] {
    let outputs = end.output.indices.map { end.output.prefix($0) }
    let errors = end.errors.indices.map { end.errors.prefix($0) }
    return outputs.map { Finished(exitStatus: end.exitStatus, output: Array($0), errors: end.errors) }
        + errors.map { Finished(exitStatus: end.exitStatus, output: end.output, errors: Array($0)) }
}

/// What is not the end of a program, one outcome of each sort, and the reason that must be given for a fact that was
/// asked for by `command`.
public func everyFailure(command: String, host: HostName) -> [(outcome: Outcome, why: Ignorance)] {
    let gone: [TransportFailure] = [
        .unreachable("No route to host"), .hostKey("the key is another one"), .notAuthenticated("publickey"),
        .connectionLost("reset by peer"), .short("No space left on device"), .overruled(by: Term(9)), .earlierCommand,
    ]
    let refused = Ignorance.refused(command: command, exitStatus: 127, words: "tool is not there")
    var failures: [(outcome: Outcome, why: Ignorance)] = []
    for failure in gone {
        let why = Ignorance.hostUnreachable(host, detail: "\(failure)")
        failures.append((.notDelivered(failure), why))
        failures.append((.undecided(failure), why))
    }
    failures.append((.notDelivered(.absent("tool")), refused))
    failures.append((.notDelivered(.inactive("d.service")), .inactive(command: command, unit: "d.service")))
    failures.append(
        (.undecided(.timeLimitPassed(.seconds(20))), .timeLimitPassed(command: command, .seconds(20))))
    failures.append((.undecided(.outputTooLong(limit: 9)), .outputTooLong(command: command, limit: 9)))
    let end = Finished(exitStatus: 77, errors: Array("no\n".utf8))
    failures.append((.finished(end), .refused(command: command, exitStatus: 77, words: "no")))
    return failures
}
