internal import ClusterModel
internal import SimulatedWorld

/// What people and nature do to hosts and their file systems.
extension Drift {
    static let glusterd = "glusterd.service"

    func hosts(_ kind: Kind, _ host: HostName) -> [Hand] {
        switch kind {
        case .serviceDisabled: [.disableService(host, unit: Self.glusterd)]
        case .serviceMasked: [.maskService(host, unit: Self.glusterd)]
        case .packageRemoved: [.removePackage(host, luck.either("glusterfs-server", "attr", "xfsprogs"))]
        case .dpkgKilled:
            [
                .killDpkg(
                    host, luck.either("glusterfs-server", "attr", "xfsprogs"),
                    luck.either(Hand.Torn.unpacked, .halfInstalled))
            ]
        case .dpkgLocked: [.lockPackages(host, luck.milliseconds(1_000...60_000)), .removePackage(host, "attr")]
        // It is noticed at the next start.
        case .storeDamaged: [.stopService(host, unit: Self.glusterd), .damageStore(host)]
        case .rebooted: [.powerCut(host), .powerOn(host)]
        case .rebootedWithoutMounts: [.powerCut(host), .powerOnWithoutMounts(host)]
        default: [.stopService(host, unit: Self.glusterd)]
        }
    }

    /// nil if it is none of these.
    func filesystems(_ kind: Kind, _ host: HostName, _ state: ClusterState) -> [Hand]? {
        guard let entry = luck.one(of: desired.hosts[host]?.storage ?? []) else { return [] }
        switch kind {
        case .unmounted: return [.unmount(host, target: entry.mountPoint)]
        case .mountedElsewhere:
            return [
                .unmount(host, target: entry.mountPoint), .mount(host, device: entry.device, target: "/mnt/looked-at"),
            ]
        case .mountPointTaken:
            guard state[host]?.device("/dev/vdz")?.disk.filesystem?.kind == "xfs" else { return [] }
            return [
                .unmount(host, target: entry.mountPoint),
                .mount(host, device: "/dev/vdz", target: entry.mountPoint),
            ]
        case .diskUnreadable: return [.breakDisk(host, device: entry.device, isReadable: false)]
        case .leftover: return leftover(host, state)
        case .lineLost, .lineEdited, .lineTwice, .lineOfAnotherDevice, .strangersLine:
            return [table(kind, host, entry, state)]
        default: return nil
        }
    }

    /// /etc/fstab, edited by hand.
    private func table(_ kind: Kind, _ host: HostName, _ entry: HostSpec.Storage, _ state: ClusterState) -> Hand {
        let lines = text(of: "/etc/fstab", host, state).split(separator: "\n").map(String.init)
        func isOurs(_ line: String) -> Bool { line.contains(" \(entry.mountPoint) ") }
        let changed =
            switch kind {
            case .lineLost: lines.filter { !isOurs($0) }
            case .lineEdited: lines.map { isOurs($0) ? $0.replacing(" xfs ", with: " xfs nodiscard,") : $0 }
            case .lineTwice: lines + lines.filter(isOurs)
            case .lineOfAnotherDevice:
                lines.filter { !isOurs($0) } + ["/dev/vdy \(entry.mountPoint) ext4 defaults 0 2"]
            default: lines + ["tmpfs /tmp tmpfs defaults 0 0"]
            }
        return .editFstab(host, text: changed.map { $0 + "\n" }.joined())
    }

    /// What a refused create leaves, where a volume to come is to have a brick.
    private func leftover(_ host: HostName, _ state: ClusterState) -> [Hand] {
        let known = state.volumes.flatMap(\.bricks)
        let bricks = desired.bricks(on: host).filter { path in
            let isMounted = state[host]?.mounts.contains { path.hasPrefix($0.target + "/") } ?? false
            return isMounted && !known.contains { $0.host == host && $0.path == path }
        }
        return luck.one(of: bricks).map { [.leftover(host, path: $0)] } ?? []
    }

    /// Files that hcctl writes, edited by hand; nil if it is none of these.
    func files(_ kind: Kind, _ host: HostName, _ state: ClusterState) -> [Hand]? {
        let other = luck.one(of: desired.orderedHosts.map(\.spec.address)) ?? ""
        let lines = text(of: "/etc/hosts", host, state).split(separator: "\n").map(String.init)
        let kept = lines.filter { !$0.hasSuffix(" \(other)") }
        switch kind {
        case .groupFile: return group(host, state)
        // Other ports, of which the daemon does not know yet.
        case .daemonFile:
            let text = "volume management\n    type mgmt/glusterd\n    option base-port 49152\nend-volume\n"
            return [.writeFile(host, path: "/etc/glusterfs/glusterd.vol", Array(text.utf8))]
        case .nameLost: return [names(kept, host)]
        case .nameElsewhere: return [names(kept + ["10.88.0.250 \(other)"], host)]
        case .strangersName: return [names(lines + ["10.1.2.3 somewhere.else.test somewhere"], host)]
        default: return nil
        }
    }

    private func names(_ lines: [String], _ host: HostName) -> Hand {
        .writeFile(host, path: "/etc/hosts", Array(lines.map { $0 + "\n" }.joined().utf8))
    }

    /// A package upgrade writes its own file again, or somebody adds a line.
    private func group(_ host: HostName, _ state: ClusterState) -> [Hand] {
        guard let group = luck.one(of: desired.optionGroups) else { return [] }
        let path = "/var/lib/glusterd/groups/\(group.name)"
        let text = text(of: path, host, state)
        let changed = luck.either(text + "server.event-threads=4\n", "performance.quick-read=off\n", text + "junk\n")
        return [.writeFile(host, path: path, Array(changed.utf8))]
    }

    private func text(of path: String, _ host: HostName, _ state: ClusterState) -> String {
        String(decoding: state[host]?.root.file(path) ?? [], as: UTF8.self)
    }
}
