internal import ClusterModel

/// CTDB: its daemon, the unit that mounts its lock volume, its command line.
enum CTDBTool: SimulatedTool {
    static let packages = [
        ShippedPackage(
            name: "ctdb", programs: ["ctdb"], units: [SimulatedHost.ctdbUnit],
            files: [("/etc/ctdb/ctdb.conf", "[logging]\n\tlocation = syslog\n")])
    ]

    static let daemons: [any SimulatedDaemon.Type] = [CTDBDaemon.self, LockUnit.self]

    static let queries = QueryResponder.ctdbQueries

    static func powerFailed(on host: HostName, in state: inout ClusterState) {
        state.change(host) { $0.ctdb.forget() }
        state.reconsiderCTDB()
    }

    static func networkChanged(in state: inout ClusterState) { state.reconsiderCTDB() }

    /// BindsTo: systemd stops the daemon when its mount goes away.
    static func unmounting(_ target: String, on host: HostName, in state: inout ClusterState) {
        guard state[host]?.boundMountPoint == target else { return }
        state.stopUnit(SimulatedHost.ctdbUnit, on: host)
    }
}

extension SimulatedCTDB {
    /// What the daemon loses when it ends.
    mutating func forget() {
        (nodes, addresses, lock, isLockShared, tunables) = ([], [], nil, false, [:])
        (isStopped, isDisabled, isBanned, isHung, isMonitored) = (false, false, false, false, false)
        (group, recoversAt, leader, held) = ([], nil, nil, [])
    }
}

/// `ctdb.service`.
enum CTDBDaemon: SimulatedDaemon {
    static let unit = SimulatedHost.ctdbUnit
    /// Milliseconds until the first monitor event has run.
    static let startupTime = 8_000..<20_000

    static func start(on name: HostName, in state: inout ClusterState) -> Bool {
        guard let host = state[name], host.power == .on else { return false }
        guard host.units[unit]?.active != .active else { return true }
        guard host.meaningfulLines("/etc/ctdb/nodes").contains(where: { !$0.hasPrefix("#") }) else { return true }
        if let target = host.boundMountPoint, !host.isVolumeMounted(at: target) { return false }
        begin(on: name, in: &state)
        return true
    }

    private static func begin(on name: HostName, in state: inout ClusterState) {
        let now = state.now
        state.change(name) { host in
            host.ctdb.forget()
            host.units[unit]?.active = .active
            host.ctdb.activeSince[unit] = now.microseconds
            host.ctdb.nodes = host.meaningfulLines("/etc/ctdb/nodes")
            host.ctdb.addresses = host.meaningfulLines("/etc/ctdb/public_addresses")
            host.ctdb.tunables = host.tunablesOfFile
            host.ctdb.lock = host.lockOfFile
            host.ctdb.isLockShared = host.ctdb.lock.map { host.isVolumeMounted(at: FileTree.parent(of: $0)) } ?? false
            if let lock = host.ctdb.lock, !host.ctdb.isLockShared,
                !host.ctdb.immutable.contains(FileTree.parent(of: lock))
            {
                host.ctdb.hasLocalLock = true
            }
        }
        guard let host = state[name] else { return }
        if !host.ctdb.isLockShared { state.emit(.ctdbWithoutLock(name)) }
        state.schedule(.ctdb(.monitors(name, since: now)), in: state.chance.duration(startupTime))
        state.reconsiderCTDB()
    }

    static func stop(on host: HostName, cause: WorldEvent.Cause, in state: inout ClusterState) {
        let wasShared = state[host]?.ctdb.isLockShared ?? false
        let others = state.hosts.count { $0.name != host && $0.runsCTDB && $0.isFit && $0.ctdb.leader != nil }
        state.change(host) {
            $0.ctdb.forget()
            $0.units[unit]?.active = .inactive
        }
        state.emit(.ctdbStopped(host, wasShared: wasShared, othersFit: others, cause: cause))
        state.reconsiderCTDB()
    }

