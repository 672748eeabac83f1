internal import ClusterModel
internal import SimulatedWorld

/// A kind of drift of disks, mounts and the table of file systems. The order of the cases is a part of every seed.
enum StorageDrift: CaseIterable, Hashable {
    case unmounted, mountedElsewhere, mountPointTaken, diskUnreadable
    case lineLost, lineEdited, lineTwice, lineOfAnotherDevice, strangersLine
    case brickCovered, mountPointCovered, readOnly

    var share: Int {
        switch self {
        case .unmounted: 3
        case .mountedElsewhere, .lineLost: 2
        case .mountPointTaken, .diskUnreadable, .lineEdited, .lineTwice, .lineOfAnotherDevice, .strangersLine,
            .brickCovered, .mountPointCovered, .readOnly:
            1
        }
    }
}

extension Drift {
    func actions(_ kind: StorageDrift, _ host: HostName, _ state: ClusterState) -> [ExternalAction] {
        guard let entry = entry(of: host) else { return [] }
        let unmount = ExternalAction.storage(.unmount(host, target: entry.mountPoint))
        let lines = text(of: "/etc/fstab", host, state).split(separator: "\n").map(String.init)
        func isOurs(_ line: String) -> Bool { line.contains(" \(entry.mountPoint) ") }
        switch kind {
        case .unmounted: return [unmount]
        case .mountedElsewhere:
            return [unmount, .storage(.mount(host, device: entry.device, target: "/mnt/looked-at"))]
        case .mountPointTaken:
            guard state[host]?.device("/dev/vdz")?.disk.filesystem?.kind == "xfs" else { return [] }
            return [unmount, .storage(.mount(host, device: "/dev/vdz", target: entry.mountPoint))]
        case .diskUnreadable: return [.storage(.breakDisk(host, device: entry.device, isReadable: false))]
        case .lineLost: return [fstab(lines.filter { !isOurs($0) }, host)]
        case .lineEdited:
            return [fstab(lines.map { isOurs($0) ? $0.replacing(" xfs ", with: " xfs nodiscard,") : $0 }, host)]
        case .lineTwice: return [fstab(lines + lines.filter(isOurs), host)]
        case .lineOfAnotherDevice:
            return [
                fstab(lines.filter { !isOurs($0) } + ["/dev/vdy \(entry.mountPoint) ext4 defaults 0 2"], host)
            ]
        case .brickCovered:
            let paths = state[host].map { found in
                desired.bricks(on: host).map { FileTree.parent(of: $0) }.filter { found.holdsDirectory($0) }
            }
            return choice.one(of: paths ?? []).map {
                [.storage(.cover(host, path: $0, directories: ["/brick"]))]
            } ?? []
        case .mountPointCovered: return [.storage(.cover(host, path: entry.mountPoint, directories: []))]
        case .readOnly: return [.storage(.remount(host, target: entry.mountPoint, options: ["ro", "noatime"]))]
        case .strangersLine: return [fstab(lines + ["tmpfs /tmp tmpfs defaults 0 0"], host)]
        }
    }

    private func fstab(_ lines: [String], _ host: HostName) -> ExternalAction {
        .storage(.editFstab(host, text: lines.map { $0 + "\n" }.joined()))
    }

    /// A disk replaced by a blank one, or removed; its contents are lost by that action.
    func disk(_ state: ClusterState) -> ExternalAction? {
        guard let host = choice.one(of: desired.spec.hosts), let entry = entry(of: host) else { return nil }
        return choice.oneIn(10)
            ? .storage(.removeDisk(host, device: entry.device))
            : .storage(.replaceDisk(host, device: entry.device, serial: "\(host)-other-\(choice.number(1...9999))"))
    }
}
