internal import ClusterModel
internal import World

/// ctdb(1), and the tools that show what CTDB needs on its host.
extension QueryResponder {
    static let ctdbQueries = [
        QueryHandler(exactly: ["ctdb", "-X", "status"]) { $0.ctdb { $0.machineStatus() } },
        QueryHandler(exactly: ["ctdb", "status"]) { $0.ctdb { $0.ctdbStatus() } },
        QueryHandler(exactly: ["ctdb", "-X", "ip"]) { $0.ctdb { $0.publicAddresses() } },
        QueryHandler(exactly: ["ctdb", "-X", "listvars"]) { $0.ctdb { $0.tunables() } },
        QueryHandler(exactly: ["ctdb", "-X", "getreclock"]) { responder in
            responder.ctdb { .said($0.host.ctdb.lock.map { "\($0)\n" } ?? "No cluster lock used\n") }
        },
        QueryHandler(exactly: ["ctdb", "event", "status", "legacy", "monitor"]) { $0.scriptResults() },
        QueryHandler(exactly: ["ctdb", "event", "script", "list", "legacy"]) { $0.scriptList() },
        QueryHandler(exactly: ["ip", "-j", "address", "show"]) { $0.interfaceAddresses() },
        QueryHandler(["lsattr", "-d", "--"]) { $0.directoryFlags($1) },
        QueryHandler(["systemctl", "show", "-p", unitWords, "--"]) { $0.ctdbUnits($1) },
        QueryHandler(["find"]) { $0.directoryEntries($1) },
    ]

    private static let unitWords =
        "Id,LoadState,ActiveState,UnitFileState,NeedDaemonReload,ActiveEnterTimestampMonotonic"
    private static let noCTDB = "connect() failed, errno=2\nFailed to connect to CTDB daemon (/run/ctdb/ctdbd.socket)\n"

    private func ctdb(_ answer: (QueryResponder) -> Finished) -> Finished {
        guard host.runsCTDB else { return .refused(1, Self.noCTDB) }
        return answer(self)
    }

    private func members() -> [Int: SimulatedHost] {
        let members = state.hosts.filter { other in
            other.name == host.name || other.runsCTDB && !other.ctdb.isHung && other.segment == host.segment
        }
        return Dictionary(members.compactMap { one in state.number(of: one).map { ($0, one) } }) { first, _ in first }
    }

    private func nodes() -> [(number: Int, address: String, member: SimulatedHost?)] {
        let members = members()
        return host.ctdb.nodes.enumerated().filter { !$0.element.hasPrefix("#") }.map { ($0, $1, members[$0]) }
    }

    private static let flags = [
        "Disconnected", "Unknown", "Banned", "Disabled", "Unhealthy", "Stopped", "Inactive", "PartiallyOnline",
    ]

    private static func flags(of member: SimulatedHost?) -> Set<String> {
        guard let ctdb = member?.ctdb else { return ["Disconnected", "Unhealthy", "Inactive"] }
        var flags: Set<String> = []
        if ctdb.isBanned { flags.formUnion(["Banned", "Inactive"]) }
        if ctdb.isStopped { flags.formUnion(["Stopped", "Inactive"]) }
        if ctdb.isDisabled { flags.insert("Disabled") }
        if !ctdb.isMonitored || ctdb.failure != nil { flags.insert("Unhealthy") }
        return flags
    }

    private func machineStatus() -> Finished {
        let own = state.number(of: host)
        let lines = nodes().map { number, address, member in
            let flags = Self.flags(of: member)
            let columns = Self.flags.map { flags.contains($0) ? "1" : "0" }.joined(separator: "|")
            return "|\(number)|\(address)|\(columns)|\(number == own ? "Y" : "N")|\n"
        }
        return .said("|Node|IP|" + Self.flags.joined(separator: "|") + "|ThisNode|\n" + lines.joined())
    }

    private func ctdbStatus() -> Finished {
        let own = state.number(of: host)
        let all = nodes()
        let deleted = host.ctdb.nodes.count - all.count
        let isRecovering = host.ctdb.recoversAt != nil
        var text =
            "Number of nodes:\(host.ctdb.nodes.count)"
            + (deleted == 0 ? "\n" : " (including \(deleted) deleted nodes)\n")
        for (number, address, member) in all {
            let flags = Self.flags.filter(Self.flags(of: member).contains).map { $0.uppercased() }
            let words = flags.isEmpty ? "OK" : flags.joined(separator: "|")
            let padding = String(repeating: " ", count: max(0, 16 - address.count))
            text += "pnn:\(number) \(address)\(padding) \(words)\(number == own ? " (THIS NODE)" : "")\n"
        }
        text += "Generation:\(isRecovering ? "INVALID" : "1")\nSize:\(all.count)\n"
        text += all.enumerated().map { "hash:\($0) lmaster:\($1.number)\n" }.joined()
        text += "Recovery mode:\(isRecovering ? "RECOVERY (1)" : "NORMAL (0)")\n"
        return .said(text + "Leader:\(host.ctdb.leader.map(String.init) ?? "UNKNOWN")\n")
    }

