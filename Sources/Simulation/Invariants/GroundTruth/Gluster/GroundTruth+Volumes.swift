internal import ClusterModel
internal import SimulatedWorld

extension GroundTruth {
    func volumeDifferences(_ volume: Desired<GlusterVolumeSpec>) -> [String] {
        guard let found = state.volumes.first(where: { $0.name == volume.name.text }) else {
            return ["there is no volume \(volume.name)"]
        }
        return layoutDifferences(volume, found) + stateDifferences(volume, found)
            + wantedOptions(volume).filter { !Self.isSame($0.value, found.option($0.name)) }.map {
                "volume \(volume.name) has \($0.name) \(found.option($0.name) ?? "unset")"
            }
    }

    private func layoutDifferences(_ volume: Desired<GlusterVolumeSpec>, _ found: SimulatedVolume) -> [String] {
        let places = found.bricks.map { Brick(host: $0.host, path: $0.path) }
        let isSame =
            places == volume.spec.allBricks && found.replica == volume.spec.replica
            && found.arbiter == volume.spec.arbiter
        return isSame ? [] : ["volume \(volume.name) has another layout: \(places.map(\.description))"]
    }

    private func stateDifferences(_ volume: Desired<GlusterVolumeSpec>, _ found: SimulatedVolume) -> [String] {
        let isStarted = found.status == .started
        guard isStarted == (volume.spec.state == .started) else {
            return ["volume \(volume.name) is \(found.status.rawValue)"]
        }
        guard isStarted else { return [] }
        return found.bricks.filter { !state.isUp($0, of: found) }.map {
            "brick \($0.host):\($0.path) of \(volume.name) does not run"
        }
    }

    private func wantedOptions(_ volume: Desired<GlusterVolumeSpec>) -> [GlusterOption] {
        let spec = volume.spec
        let isLock = desired.ctdbClusters.contains { $0.spec.lockVolume.volume == volume.name }
        let said = saidOptions(spec)
        return said + (isLock ? Self.lockOptions.filter { option in !said.contains { $0.name == option.name } } : [])
    }

    private static let lockOptions = [
        GlusterOption("network.ping-timeout", "3"), GlusterOption("server.tcp-user-timeout", "3"),
        GlusterOption("server.keepalive-time", "2"), GlusterOption("server.keepalive-interval", "1"),
        GlusterOption("server.keepalive-count", "2"),
    ]

    private func saidOptions(_ spec: GlusterVolumeSpec) -> [GlusterOption] {
        let owner = spec.owner.map {
            [GlusterOption("storage.owner-uid", "\($0.uid)"), GlusterOption("storage.owner-gid", "\($0.gid)")]
        }
        let own = spec.options + (owner ?? [])
        let group = desired.optionGroups.first { $0.name == spec.optionGroup }?.spec.options ?? []
        return own + group.filter { option in !own.contains { $0.name == option.name } }
    }

    static func isSame(_ wanted: String, _ found: String?) -> Bool {
        let words = ["enable": "on", "true": "on", "yes": "on", "disable": "off", "false": "off", "no": "off"]
        return found.map { words[wanted] ?? wanted == words[$0] ?? $0 } ?? false
    }
}
