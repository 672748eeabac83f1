internal import ClusterModel

/// What may be done to CTDB on one host, judged from the observation and the plan alone.
struct CTDBRules {
    private let step: Step
    private let host: HostName
    private let observed: ObservedState
    private let plan: Plan

    init(_ step: Step, _ host: HostName, _ observed: ObservedState, _ plan: Plan) {
        self.step = step
        self.host = host
        self.observed = observed
        self.plan = plan
    }

    private var seen: CTDBFacts { observed.host(host).ctdb }

    func judge(_ action: CTDBAction) -> [Objection] {
        switch action {
        case .makeLockDirectory(let path): directory(path)
        case .mountLock(let lock): mount(lock)
        case .start: start()
        case .stop: stop()
        case .reloadNodes: reload()
        case .readUnits, .setTunable, .reloadAddresses, .setScript: []
        }
    }

    private func object(_ words: String) -> [Objection] { [Objection(step, words)] }

    /// chattr +i on a mounted volume would be done to all hosts.
    private func directory(_ path: String) -> [Objection] {
        guard case .known(let mounts) = observed.host(host).storage.mounts,
            !mounts.contains(where: { $0.target == path })
        else { return object("something is mounted on \(path), or the table of mounts was not read") }
        return step.preconditions.contains(.storage(.notMounted(host, at: path)))
            ? [] : object("\(path) is not read again just before")
    }

    private func mount(_ lock: CTDBClusterSpec.LockVolume) -> [Objection] {
        guard case .known(let mounts) = observed.host(host).storage.mounts else {
            return object("the table of mounts was not read")
        }
        guard let other = mounts.last(where: { $0.target == lock.mountPoint }) else {
            let isRunning =
                if case .known(let units) = seen.units { units.daemon.state.active != "inactive" } else { true }
            return isRunning && !isStopped(before: step) && !isFailed
                ? object("ctdbd runs, or was not read, while its lock volume is not mounted") : []
        }
        return other.filesystem == "fuse.glusterfs" ? [] : object("\(other.source) is mounted on \(lock.mountPoint)")
    }

    private var isFailed: Bool {
        if case .known(let units) = seen.units { units.daemon.state.active == "failed" } else { false }
    }

    /// Whether a step stops the daemon of the host first.
    private func isStopped(before step: Step) -> Bool {
        plan.ready.contains { other in other.action == .ctdb(.stop, on: host) && step.after.contains(other.id) }
    }

    /// Never on a lock that is not on the mounted volume.
    private func start() -> [Objection] {
        let locks = step.preconditions.compactMap { requirement in
            if case .ctdb(.lockMounted(host, let lock)) = requirement { lock } else { nil }
        }
        guard let lock = locks.first else {
            return object("the mount of the lock volume is not read again just before")
        }
        guard case .known(let mounts) = observed.host(host).storage.mounts,
            let top = mounts.last(where: { $0.target == lock.mountPoint }), top.filesystem == "fuse.glusterfs",
            top.source.hasSuffix(":/\(lock.volume)") || top.source.hasSuffix(":\(lock.volume)")
        else { return object("volume \(lock.volume) is not known to be mounted on \(lock.mountPoint)") }
        return []
    }

    /// Never the last healthy node, never two at once; but a daemon that runs without its lock volume is stopped always.
    private func stop() -> [Objection] {
        if isStray { return [] }
        let others = observed.hosts.keys.filter { $0 != host }.sorted()
        let healthy = others.filter(isHealthy)
        guard !healthy.isEmpty else { return object("no other node is known to be healthy") }
        if let away = others.first(where: { !isHealthy($0) }) {
            return object("CTDB on \(away) is not known to be healthy")
        }
        let isReadAgain = step.preconditions.contains { requirement in
            if case .ctdb(.nodeHealthy(let other)) = requirement { other != host } else { false }
        }
        guard isReadAgain else { return object("no other node is read again just before") }
        let second = (plan.running + plan.ready).contains { other in
            if case .ctdb(.stop, let another) = other.action { another != host } else { false }
        }
        return second ? object("ctdb is stopped on another host, too") : []
    }

    private var isStray: Bool {
        guard case .known(let units) = seen.units, case .known(let mounts) = observed.host(host).storage.mounts,
            case .known(let view) = seen.view
        else { return isUnmountedByUnits }
        guard case .known(let lock) = view.lock else { return true }
        let isBelow = mounts.contains { $0.filesystem == "fuse.glusterfs" && lock.hasPrefix($0.target + "/") }
        return !isBelow || units.daemonIsOlderThanMount
    }

    private var isUnmountedByUnits: Bool {
        guard case .known(let units) = seen.units else { return false }
        return units.mount.state.active != "active" || units.daemonIsOlderThanMount
    }

    private func isHealthy(_ other: HostName) -> Bool {
        guard case .known(let view) = observed.host(other).ctdb.view, view.isRecovering == .known(false) else {
            return false
        }
        let own = view.nodes.first { $0.number == view.own }
        return own.map { $0.flags.isEmpty || $0.flags == [.partiallyOnline] } ?? false
    }

    /// CTDB itself refuses a list that is not the same on all nodes; one that gives a number another address makes nodes ban
    /// each other.
    private func reload() -> [Objection] {
        var lists: Set<[[String]]> = []
        for other in observed.hosts.keys.sorted() {
            guard case .known(let file) = observed.host(other).file(.ctdb(.nodes)) else {
                return object("the node list of \(other) was not read")
            }
            lists.insert(file.entries.map(\.words))
        }
        guard lists.count == 1, let list = lists.first else { return object("the hosts have different node lists") }
        guard case .known(let view) = seen.view else {
            return object("what ctdbd of \(host) has in force was not read")
        }
        let renumbered = view.nodes.filter { node in
            guard list.indices.contains(node.number) else { return true }
            let word = list[node.number].joined()
            return word != node.address && word != "#\(node.address)"
        }
        return renumbered.isEmpty ? [] : object("node \(renumbered[0].number) would get another address")
    }
}
