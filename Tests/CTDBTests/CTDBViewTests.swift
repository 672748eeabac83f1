import ClusterModel
import TestSupport
import Testing
import World

@testable import CTDB

/// What ctdbd answered on real hosts, state by state.
struct CTDBViewTests {
    private static let version = "ctdb/4.17.12"

    private func view(_ state: String, wholeAs whole: String = "healthy") throws -> Reading<CTDBView> {
        func answer(_ name: String, _ query: Query) throws -> QueryResult {
            try Fixture("\(Self.version)/\(name)").answer(to: query)
        }
        return CTDBParser.view(
            CTDBParser.Answers(
                machineStatus: try answer("machine-status-\(state)", CTDBCommands.machineStatus),
                status: try answer("status-\(state)", CTDBCommands.status),
                addresses: try answer("addresses-\(state)", CTDBCommands.addresses),
                tunables: try answer("tunables-\(whole)", CTDBCommands.tunables),
                lock: try answer("lock-\(whole)", CTDBCommands.lock),
                scripts: try answer("monitor-\(state)", CTDBCommands.scriptResults)))
    }

    private func known(_ state: String) throws -> CTDBView {
        guard case .known(let view) = try view(state) else {
            throw Missing(state: state)
        }
        return view
    }

    private struct Missing: Error { let state: String }

    struct Row: Sendable, CustomTestStringConvertible {
        let state: String
        let own: Set<CTDBNode.Flag>
        let third: Set<CTDBNode.Flag>?
        let leader: Reading<Int>
        let isRecovering: Bool
        var testDescription: String { state }
    }

    @Test(arguments: [
        // state, own flags, flags of the third node, leader, recovering
        Row(
            state: "startup", own: [.unhealthy], third: [.disconnected, .unhealthy, .inactive], leader: .known(0),
            isRecovering: true),
        Row(state: "healthy", own: [], third: [], leader: .known(0), isRecovering: false),
        Row(state: "disabled", own: [.disabled], third: [], leader: .known(0), isRecovering: false),
        Row(state: "stopped", own: [.stopped, .inactive], third: [], leader: .known(2), isRecovering: true),
        Row(state: "banned", own: [.banned, .inactive], third: [], leader: .known(2), isRecovering: true),
        Row(state: "unhealthy", own: [.unhealthy], third: [], leader: .known(2), isRecovering: false),
        Row(
            state: "disconnected", own: [], third: [.disconnected, .unhealthy, .inactive], leader: .known(0),
            isRecovering: false),
        Row(state: "removed", own: [], third: nil, leader: .known(0), isRecovering: false),
    ])
    func flagsLeaderAndRecoveryModeAreRead(_ row: Row) throws {
        let view = try known(row.state)
        #expect(view.own == 0)
        #expect(view.ownNode?.flags == row.own)
        #expect(view.nodes.first { $0.number == 2 }?.flags == row.third)
        #expect(view.isRecovering == .known(row.isRecovering))
        #expect(view.nodes.map(\.address).prefix(2) == ["10.88.0.11", "10.88.0.12"])
    }

    @Test func theHolderOfAnAddressIsRead() throws {
        #expect(try known("startup").addresses == .known([CTDBAddress("10.88.0.100", node: nil)]))
        let holder = try known("stopped").addresses
        #expect(holder == .known([CTDBAddress("10.88.0.100", node: 1)]))
    }

    @Test func theOutputOfAFailedScriptIsItsCause() throws {
        guard case .known(let scripts) = try known("unhealthy").scripts else { throw Missing(state: "unhealthy") }
        #expect(scripts.map(\.name) == ["00.ctdb", "01.reclock", "05.system"])
        #expect(scripts.map(\.status) == [.ok, .ok, .error])
        #expect(scripts[2].output.hasPrefix("ERROR: System memory utilization"))
        #expect(scripts[2].output.count == CTDBParser.outputLimit)
    }

    @Test func aScriptThatTimedOutAndNoEventAreTold() throws {
        guard case .known(let scripts) = try known("timed-out").scripts else { throw Missing(state: "timed-out") }
        #expect(scripts.last == CTDBScriptResult("99.slow", .timedOut))
        #expect(try known("startup").scripts == .absent)
    }

    @Test func lockAndTunablesInForceAreRead() throws {
        let view = try known("healthy")
        #expect(view.lock == .known("/mnt/lock/reclock"))
        guard case .known(let tunables) = view.tunables else { throw Missing(state: "tunables") }
        #expect(tunables["KeepaliveInterval"] == 1)
        #expect(tunables["RecoveryBanPeriod"] == 300)
        #expect(tunables.count == 49)
    }

    @Test func aDaemonThatDoesNotRunIsAbsent() throws {
        #expect(try view("stopped-daemon", wholeAs: "stopped-daemon") == .absent)
    }

    @Test func aHungDaemonIsUnknown() throws {
        func late(_ query: Query) -> QueryResult {
            QueryResult(to: query, from: "host1", .indeterminate(.timeLimitPassed(.seconds(3))))
        }
        let view = CTDBParser.view(
            CTDBParser.Answers(
                machineStatus: late(CTDBCommands.machineStatus), status: late(CTDBCommands.status),
                addresses: late(CTDBCommands.addresses), tunables: late(CTDBCommands.tunables),
                lock: late(CTDBCommands.lock), scripts: late(CTDBCommands.scriptResults)))
        #expect(view == .unknown(.timeLimitPassed(command: "ctdb -X status", .seconds(3))))
    }

    /// A text that is cut off anywhere is unknown, or says the same.
    @Test func everyTruncationIsTheSameOrUnknown() throws {
        let whole = try known("healthy")
        let texts = [
            ("machine-status-healthy", CTDBCommands.machineStatus), ("status-healthy", CTDBCommands.status),
            ("addresses-healthy", CTDBCommands.addresses), ("tunables-healthy", CTDBCommands.tunables),
        ]
        for (cut, _) in texts {
            let length = try Fixture("\(Self.version)/\(cut)").end.output.count
            for size in 0..<length {
                func answer(_ name: String, _ query: Query) throws -> QueryResult {
                    let end = try Fixture("\(Self.version)/\(name)").end
                    let output = name == cut ? Array(end.output.prefix(size)) : end.output
                    return QueryResult(to: query, from: "host1", .finished(Finished(exitStatus: 0, output: output)))
                }
                let answers = CTDBParser.Answers(
                    machineStatus: try answer("machine-status-healthy", CTDBCommands.machineStatus),
                    status: try answer("status-healthy", CTDBCommands.status),
                    addresses: try answer("addresses-healthy", CTDBCommands.addresses),
                    tunables: try answer("tunables-healthy", CTDBCommands.tunables),
                    lock: try answer("lock-healthy", CTDBCommands.lock),
                    scripts: try answer("monitor-healthy", CTDBCommands.scriptResults))
                guard case .known(let view) = CTDBParser.view(answers) else { continue }
                #expect(view.nodes == whole.nodes || cut == "machine-status-healthy" && view.nodes.isEmpty == false)
                #expect(isSameOrUnknown(view.leader, whole.leader), "\(cut) cut at \(size)")
                #expect(isSameOrUnknown(view.isRecovering, whole.isRecovering), "\(cut) cut at \(size)")
            }
        }
    }

    private func isSameOrUnknown<Value>(_ left: Reading<Value>, _ right: Reading<Value>) -> Bool {
        if case .unknown = left { true } else { left == right }
    }
}
