internal import ClusterModel
internal import SimulatedWorld

/// A kind of drift of services, packages and files of a host. The order of the cases is a part of every seed.
enum HostDrift: CaseIterable, Hashable {
    case serviceStopped, serviceDisabled, serviceMasked, packageRemoved, dpkgLocked, dpkgKilled, storeDamaged
    case rebooted, rebootedWithoutMounts
    case groupFile, daemonFile, nameLost, nameElsewhere, strangersName, settingsTouched

    var share: Int {
        switch self {
        case .serviceStopped: 3
        case .rebooted, .nameLost: 2
        case .serviceDisabled, .serviceMasked, .packageRemoved, .dpkgLocked, .dpkgKilled, .storeDamaged,
            .rebootedWithoutMounts, .groupFile, .daemonFile, .nameElsewhere, .strangersName, .settingsTouched:
            1
        }
    }
}

extension Drift {
    static let glusterd = "glusterd.service"

    func actions(_ kind: HostDrift, _ host: HostName, _ state: ClusterState) -> [ExternalAction] {
        // Not used by each kind: drawn always, so that seeds keep their course.
        _ = entry(of: host)
        let address = choice.one(of: desired.orderedHosts.map(\.spec.address)) ?? ""
        switch kind {
        case .serviceStopped: return [.host(.stopService(host, unit: Self.glusterd))]
        case .serviceDisabled: return [.host(.disableService(host, unit: Self.glusterd))]
        case .serviceMasked: return [.host(.maskService(host, unit: Self.glusterd))]
        case .packageRemoved: return [.host(.removePackage(host, package()))]
        case .dpkgKilled:
            return [.host(.killDpkg(host, package(), choice.either(InterruptedPackage.unpacked, .halfInstalled)))]
        case .dpkgLocked:
            return [
                .host(.lockPackages(host, choice.milliseconds(1_000...60_000))), .host(.removePackage(host, "attr")),
            ]
        // Takes effect at the next start.
        case .storeDamaged:
            return [.host(.stopService(host, unit: Self.glusterd)), .gluster(.damageStore(host))]
        case .rebooted: return [.host(.powerCut(host)), .host(.powerOn(host))]
        case .rebootedWithoutMounts: return [.host(.powerCut(host)), .host(.powerOnWithoutMounts(host))]
        case .groupFile: return group(host, state)
        case .daemonFile: return [daemonFile(host)]
        case .settingsTouched: return [.gluster(.touchSettings(host))]
        case .nameLost: return [names(host, state) { $0.filter { !$0.hasSuffix(" \(address)") } }]
        case .nameElsewhere:
            return [names(host, state) { $0.filter { !$0.hasSuffix(" \(address)") } + ["10.88.0.250 \(address)"] }]
        case .strangersName:
            return [names(host, state) { $0 + ["10.1.2.3 somewhere.else.test somewhere"] }]
        }
    }

    private func package() -> String { choice.either("glusterfs-server", "attr", "xfsprogs") }

    /// Other ports, which the daemon has not read yet.
    private func daemonFile(_ host: HostName) -> ExternalAction {
        let text = "volume management\n    type mgmt/glusterd\n    option base-port 49152\nend-volume\n"
        return .host(.writeFile(host, path: "/etc/glusterfs/glusterd.vol", Array(text.utf8)))
    }

    /// /etc/hosts with other lines.
    private func names(
        _ host: HostName, _ state: ClusterState, _ change: ([String]) -> [String]
    ) -> ExternalAction {
        let lines = change(text(of: "/etc/hosts", host, state).split(separator: "\n").map(String.init))
        return .host(.writeFile(host, path: "/etc/hosts", Array(lines.map { $0 + "\n" }.joined().utf8)))
    }

    /// The file of an option group as a package upgrade writes it again, or with a line more.
    private func group(_ host: HostName, _ state: ClusterState) -> [ExternalAction] {
        guard let group = choice.one(of: desired.optionGroups) else { return [] }
        let path = "/var/lib/glusterd/groups/\(group.name)"
        let text = text(of: path, host, state)
        let changed = choice.either(text + "server.event-threads=4\n", "performance.quick-read=off\n", text + "junk\n")
        return [.host(.writeFile(host, path: path, Array(changed.utf8)))]
    }
}
