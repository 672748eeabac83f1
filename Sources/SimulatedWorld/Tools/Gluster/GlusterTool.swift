internal import ClusterModel

/// gluster: its daemon, the processes of its bricks, its command line.
enum GlusterTool: SimulatedTool {
    static let packages = [
        ShippedPackage(name: "attr", programs: ["getfattr"]),
        ShippedPackage(
            name: "glusterfs-server", programs: ["gluster"], dependencies: ["glusterfs-client"],
            units: [ClusterState.glusterdUnit],
            files: [(SimulatedGlusterd.filePath, SimulatedGlusterd.shippedFile)]),
    ]

    static let daemons: [any SimulatedDaemon.Type] = [Glusterd.self]

    static let queries = QueryResponder.troubleQueries + QueryResponder.brickQueries + QueryResponder.glusterdQueries

    static func powerFailing(on host: HostName, in state: inout ClusterState) {
        state.killBricks(on: host, cause: .externalAction)
    }

    static func powerFailed(on host: HostName, in state: inout ClusterState) {
        state.change(host) { $0.glusterd.locks = [:] }
        state.reconsiderConnections()
    }

    static func networkChanged(in state: inout ClusterState) { state.reconsiderConnections() }

    static func diskFailing(_ device: String, on name: HostName, in state: inout ClusterState) {
        guard let host = state[name] else { return }
        state.killBricks(on: name, cause: .externalAction) { path in
            host.place(of: path).device.map { host.devices[$0].path == device } ?? false
        }
    }

    static func unmounting(_ target: String, on host: HostName, in state: inout ClusterState) {
        state.killBricks(on: host, cause: .externalAction) { SimulatedHost.lies($0, below: target) }
    }
}

/// `glusterd.service`.
enum Glusterd: SimulatedDaemon {
    static let unit = ClusterState.glusterdUnit

    static func start(on host: HostName, in state: inout ClusterState) -> Bool {
        state[host]?.units[unit]?.active == .active || state.startGlusterd(host)
    }

    /// Debian's unit has KillMode=control-group: its bricks end with it.
    static func stop(on host: HostName, cause: WorldEvent.Cause, in state: inout ClusterState) {
        state.stopGlusterd(host, bricksToo: true, leaving: .inactive, cause: cause)
    }

    static func boot(on host: HostName, in state: inout ClusterState) {
        state.change(host) { $0.units[unit]?.active = .activating }
        guard let boot = state[host]?.boot else { return }
        let delay = state.chance.duration(ClusterState.daemonTime)
        state.schedule(.gluster(.startsGlusterd(host, boot: boot)), in: delay)
    }
}
