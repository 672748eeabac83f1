internal import ClusterModel

/// Processes of bricks.
extension ClusterState {
    /// Ports that gluster 10 gives bricks at random.
    static let ports = 49_152..<60_999
    /// Until the self-heal daemon checks a brick that came up.
    static let healDelay = Duration.seconds(2)

    mutating func startBricks(of volume: SimulatedVolume, on host: HostName, cause: WorldEvent.Cause) {
        for brick in volume.bricks where brick.host == host { start(brick, of: volume, cause: cause) }
    }

    /// A brick starts over a directory that carries its volume's mark, and over no other.
    private mutating func start(_ brick: SimulatedBrick, of volume: SimulatedVolume, cause: WorldEvent.Cause) {
        let key = Self.processKey(volume, brick)
        guard let host = self[brick.host], host.power == .on, host.glusterd.bricks[key]?.isRunning != true,
            host.directory(brick.path)?.volumeMark == volume.id
        else { return }
        let first = host.glusterd.setting("base-port") ?? Self.ports.lowerBound
        let last = max(first, host.glusterd.setting("max-port") ?? Self.ports.upperBound)
        let port = first + Int(chance.next(below: UInt64(last - first + 1)))
        change(brick.host) { host in
            host.glusterd.bricks[key] = BrickProcess(port: port, isRegistered: true, isRunning: true)
            host.changeBrick(brick.path) { $0.hasIndex = true }
        }
        emit(.brick(brick.host, path: brick.path, volume: volume.name, runs: true, cause: cause))
        scheduleHeal()
    }

    /// What glusterd does once it runs and is not alone: without a peer that answers bricks wait.
    mutating func startMissingBricks(on host: HostName) {
        guard let daemon = self[host]?.glusterd, self[host]?.runsGlusterd ?? false else { return }
        guard daemon.peers.isEmpty || daemon.peers.contains(where: \.isConnected) else { return }
        for volume in daemon.volumes where volume.status == .started {
            guard !volume.hasServerQuorum || meetsServerQuorum(host) else { continue }
            startBricks(of: volume, on: host, cause: .automatic)
        }
    }

    mutating func stopBricks(of volume: SimulatedVolume, on host: HostName, cause: WorldEvent.Cause) {
        for brick in volume.bricks where brick.host == host {
            stop(brick.path, key: Self.processKey(volume, brick), volume: volume.name, on: host, cause: cause)
            change(host) { $0.glusterd.bricks[Self.processKey(volume, brick)]?.isRegistered = false }
        }
    }

    /// Stops every brick of a host for which `isMeant` is true.
    mutating func killBricks(
        on host: HostName, cause: WorldEvent.Cause, where isMeant: (String) -> Bool = { _ in true }
    ) {
        for volume in self[host]?.glusterd.volumes ?? [] {
            for brick in volume.bricks where brick.host == host && isMeant(brick.path) {
                stop(brick.path, key: Self.processKey(volume, brick), volume: volume.name, on: host, cause: cause)
            }
        }
    }

    private mutating func stop(
        _ path: String, key: String, volume: String, on host: HostName, cause: WorldEvent.Cause
    ) {
        guard self[host]?.glusterd.bricks[key]?.isRunning ?? false else { return }
        change(host) { $0.glusterd.bricks[key]?.isRunning = false }
        emit(.brick(host, path: path, volume: volume, runs: false, cause: cause))
    }

    mutating func scheduleHeal() {
        guard !timers.contains(where: { $0.kind == .gluster(.heals) }) else { return }
        schedule(.gluster(.heals), in: Self.healDelay)
    }
}
