import ClusterModel
import Foundation
import TestSupport
import Testing
import World

@testable import SimulatedWorld

/// The model behind simulator and stand-in prints what the real agent, broker and command line printed, byte for byte.
@Suite struct EngineModelTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples")

    private static func sample(_ name: String, of tool: String = "hosted-engine") throws -> Finished {
        try Fixture("\(tool)/2.5.3/\(name)", below: folder).end
    }

    /// The rows of a recorded JSON answer, in its order.
    private static func rows(_ name: String) throws -> (rows: [(block: EngineBlock, isLive: Bool)], isGlobal: Bool) {
        let output = try sample(name).output
        let object = try #require(try JSONSerialization.jsonObject(with: Data(output)) as? [String: Any])
        // A dictionary of the real program: 3 may come before 2.
        let text = String(decoding: output, as: UTF8.self)
        let places = object.keys.compactMap(Int.init).map { ($0, text.ranges(of: "\"\($0)\": {\"host-id\"").first) }
        let order = places.sorted { $0.1?.lowerBound ?? text.endIndex < $1.1?.lowerBound ?? text.endIndex }.map(\.0)
        let rows = try order.map { try row(object["\($0)"] as? [String: Any]) }
        return (rows, object["global_maintenance"] as? Bool ?? false)
    }

    private static func row(_ fields: [String: Any]?) throws -> (block: EngineBlock, isLive: Bool) {
        let fields = try #require(fields)
        let extra = (fields["extra"] as? String ?? "").split(separator: "\n").reduce(into: [String: String]()) {
            let parts = $1.split(separator: "=", maxSplits: 1)
            $0[String(parts[0])] = String(parts[1])
        }
        let engine = try #require(fields["engine-status"] as? [String: String])
        let state = EngineState(
            engine["vm"] ?? "", engine["health"] ?? "", engine["detail"] ?? "", engine["reason"])
        let block = EngineBlock(
            id: try #require(fields["host-id"] as? Int), timestamp: try #require(fields["host-ts"] as? Int),
            wall: try seconds(in: extra["timestamp"] ?? ""), score: try #require(fields["score"] as? Int),
            engine: state,
            hostname: try #require(fields["hostname"] as? String),
            isInMaintenance: try #require(fields["maintenance"] as? Bool),
            isStopped: try #require(fields["stopped"] as? Bool),
            configurationTime: try #require(fields["local_conf_timestamp"] as? Int),
            configurationWall: try seconds(in: extra["vm_conf_refresh_time"] ?? ""), state: extra["state"] ?? "",
            timeout: try extra["timeout"].map { try seconds(in: "(\($0))") })
        return (block, try #require(fields["live-data"] as? Bool))
    }

    /// Of `1479 (Sat Nov 21 05:39:06 2026)`, in UTC.
    private static func seconds(in text: String) throws -> Int {
        let form = DateFormatter()
        form.locale = Locale(identifier: "en_US_POSIX")
        form.timeZone = TimeZone(identifier: "UTC")
        form.dateFormat = "EEE MMM d HH:mm:ss yyyy"
        let date = text.split(separator: "(").last.map { String($0.dropLast()).replacing("  ", with: " ") } ?? ""
        return Int(try #require(form.date(from: date), "\(text)").timeIntervalSince1970)
    }

    private static let json = [
        "healthy", "healthy-seen-from-h2", "host-dead-30s", "host-dead-90s", "engine-host-dead-75s",
        "engine-host-dead-failed-over", "engine-unexpectedly-down-1", "engine-unexpectedly-down-2", "engine-bad-health",
        "global-maintenance", "global-maintenance-engine-vm-starting", "local-maintenance-h3",
        "local-maintenance-h3-t0", "local-maintenance-h3-parked-own-view", "agent-stopped-h3", "score-penalties",
    ]

    @Test(arguments: json) func printsTheSamplesAsJSON(_ name: String) throws {
        let (rows, isGlobal) = try Self.rows(name)
        let printed = EngineStatusText.json(rows, isInGlobalMaintenance: isGlobal)
        #expect(printed == String(decoding: try Self.sample(name).output, as: UTF8.self))
    }

    @Test(arguments: ["healthy", "global-maintenance", "engine-bad-health", "score-penalties", "agent-stopped-h3"])
    func printsTheSamplesAsText(_ name: String) throws {
        let (rows, isGlobal) = try Self.rows(name)
        let printed = EngineStatusText.text(rows, isInGlobalMaintenance: isGlobal)
        #expect(printed == String(decoding: try Self.sample(name, of: "hosted-engine-text").output, as: UTF8.self))
    }

    // MARK: - The command line

    private static let clock = EngineClock(monotonic: 1000, wall: 1_795_000_000)

    private static func installer() throws -> EngineInstaller {
        try #require(
            EngineInstaller(
                "[environment:default]\nOVEHOSTED_STORAGE/storageDomainConnection=str:host1.lab.test:/engine\n"
                    + "OVEHOSTED_NETWORK/gateway=str:192.0.2.1\n"))
    }

    private static func deployed(id: Int = 1) throws -> (EngineHost, EngineStorage) {
        var host = EngineHost(hostname: "host\(id).lab")
        host.configuration = try installer().configuration(domain: "d", hostID: id)
        host.hasMachineConfiguration = true
        host.brokerSince = 0
        host.agent = .init(started: 0)
        return (host, try installer().storage(domain: "d"))
    }

    private static func run(_ words: [String], _ host: EngineHost, _ storage: EngineStorage?) -> Finished {
        var line = EngineCommandLine(host, storage, clock)
        return line.run(words)
    }

    @Test func answersAsRecordedWithoutADeployment() throws {
        let bare = EngineHost(hostname: "host1.lab")
        let status = Self.run(["--vm-status", "--json"], bare, nil)
        let sample = try Self.sample("not-deployed")
        #expect(status.output == sample.output && status.exitStatus == sample.exitStatus)
        #expect(Self.run(["--check-liveliness"], bare, nil).exitStatus == 2)
        #expect(Self.run(["--set-maintenance"], bare, nil).output.starts(with: "You must specify".utf8))
    }

    @Test func answersAsRecordedWithoutADaemon() throws {
        var (host, storage) = try Self.deployed()
        host.brokerSince = nil
        let stopped = Self.run(["--vm-status", "--json"], host, storage)
        #expect(stopped.exitStatus == 1 && stopped.output.isEmpty)
        #expect(String(decoding: stopped.errors, as: UTF8.self).contains("Invalid control character"))
        host.hasMachineConfiguration = false
        let down = Self.run(["--vm-status", "--json"], host, storage)
        #expect(down.output == (try Self.sample("broker-down")).output)
        storage.blocks[3] = EngineBlock(
            id: 3, timestamp: 1, wall: 1, score: 0, engine: .never, hostname: "h3", isInMaintenance: false,
            isStopped: false, configurationTime: 1, configurationWall: 1, state: "EngineDown")
        storage.blocks[3]?.version = 2
        (host, _) = try Self.deployed()
        let new = Self.run(["--vm-status", "--json"], host, storage)
        #expect(new.exitStatus == 1 && new.output.isEmpty)
        #expect(String(decoding: new.errors, as: UTF8.self).hasSuffix("(highest compatible version: 1)\n"))
    }

    @Test func configurationAsInTheTranscript() throws {
        let (host, storage) = try Self.deployed()
        func text(_ words: String...) -> String {
            String(decoding: Self.run(words, host, storage).output, as: UTF8.self)
        }
        #expect(
            text("--get-shared-config", "gateway")
                == "Duplicate key gateway, please specify the key type. Available types are: ['he_local', 'he_shared']\n"
        )
        #expect(
            text("--get-shared-config", "gateway", "--type=he_local") == "\ngateway : 192.0.2.1, type : he_local\n\n")
        #expect(
            text("--get-shared-config", "nosuchkey", "--type=broker")
                == "Invalid configuration key nosuchkey.\nAvailable keys are:\n"
                + "broker : ['email.destination-emails', 'email.smtp-port', 'email.smtp-server', 'email.smtp-timeout', "
                + "'email.source-email', 'notify.state_transition']\n")
    }

    /// `--mode=local` ends global maintenance; on a parked host the global flag is lost and the command ends with 0.
    @Test func maintenanceHasItsTraps() throws {
        let (host, storage) = try Self.deployed()
        var line = EngineCommandLine(host, storage, Self.clock)
        #expect(line.run(["--set-maintenance", "--mode=global"]).exitStatus == 0)
        #expect(line.storage?.isInGlobalMaintenance == true)
        #expect(line.run(["--set-maintenance", "--mode=local"]).exitStatus == 0)
        #expect(line.storage?.isInGlobalMaintenance == false && line.host.isInLocalMaintenance)
        line.host.agent?.isParked = true
        #expect(line.run(["--set-maintenance", "--mode=global"]).exitStatus == 0)
        #expect(line.storage?.isInGlobalMaintenance == false)
    }

    // MARK: - The agents

    /// Three hosts, each with its loop every ten seconds; `until` ends it.
    private static func seconds(
        _ hosts: inout [EngineHost], _ storage: inout EngineStorage, from start: Int,
        until isOver: ([EngineHost], EngineStorage) -> Bool
    ) -> Int {
        for second in stride(from: start, to: start + 3000, by: EngineHost.loop) {
            for index in hosts.indices {
                hosts[index].loop(&storage, EngineClock(monotonic: second + index, wall: 1_795_000_000 + second))
            }
            if isOver(hosts, storage) { return second - start }
        }
        return -1
    }

    private static func cluster() throws -> ([EngineHost], EngineStorage) {
        var (hosts, storage) = ([EngineHost](), try deployed().1)
        for id in 1...3 { hosts.append(try deployed(id: id).0) }
        hosts[0].machine = .init(started: 0)
        storage.lease = .init(hostID: 1, renewed: 1_795_000_000)
        _ = seconds(&hosts, &storage, from: 100) { _, storage in
            storage.blocks[1]?.state == "EngineUp" && storage.blocks.count == 3
        }
        return (hosts, storage)
    }

    /// As measured in the recorded runs: about 120 s.
    @Test func aKilledHostsEngineIsGoodElsewhere() throws {
        var (hosts, storage) = try Self.cluster()
        _ = Self.seconds(&hosts, &storage, from: 200) { hosts, _ in hosts[1].isLive(1, at: 400) }
        hosts[0].agent = nil
        hosts[0].machine = nil
        let took = Self.seconds(&hosts, &storage, from: 300) { _, storage in
            storage.blocks.values.contains { $0.id != 1 && $0.engine.health == "good" }
        }
        #expect((90...160).contains(took), "\(took)")
        #expect(hosts.count { $0.machine != nil } == 1)
    }

    /// A sick engine is stopped after 300 s and started again on the same host.
    @Test func aSickEngineIsStartedAgain() throws {
        var (hosts, storage) = try Self.cluster()
        hosts[0].machine?.isSick = true
        let took = Self.seconds(&hosts, &storage, from: 300) { _, storage in storage.blocks[1]?.state == "EngineStop" }
        #expect((300...330).contains(took), "\(took)")
        let again = Self.seconds(&hosts, &storage, from: 300 + took) { hosts, storage in
            storage.blocks.values.contains { $0.engine.health == "good" }
        }
        #expect(again >= 0 && hosts.count { $0.machine != nil } == 1)
    }
}
