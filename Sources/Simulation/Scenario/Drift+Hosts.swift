internal import ClusterModel
internal import SimulatedWorld

/// What people and nature do to hosts and their file systems.
extension Drift {
    static let glusterd = "glusterd.service"

    func hosts(_ kind: Kind, _ host: HostName) -> [Hand] {
        switch kind {
        case .serviceDisabled: [.disableService(host, unit: Self.glusterd)]
        case .serviceMasked: [.maskService(host, unit: Self.glusterd)]
        case .packageRemoved: [.removePackage(host, "glusterfs-server")]
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
        case .lineLost, .lineEdited, .lineTwice, .lineOfAnotherDevice, .strangersLine:
            return [table(kind, host, entry, state)]
        default: return nil
        }
    }

    /// /etc/fstab, edited by hand.
    private func table(_ kind: Kind, _ host: HostName, _ entry: HostSpec.Storage, _ state: ClusterState) -> Hand {
        let text = String(decoding: state[host]?.root.file("/etc/fstab") ?? [], as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
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
}
