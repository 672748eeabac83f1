internal import ClusterModel

/// The daemons of a volume besides its bricks: self-heal, snapshots, quota, bitrot. `start force` starts them again.
struct VolumeDaemons {
    private let found: GlusterVolumeView
    private let hosts: [HostName]
    private let input: PlanningInput

    init(_ found: GlusterVolumeView, _ hosts: [HostName], _ input: PlanningInput) {
        self.found = found
        self.hosts = hosts
        self.input = input
    }

    /// Those that are to run and that a host's own glusterd reports as not running.
    var down: [LocatedDaemon] {
        found.expectedDaemons.flatMap { daemon in
            hosts.filter { input.observed.runs(daemon, of: found.name, on: $0) == false }
                .map { LocatedDaemon(daemon, on: $0) }
        }
    }
}

extension ObservedState {
    /// Whether the daemon runs on a host, as its own glusterd reports; nil where it does not.
    func runs(_ daemon: GlusterDaemon, of volume: VolumeName, on host: HostName) -> Bool? {
        guard case .known(let view) = gluster(host) else { return nil }
        return volumes[volume, on: host]?.daemons[daemon] ?? view.daemons[daemon]
    }
}
