internal import ClusterModel

/// NFS-Ganesha, its D-Bus objects, and what rpcbind knows of it.
enum NFSTool: SimulatedTool {
    static let packages = [
        ShippedPackage(
            name: "nfs-ganesha", units: [Ganesha.unit, Statd.unit],
            files: [
                (SimulatedGanesha.filePath, SimulatedGanesha.shippedFile),
                ("/etc/nfs.conf.d/README", "# Debian's nfs-common makes the folder.\n"),
            ]), ShippedPackage(name: "nfs-ganesha-gluster"),
    ]

    static let daemons: [any SimulatedDaemon.Type] = [Ganesha.self, Statd.self]

    static let queries = QueryResponder.nfsQueries

    static func powerFailed(on host: HostName, in state: inout ClusterState) {
        state.change(host) { $0.ganesha = SimulatedGanesha() }
    }
}

/// `nfs-ganesha.service`.
enum Ganesha: SimulatedDaemon {
    static let unit = "nfs-ganesha.service"

    static func start(on host: HostName, in state: inout ClusterState) -> Bool {
        state[host]?.units[unit]?.active == .active || state.startGanesha(host)
    }

    static func stop(on host: HostName, cause: WorldEvent.Cause, in state: inout ClusterState) {
        state.stopGanesha(host, leaving: .inactive)
    }

    /// It does not wait for glusterd: volumes that are not there yet are not exported.
    static func boot(on host: HostName, in state: inout ClusterState) {
        state.change(host) { $0.units[unit]?.active = .activating }
        guard let boot = state[host]?.boot else { return }
        let delay = state.chance.duration(ClusterState.daemonTime)
        state.schedule(.nfs(.startsGanesha(host, boot: boot)), in: delay)
    }
}

/// `nfs-ganesha-lock.service`, which runs rpc.statd and starts with Ganesha.
enum Statd: SimulatedDaemon {
    static let unit = "nfs-ganesha-lock.service"

    static func start(on host: HostName, in state: inout ClusterState) -> Bool {
        state.startStatd(host)
        return true
    }

    static func stop(on host: HostName, cause: WorldEvent.Cause, in state: inout ClusterState) {
        state.change(host) {
            $0.ganesha.statdPort = nil
            $0.units[unit]?.active = .inactive
        }
    }

    static func boot(on host: HostName, in state: inout ClusterState) { state.startStatd(host) }
}
