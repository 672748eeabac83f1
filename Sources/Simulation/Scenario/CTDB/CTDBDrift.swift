internal import ClusterModel
internal import SimulatedWorld

/// A kind of drift of CTDB. The order of the cases is a part of every seed.
enum CTDBDrift: CaseIterable, Hashable {
    case tunableInForce, tunableInFile, nodesFile, publicAddresses, lockUnmounted, dropInRemoved, scriptDisabled
    case nodeBanned, nodeStopped, nodeDisabled, scriptFails, daemonStopped, daemonDisabled, daemonHung

    var share: Int { 1 }
}

extension Drift {
    /// Nothing where no CTDB is declared.
    func actions(_ kind: CTDBDrift, _ host: HostName, _ state: ClusterState) -> [ExternalAction] {
        guard let spec = desired.ctdbClusters.first?.spec else { return [] }
        switch kind {
        case .tunableInForce: return [.ctdb(.setTunable(host, "KeepaliveLimit", 9))]
        case .tunableInFile: return [file("ctdb.tunables", host, "KeepaliveLimit=8\n")]
        case .nodesFile: return [file("nodes", host, "10.88.0.99\n")]
        case .publicAddresses: return [file("public_addresses", host, "")]
        case .lockUnmounted: return [.storage(.unmount(host, target: spec.lockVolume.mountPoint))]
        case .dropInRemoved:
            return [.host(.writeFile(host, path: "/etc/systemd/system/ctdb.service.d/hcctl.conf", []))]
        case .scriptDisabled: return [.ctdb(.setScript(host, "10.interface", isEnabled: false))]
        case .nodeBanned: return [.ctdb(.ban(host))]
        case .nodeStopped: return [.ctdb(.stopNode(host))]
        case .nodeDisabled: return [.ctdb(.disable(host))]
        case .scriptFails: return [.ctdb(.failScript(host, "05.system", output: "ERROR: Filesystem / is full"))]
        case .daemonStopped: return [.host(.stopService(host, unit: "ctdb.service"))]
        case .daemonDisabled: return [.host(.disableService(host, unit: "ctdb.service"))]
        case .daemonHung: return [.ctdb(.hang(host))]
        }
    }

    private func file(_ name: String, _ host: HostName, _ text: String) -> ExternalAction {
        .host(.writeFile(host, path: "/etc/ctdb/\(name)", Array(text.utf8)))
    }
}
