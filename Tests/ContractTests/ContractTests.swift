import ClusterModel
import Foundation
import HostOS
import SimulatedWorld
import TestSupport
import Testing
import World

/// The simulator and the fixtures, and the lab where there is one, answer the product's own questions and changes in the
/// same way: what the product makes of the replies is equal.
@Suite struct ContractTests {
    /// Recorded, and not on the way: what the product does not send, and an installation, for which it takes packages.
    private static let notSent = ["gluster/stop", "journalctl/installing"]

    /// The product's own commands on simulated hosts.
    private static func simulated() throws -> [String: Walk.Entry] {
        let simulator = Simulator()
        let cluster = SimulatedCluster(hosts(), time: simulator, random: SeededRandomSource())
        let transport = cluster.transport(for: ProcessLifetime("contract"))
        let entries = simulator.run {
            var walk = Walk(
                transport, action: { cluster.act($0) }, pause: { try? await simulator.sleep($0) })
            await walk.go()
            return walk.entries
        }
        #expect(cluster.findings.isEmpty)
        return try #require(entries)
    }

    /// As in the lab: loop devices under other names, and a small one beside.
    private static func hosts() -> ClusterState {
        var state = ClusterState.bare(3)
        for index in state.hosts.indices {
            state.hosts[index].devices[0].kernelName = "loop0"
            state.hosts[index].devices[0].type = "loop"
            state.hosts[index].devices[0].number = "7:0"
        }
        let partition = SimulatedDisk.Partition(name: "loop3p1", size: 134_217_728, number: "259:0")
        let disk = SimulatedDisk(
            serial: "loop3", size: 314_572_800, contents: .partitionTable(kind: "", [partition]))
        state.hosts[0].devices.append(SimulatedDevice("/dev/loop3", number: "7:3", type: "loop", disk: disk))
        return state
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func theSimulatorKeepsTheContract() throws {
        try compare(with: Self.root.appending(path: "Tests/Fixtures"))
    }

    @Test(
        .enabled(if: Lab.isWanted, "the lab is not asked: HCCTL_LAB is not 1"),
        .enabled(if: Lab.isUp, "the lab is not up: hcctl lab up --hosts 3"))
    func theLabKeepsTheContract() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hcctl-contract")
        try? FileManager.default.removeItem(at: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Lab.capture(into: folder)
        try compare(with: folder)
    }

    /// States of CTDB, which the walk does not pass: they need minutes.
    private static func isOfCTDB(_ key: String) -> Bool {
        let changes = ["systemctl/daemon-reload", "systemctl/mounted", "systemctl/started", "systemctl/stop-daemon"]
        return ["ctdb/", "ip/", "lsattr/", "systemctl/lock-", "find/lock-"].contains { key.hasPrefix($0) }
            || changes.contains(key) || key == "findmnt/lock" || key == "findmnt/no-lock"
    }

    private func compare(with folder: URL) throws {
        let entries = try Self.simulated()
        let fixtures = try recorded(in: folder).filter { !Self.isOfCTDB($0.key) }
        #expect(fixtures.keys.sorted() == entries.keys.sorted())
        for (key, entry) in entries.sorted(by: { $0.key < $1.key }) {
            let fixture = try #require(fixtures[key], "\(key)")
            #expect(entry.command == fixture.command, "\(key)")
            let found = Shape(key, entry.query, entry.outcome)
            let real = Shape(key, entry.query, .finished(fixture.end))
            #expect(found == real, "\(key)")
        }
        try compareDevices(entries, fixtures)
    }

    /// What is known of a device is put together from three answers.
    private func compareDevices(_ entries: [String: Walk.Entry], _ fixtures: [String: Fixture]) throws {
        let names = entries.keys.filter { $0.hasPrefix("lsblk/") }.map { String($0.dropFirst("lsblk/".count)) }
        #expect(names.count > 10)
        for name in names.sorted() {
            let tools = ["lsblk", "blkid", "dd"]
            let asked = try tools.map { try #require(entries["\($0)/\(name)"]) }
            let queries = try asked.map { try #require($0.query) }
            let path = try #require(asked[0].command.split(separator: " ").last.map(String.init))
            let found = zip(queries, asked).map { QueryResult(to: $0, from: "host1", $1.outcome) }
            let real = try zip(queries, tools).map { query, tool in
                QueryResult(to: query, from: "host1", .finished(try #require(fixtures["\(tool)/\(name)"]).end))
            }
            #expect(
                Shape.device(path, kernel: found[0], signature: found[1], start: found[2])
                    == Shape.device(path, kernel: real[0], signature: real[1], start: real[2]), "\(name)")
        }
    }

    /// By tool and name, whatever the tool's version.
    private func recorded(in folder: URL) throws -> [String: Fixture] {
        var fixtures: [String: Fixture] = [:]
        for tool in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            for path in try Fixture.all(of: tool, below: folder) {
                let parts = path.split(separator: "/")
                let key = "\(tool)/\(parts[parts.count - 1])"
                guard !Self.notSent.contains(key) else { continue }
                fixtures[key] = try Fixture(path, below: folder)
            }
        }
        return fixtures
    }
}

/// Real hosts, if there are any: scripts/capture-fixtures asks them anew.
private enum Lab {
    static let isWanted = ProcessInfo.processInfo.environment["HCCTL_LAB"] == "1"
    static let isUp = (1...3).allSatisfy { FileManager.default.fileExists(atPath: "/run/netns/hcctl-host\($0)") }

    /// Everything on the disks of the lab's first three hosts is lost: it is a lab.
    static func capture(into folder: URL) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let hcctl = ProcessInfo.processInfo.environment["HCCTL_BINARY"] ?? "\(root.path)/.build/debug/hcctl"
        let process = Process()
        process.executableURL = root.appending(path: "scripts/capture-fixtures")
        let ssh = "ssh -i /var/lib/hcctl-lab/id_ed25519 -o UserKnownHostsFile=/var/lib/hcctl-lab/known_hosts root@{}"
        process.arguments = ["\(hcctl) lab run -- \(ssh)"] + (1...3).map { "host\($0).lab.test" }
        process.environment = ProcessInfo.processInfo.environment.merging(["FIXTURES": folder.path]) { _, new in new }
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