    /// Who serves an address, as the members of the group know from each other.
    private func publicAddresses() -> Finished {
        let members = members()
        let lines = host.ctdb.bareAddresses.map { address in
            let holder = members.keys.sorted().first { members[$0]?.ctdb.held.contains(address) ?? false }
            return "|\(address)|\(holder ?? -1)|\n"
        }
        return .said("|Public IP|Node|\n" + lines.joined())
    }

    private func tunables() -> Finished {
        .said(
            CTDBTunables.all.map { name, value in
                let padding = String(repeating: " ", count: max(0, 26 - name.count))
                return "\(name)\(padding) = \(host.ctdb.tunables[name] ?? value)\n"
            }.joined())
    }

    private func scriptResults() -> Finished {
        guard host.runsCTDB else {
            return .refused(
                5, "socket connect failed - /run/ctdb/eventd.socket\nFailed to initialize event client, ret=5\n")
        }
        guard host.ctdb.isMonitored else { return .refused(22, "", output: "Event monitor has never run in legacy\n") }
        var text = ""
        for script in host.ctdb.scripts {
            let isFailed = host.ctdb.failure?.script == script
            let padding = String(repeating: " ", count: max(1, 21 - script.count))
            text += "\(script)\(padding)\(isFailed ? "ERROR     " : "OK        ") 0.002 Sat Nov 28 10:16:46 2026\n"
            guard isFailed else { continue }
            text += "  OUTPUT: \(host.ctdb.failure?.output ?? "")\n"
            return .refused(1, "", output: text)
        }
        return .said(text)
    }

    private func scriptList() -> Finished {
        .said(
            SimulatedCTDB.shippedScripts.map { "\(host.ctdb.scripts.contains($0) ? "*" : " ") \($0)\n" }.joined())
    }

    private func interfaceAddresses() -> Finished {
        let own = host.names.filter {
            $0.split(separator: ".").count == 4 && $0.allSatisfy { $0.isNumber || $0 == "." }
        }
        let all = (own + host.ctdb.held).map {
            "{\"family\":\"inet\",\"local\":\"\($0)\",\"prefixlen\":24,\"scope\":\"global\",\"label\":\"host0\"}"
        }
        return .said("[{\"ifindex\":2,\"ifname\":\"host0\",\"addr_info\":[\(all.joined(separator: ","))]}]\n")
    }

    func directoryFlags(_ paths: [String]) -> Finished? {
        guard paths.count == 1 else { return nil }
        if host.isVolumeMounted(at: paths[0]) {
            return .refused(1, "lsattr: Operation not supported While reading flags on \(paths[0])\n")
        }
        guard host.directory(paths[0]) != nil else {
            return .refused(1, "lsattr: No such file or directory while trying to stat \(paths[0])\n")
        }
        return .said("----\(host.ctdb.immutable.contains(paths[0]) ? "i" : "-")---------e------- \(paths[0])\n")
    }

    func directoryEntries(_ words: [String]) -> Finished? {
        guard words.count == 7, words[1...4] == ["-mindepth", "1", "-maxdepth", "1"] else { return nil }
        guard let contents = host.directory(words[0]) else {
            return .refused(1, "find: '\(words[0])': No such file or directory\n")
        }
        return .said((host.ctdb.hasLocalLock ? "f 0 reclock\n" : "") + (contents.hasForeignFiles ? "f 4 file\n" : ""))
    }

    func ctdbUnits(_ names: [String]) -> Finished? {
        guard names.count == 3 else { return nil }
        let mount = host.mounts.last { $0.source.hasPrefix("localhost:/") }
        let isStale = host.isStale ? "yes" : "no"
        let services = names.prefix(2).map { name in
            let unit = host.units[name]
            let isMasked = host.runtimeMasks.contains(name)
            return unitBlock(
                name, load: isMasked || unit?.enablement == "masked" ? "masked" : unit == nil ? "not-found" : "loaded",
                active: unit?.active.rawValue ?? "inactive", file: isMasked ? "masked-runtime" : unit?.enablement ?? "",
                stale: unit == nil ? "no" : isStale, since: host.ctdb.activeSince[name] ?? 0)
        }
        let last = unitBlock(
            names[2], load: mount == nil ? "not-found" : "loaded", active: mount == nil ? "inactive" : "active",
            file: mount == nil ? "" : "generated", stale: "no", since: host.ctdb.activeSince["mount"] ?? 0)
        return .said((services + [last]).joined(separator: "\n"))
    }

    private func unitBlock(
        _ name: String, load: String, active: String, file: String, stale: String, since: UInt64
    ) -> String {
        "Id=\(name)\nLoadState=\(load)\nActiveState=\(active)\nUnitFileState=\(file)\n"
            + "ActiveEnterTimestampMonotonic=\(since)\nNeedDaemonReload=\(stale)\n"
    }
}
