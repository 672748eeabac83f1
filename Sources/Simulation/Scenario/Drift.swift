internal import ClusterModel
internal import SimulatedWorld

/// What people and nature do to a cluster that is already there.
struct Drift {
    private let desired: DesiredState
    private let luck: Luck

    init(_ desired: DesiredState, _ luck: Luck) {
        self.desired = desired
        self.luck = luck
    }

    /// One thing that goes wrong and that hcctl or its operator is to mend; nil where there is nothing to do it to.
    func one(_ state: ClusterState) -> Hand? {
        guard let host = luck.one(of: desired.spec.hosts) else { return nil }
        return switch luck.number(1...27) {
        case 1...4: option(state)
        case 5...7: brick(state)
        case 8, 9: luck.one(of: desired.hosts[host]?.storage ?? []).map { .unmount(host, target: $0.mountPoint) }
        case 10, 11: fstab(host, state)
        case 12, 13: .stopService(host, unit: Self.glusterd)
        case 14: .disableService(host, unit: Self.glusterd)
        case 15, 16: started(state).map { .stopVolume($0.name) }
        case 17: luck.oneIn(3) ? .maskService(host, unit: Self.glusterd) : .stopService(host, unit: Self.glusterd)
        case 18: owner(state)
        case 19:
            luck.one(of: desired.hosts[host]?.storage ?? []).map {
                .breakDisk(host, device: $0.device, isReadable: false)
            }
        case 20: stoppedVolume(state)
        case 21: group(host, state)
        case 22: leftover(host, state)
        case 23: .removePackage(host, luck.either("attr", "glusterfs-server", "xfsprogs"))
        case 24: .lockPackages(host, luck.milliseconds(1_000...60_000))
        case 25: ports(host)
        default: hosts(host, state)
        }
    }

    /// A disk that somebody exchanged for a blank one, or took away. Whatever was on it is gone by that hand.
    func disk(_ state: ClusterState) -> Hand? {
        guard let host = luck.one(of: desired.spec.hosts), let entry = luck.one(of: desired.hosts[host]?.storage ?? [])
        else { return nil }
        return luck.oneIn(10)
            ? .removeDisk(host, device: entry.device)
            : .replaceDisk(host, device: entry.device, serial: "\(host)-other-\(luck.number(1...9999))")
    }

    static let glusterd = "glusterd.service"

    private func started(_ state: ClusterState) -> SimulatedVolume? {
        luck.one(of: named(state).filter { $0.status == .started })
    }

    private func named(_ state: ClusterState) -> [SimulatedVolume] {
        state.volumes.filter { found in desired.volumes.contains { $0.name.text == found.name } }
    }

    private func option(_ state: ClusterState) -> Hand? {
        guard let volume = luck.one(of: named(state)) else { return nil }
        let (name, value) = luck.either(
            ("network.ping-timeout", "42"), ("performance.quick-read", "on"), ("auth.allow", "10.0.0.1"),
            ("server.allow-insecure", "off"), ("cluster.eager-lock", "off"))
        return .setOption(volume: volume.name, name, value)
    }

    private func brick(_ state: ClusterState) -> Hand? {
        started(state).flatMap { luck.one(of: $0.bricks) }.map { .killBrick($0.host, path: $0.path) }
    }

    /// A line of ours is gone, or has other options, or a stranger's line has come.
    private func fstab(_ host: HostName, _ state: ClusterState) -> Hand? {
        let text = String(decoding: state[host]?.root.file("/etc/fstab") ?? [], as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        let points = (desired.hosts[host]?.storage ?? []).map(\.mountPoint)
        func isOurs(_ line: String) -> Bool { points.contains { line.contains(" \($0) ") } }
        let changed =
            switch luck.number(1...3) {
            case 1: lines.filter { !isOurs($0) }
            case 2: lines.map { isOurs($0) ? $0.replacing(" xfs ", with: " xfs nodiscard,") : $0 }
            default: lines + ["tmpfs /tmp tmpfs defaults 0 0"]
            }
        return .editFstab(host, text: changed.map { $0 + "\n" }.joined())
    }

    /// Somebody gives the bricks other ports; the daemon does not know of it yet.
    private func ports(_ host: HostName) -> Hand? {
        let text = "volume management\n    type mgmt/glusterd\n    option base-port 49152\nend-volume\n"
        return .writeFile(host, path: "/etc/glusterfs/glusterd.vol", Array(text.utf8))
    }

    /// A line of /etc/hosts has gone, or one has come that leads a name elsewhere, or a stranger's line has come.
    private func hosts(_ host: HostName, _ state: ClusterState) -> Hand? {
        let text = String(decoding: state[host]?.root.file("/etc/hosts") ?? [], as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        let other = luck.one(of: desired.orderedHosts.map(\.spec.address)) ?? ""
        let changed =
            switch luck.number(1...4) {
            case 1, 2: lines.filter { !$0.hasSuffix(" \(other)") }
            case 3: lines.filter { !$0.hasSuffix(" \(other)") } + ["10.88.0.250 \(other)"]
            default: lines + ["10.1.2.3 somewhere.else.test somewhere"]
            }
        return .writeFile(host, path: "/etc/hosts", Array(changed.map { $0 + "\n" }.joined().utf8))
    }

    /// A package upgrade writes its own file again, or somebody adds a line.
    private func group(_ host: HostName, _ state: ClusterState) -> Hand? {
        guard let group = luck.one(of: desired.optionGroups) else { return nil }
        let path = "/var/lib/glusterd/groups/\(group.name)"
        let text = String(decoding: state[host]?.root.file(path) ?? [], as: UTF8.self)
        let changed = luck.either(text + "server.event-threads=4\n", "performance.quick-read=off\n", text + "junk\n")
        return .writeFile(host, path: path, Array(changed.utf8))
    }

    /// What a refused create leaves, where a volume to come is to have a brick.
    private func leftover(_ host: HostName, _ state: ClusterState) -> Hand? {
        let known = state.volumes.flatMap(\.bricks)
        let bricks = desired.bricks(on: host).filter { path in
            let isMounted = state[host]?.mounts.contains { path.hasPrefix($0.target + "/") } ?? false
            return isMounted && !known.contains { $0.host == host && $0.path == path }
        }
        return luck.one(of: bricks).map { .leftover(host, path: $0) }
    }

    private func owner(_ state: ClusterState) -> Hand? {
        luck.one(of: named(state)).map { .setOption(volume: $0.name, OwnershipMark.owner, "another") }
    }

    private func stoppedVolume(_ state: ClusterState) -> Hand? {
        let wanted = desired.volumes.filter { $0.spec.state == .stopped }.map(\.name.text)
        return luck.one(of: named(state).filter { wanted.contains($0.name) }).map { .startVolume($0.name) }
    }
}
