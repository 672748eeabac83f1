import ClusterModel
import NFS
import TestSupport
import Testing
import World

struct NFSParserTests {
    private func fixture(_ path: String) throws -> QueryResult {
        let query: Query =
            path.hasPrefix("find/")
            ? NFSCommands.state(of: [77, 78])
            : path.contains("/ports-") ? NFSCommands.ports : NFSCommands.nullCall(version: 3)
        return try Fixture(path).answer(to: query)
    }

    private func state(_ name: String) throws -> NFSParser.State {
        NFSParser.state(try fixture("find/4.9.0/ganesha-\(name)"), of: [77, 78])
    }

    private let engine = ServedExport(
        id: 77, pseudoPath: "/engine",
        details: .init(
            path: "/engine", clients: [.init("*", accessType: .readWrite, squash: .none, protocols: [3, 4])]))

    private let root = ServedExport(id: 0, pseudoPath: "/")

    private func data(_ clients: [String], _ squash: NFSExportSpec.Squash) -> ServedExport {
        ServedExport(
            id: 78, pseudoPath: "/data",
            details: .init(
                path: "/data",
                clients: clients.map { .init($0, accessType: .readWrite, squash: squash, protocols: [3, 4]) }))
    }

    @Test func whatIsServedIsRead() throws {
        #expect(try state("one").exports == .known([engine, root]))
        #expect(
            try state("two").exports == .known([engine, root, data(["10.88.0.0/24", "10.88.0.7/32"], .root)]))
        #expect(try state("updated").exports == .known([engine, root, data(["*"], .all)]))
    }

    @Test func graceIsRead() throws {
        #expect(try state("grace").isInGrace == .known(true))
        #expect(try state("one").isInGrace == .known(false))
    }

    @Test(arguments: ["stopped", "crashed"]) func withoutAServerNothingIsServed(_ name: String) throws {
        #expect(try state(name).exports == .absent)
        #expect(try state(name).isInGrace == .absent)
    }

    @Test func aHungServerIsUnknownAndNotAbsent() throws {
        let hung = try state("hung")
        guard case .unknown(.timeLimitPassed) = hung.exports, case .unknown(.timeLimitPassed) = hung.isInGrace else {
            Issue.record("\(hung)")
            return
        }
    }

    /// Which of the two is said depends on whether rpcbind is asked first; both were seen on hosts without a server.
    @Test(arguments: ["Remote system error - Connection refused", "Program not registered"])
    func withoutAServerTheNULLCallFindsNone(_ words: String) {
        let end = Finished(exitStatus: 1, output: [], errors: Array("rpcinfo: RPC: \(words)\n".utf8))
        let answer = QueryResult(to: NFSCommands.nullCall(version: 3), from: "host1", .finished(end))
        #expect(NFSParser.nullCall(answer, version: 3) == .absent)
    }

    @Test func theNULLCallTellsWhetherAnybodyAnswers() throws {
        #expect(NFSParser.nullCall(try fixture("rpcinfo/1.2.6/serving"), version: 3) == .known(3))
        #expect(NFSParser.nullCall(try fixture("rpcinfo/1.2.6/stopped"), version: 3) == .absent)
        #expect(NFSParser.nullCall(try fixture("rpcinfo/1.2.6/crashed"), version: 3) == .absent)
    }

    /// After a crash rpcbind still names the server: only the NULL call tells that nobody is there.
    @Test func portsAreThoseOfTCP() throws {
        for name in ["serving", "crashed"] {
            let ports = NFSParser.ports(try fixture("rpcinfo/1.2.6/ports-\(name)"))
            guard case .known(let list) = ports else {
                Issue.record("\(ports)")
                return
            }
            #expect(
                list.filter { $0.program == 100_024 } == [RegisteredPort(program: 100_024, version: 1, port: 39_543)])
            #expect(list.contains(RegisteredPort(program: 100_005, version: 3, port: 38_465)))
            #expect(list.count == 11)
        }
    }

    /// A text that is cut anywhere is unknown, or says the same: never fewer exports.
    @Test func aCutAnswerIsNeverReadAsLess() throws {
        let whole = try Fixture("find/4.9.0/ganesha-two")
        let query = NFSCommands.state(of: [77, 78])
        let expected = NFSParser.state(QueryResult(to: query, from: "host1", .finished(whole.end)), of: [77, 78])
        for end in everyCut(of: whole.end) {
            let found = NFSParser.state(QueryResult(to: query, from: "host1", .finished(end)), of: [77, 78])
            if case .unknown = found.exports { continue }
            #expect(found.exports == expected.exports)
        }
    }

    @Test func everyFailureIsAReason() {
        let query = NFSCommands.ports
        for (outcome, why) in everyFailure(command: query.title, host: "host1") {
            #expect(NFSParser.ports(QueryResult(to: query, from: "host1", outcome)) == .unknown(why))
        }
    }
}