    /// Started by the lock unit once the mount is there; without the drop-in nothing waits for the mount.
    static func boot(on host: HostName, in state: inout ClusterState) {
        state.readUnits(host)
        if state[host]?.boundMountPoint == nil { state.startUnit(unit, on: host) }
    }
}

/// The unit that mounts the lock volume.
enum LockUnit: SimulatedDaemon {
    static let unit = SimulatedHost.lockUnit
    static let retry = Duration.seconds(2)

    static func start(on name: HostName, in state: inout ClusterState) -> Bool {
        guard let host = state[name], host.power == .on else { return false }
        guard let entry = host.lockEntry, state.canMount(entry.volume, on: host) else {
            state.change(name) { $0.units[unit]?.active = .activating }
            state.schedule(.ctdb(.mountsLock(name, boot: host.boot)), in: retry)
            return true
        }
        let now = state.now
        state.change(name) { host in
            host.units[unit]?.active = .active
            host.ctdb.activeSince[unit] = now.microseconds
            guard !host.isVolumeMounted(at: entry.mountPoint) else { return }
            host.root.makeDirectory(entry.mountPoint)
            host.mounts.append(SimulatedMount("localhost:/\(entry.volume)", at: entry.mountPoint, options: []))
            host.ctdb.activeSince["mount"] = now.microseconds
        }
        let isWanted = state[name]?.units[SimulatedHost.ctdbUnit]?.enablement == "enabled"
        if isWanted, state[name]?.isBooted == true { state.startUnit(SimulatedHost.ctdbUnit, on: name) }
        return true
    }

    static func stop(on host: HostName, cause: WorldEvent.Cause, in state: inout ClusterState) {
        state.change(host) { $0.units[unit]?.active = .inactive }
    }

    static func boot(on host: HostName, in state: inout ClusterState) {
        state.readUnits(host)
        state.change(host) {
            $0.units[unit]?.active = .activating
            $0.isBooted = true
        }
        guard let boot = state[host]?.boot else { return }
        state.schedule(.ctdb(.mountsLock(host, boot: boot)), in: retry)
    }
}

extension ClusterState {
    /// systemd reads the unit files as they are; a new one is a unit from now on.
    mutating func readUnits(_ name: HostName) {
        change(name) { host in
            for path in SimulatedHost.unitPaths { host.ctdb.readUnits[path] = host.file(path) }
            if host.file(SimulatedHost.lockUnitPath) != nil, host.units[SimulatedHost.lockUnit] == nil {
                host.units[SimulatedHost.lockUnit] = SimulatedUnit()
            }
        }
    }

    /// gluster's client needs a local glusterd that knows the started volume, and bricks that it may write to.
    func canMount(_ volume: String, on host: SimulatedHost) -> Bool {
        guard host.runsGlusterd, host.glusterd.volumes.contains(where: { $0.name == volume && $0.status == .started })
        else { return false }
        return host.segment == clientSegment && health.filter { $0.volume == volume }.allSatisfy(\.isWritable)
    }
}

extension SimulatedHost {
    fileprivate var tunablesOfFile: [String: Int] {
        Dictionary(
            meaningfulLines("/etc/ctdb/ctdb.tunables").compactMap { line in
                let parts = line.split(separator: "=")
                return parts.count == 2 ? Int(parts[1]).map { (String(parts[0]), $0) } : nil
            }
        ) { $1 }
    }

    fileprivate var lockOfFile: String? {
        meaningfulLines("/etc/ctdb/ctdb.conf").compactMap { line in
            let words = line.split { " \t".contains($0) }
            return words.prefix(3) == ["cluster", "lock", "="] && words.count == 4 ? String(words[3]) : nil
        }.last
    }
}

extension Duration {
    /// Never 0: systemd prints 0 of a unit that was never active.
    fileprivate var microseconds: UInt64 {
        UInt64(components.seconds) * 1_000_000 + UInt64(components.attoseconds / 1_000_000_000_000) + 1
    }
}
