internal import ClusterModel

/// Start and stop of glusterd.
extension ClusterState {
    static let glusterdUnit = "glusterd.service"
    /// Milliseconds from the end of a boot until glusterd, which starts with its host, answers.
    static let daemonTime = 300..<5_000
    /// systemd starts a glusterd that crashed again after this (RestartSec of its unit).
    static let restartDelay = Duration.seconds(60)

    @discardableResult
    mutating func startGlusterd(_ name: HostName) -> Bool {
        guard let host = self[name], host.power == .on else { return false }
        guard host.glusterd.isStoreSound else {
            change(name) { $0.units[Self.glusterdUnit]?.active = .failed }
            return false
        }
        let started = max(now, .milliseconds(1))
        change(name) { host in
            host.units[Self.glusterdUnit]?.active = .active
            host.glusterd.readFile = host.file(SimulatedGlusterd.filePath)
            host.glusterd.hasStore = true
            host.glusterd.startedAt = started
            host.glusterd.deadHealers = []
            host.glusterd.hasServed = false
            host.glusterd.locks = [:]
            for index in host.glusterd.peers.indices { host.glusterd.peers[index].isConnected = false }
        }
        reconsiderConnections()
        startMissingBricks(on: name)
        scheduleHeal()
        return true
    }

    mutating func stopGlusterd(
        _ name: HostName, bricksToo: Bool, leaving active: SimulatedUnit.Active, cause: WorldEvent.Cause
    ) {
        if bricksToo { killBricks(on: name, cause: cause) }
        change(name) { host in
            host.units[Self.glusterdUnit]?.active = active
            host.glusterd.locks = [:]
        }
        reconsiderConnections()
        if active == .activating, let boot = self[name]?.boot {
            schedule(.gluster(.startsGlusterd(name, boot: boot)), in: Self.restartDelay)
        }
    }
}
