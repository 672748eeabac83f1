internal import ClusterModel
internal import World

/// A change of CTDB, or of the units and directories that it needs.
enum CTDBCommand: ToolCommand {
    case setTunable(String, Int)
    case reloadNodes
    case reloadAddresses
    case setScript(String, isEnabled: Bool)
    case makeImmutable(String)
    case readUnits
    case enable(unit: String)
    case stop(unit: String)

    init?(words: [String]) {
        switch words.count {
        case 4 where words[0...1] == ["ctdb", "setvar"]:
            guard let value = Int(words[3]) else { return nil }
            self = .setTunable(words[2], value)
        case 2 where words == ["ctdb", "reloadnodes"]: self = .reloadNodes
        case 2 where words == ["ctdb", "reloadips"]: self = .reloadAddresses
        case 6 where words[0...2] == ["ctdb", "event", "script"] && words[4] == "legacy" && words[3] != "list":
            self = .setScript(words[5], isEnabled: words[3] == "enable")
        case 4 where words[0...2] == ["chattr", "+i", "--"]: self = .makeImmutable(words[3])
        case 2 where words == ["systemctl", "daemon-reload"]: self = .readUnits
        case 4 where words[0...2] == ["systemctl", "enable", "--"]: self = .enable(unit: words[3])
        case 4 where words[0...2] == ["systemctl", "stop", "--"]: self = .stop(unit: words[3])
        default: return nil
        }
    }

    var duration: Range<Int> {
        switch self {
        case .setTunable, .setScript, .makeImmutable, .enable: 10..<100
        case .readUnits: 50..<400
        case .reloadNodes, .reloadAddresses: 500..<4_000
        case .stop: 300..<3_000
        }
    }

    var runsInDaemon: Bool {
        switch self {
        case .setTunable, .reloadNodes, .reloadAddresses, .readUnits, .enable, .stop: true
        case .setScript, .makeImmutable: false
        }
    }

    func perform(_ command: RunningCommand, in state: inout ClusterState) -> Outcome {
        .finished(finished(command, &state))
    }

    private func finished(_ command: RunningCommand, _ state: inout ClusterState) -> Finished {
        let host = command.host
        switch self {
        case .setTunable(let name, let value): return state.setTunable(name, value, on: host)
        case .reloadNodes: return state.reloadNodes(from: host)
        case .reloadAddresses: return state.reloadAddresses(on: host)
        case .setScript(let name, let isEnabled): return state.setScript(name, isEnabled, on: host)
        case .makeImmutable(let path):
            state.change(host) { $0.ctdb.immutable.insert(path) }
            return .said("")
        case .readUnits:
            state.readUnits(host)
            return .said("")
        case .enable(let unit):
            guard state[host]?.units[unit] != nil else {
                return .refused(1, "Failed to enable unit: Unit file \(unit) does not exist.\n")
            }
            state.change(host) { $0.units[unit]?.enablement = "enabled" }
            return .said("")
        case .stop(let unit):
            guard state[host]?.units[unit] != nil else {
                return .refused(5, "Failed to stop \(unit): Unit \(unit) not loaded.\n")
            }
            if state[host]?.units[unit]?.active == .active {
                SimulatedTools.daemon(unit)?.stop(on: host, cause: .command(command.id), in: &state)
            }
            state.change(host) { $0.units[unit]?.active = .inactive }
            return .said("")
        }
    }
}

/// Effects of ctdb(1).
extension ClusterState {
    private static let noDaemon =
        "connect() failed, errno=2\nFailed to connect to CTDB daemon (/run/ctdb/ctdbd.socket)\n"

    /// A hung daemon: the command waits until it is killed.
    private func refusal(_ name: HostName) -> Finished? {
        guard let host = self[name], host.runsCTDB else { return .refused(1, Self.noDaemon) }
        return host.ctdb.isHung ? .refused(124, "") : nil
    }

    mutating func setTunable(_ name: String, _ value: Int, on host: HostName) -> Finished {
        if let refusal = refusal(host) { return refusal }
        guard CTDBTunables.defaults[name] != nil else {
            return .refused(1, "", output: "No such tunable \(name)\n")
        }
        change(host) { $0.ctdb.tunables[name] = value }
        return .said("")
    }

    /// Every running daemon of the group takes over its file, if all files are the same.
    mutating func reloadNodes(from name: HostName) -> Finished {
        if let refusal = refusal(name) { return refusal }
        guard let host = self[name] else { return .refused(1, "") }
        let wanted = host.meaningfulLines("/etc/ctdb/nodes")
        let members = hosts.filter { $0.runsCTDB && !$0.ctdb.isHung && $0.segment == host.segment }
        for member in members where member.meaningfulLines("/etc/ctdb/nodes") != wanted {
            let number = number(of: member) ?? 0
            return .refused(
                1, "ERROR: Nodes file on node \(number) differs from current node (\(self.number(of: host) ?? 0))\n")
        }
        guard members.contains(where: { $0.ctdb.nodes != wanted }) else {
            return .said("", errors: "No change in nodes file, skipping unnecessary reload\n")
        }
        let said = Self.changes(from: host.ctdb.nodes, to: wanted)
        for member in members { change(member.name) { $0.ctdb.nodes = wanted } }
        reconsiderCTDB()
        return .said(said)
    }

    private static func changes(from old: [String], to new: [String]) -> String {
        zip(old, new).enumerated().map { number, lines in
            switch (lines.0.hasPrefix("#"), lines.1.hasPrefix("#")) {
            case (false, true): "Node \(number) is DELETED\n"
            case (true, false): "Node \(number) is UNDELETED\n"
            default: ""
            }
        }.joined()
    }

    mutating func reloadAddresses(on host: HostName) -> Finished {
        if let refusal = refusal(host) { return refusal }
        change(host) { host in
            host.ctdb.addresses = host.meaningfulLines("/etc/ctdb/public_addresses")
            let kept = host.ctdb.bareAddresses
            host.ctdb.held.removeAll { !kept.contains($0) }
        }
        reconsiderCTDB()
        return .said("")
    }

    mutating func setScript(_ name: String, _ isEnabled: Bool, on host: HostName) -> Finished {
        guard SimulatedCTDB.shippedScripts.contains(name) else {
            return .refused(2, "", output: "Script \(name) does not exist in legacy\n")
        }
        change(host) {
            $0.ctdb.scripts.removeAll { $0 == name }
            if isEnabled { $0.ctdb.scripts.append(name) }
            $0.ctdb.scripts.sort()
        }
        return .said("")
    }
}
