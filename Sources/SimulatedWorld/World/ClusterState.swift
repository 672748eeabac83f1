package import ClusterModel
internal import World

/// The whole cluster as a value: hosts, disks, daemons, pools, volumes and running commands. Commands may report less
/// than it holds.
package struct ClusterState: Sendable, Hashable {
    /// The hosts.
    package var hosts: [SimulatedHost]
    /// Virtual time up to which the state is worked out.
    package internal(set) var now = Duration.zero
    /// The highest acknowledged version of each file: clients know that it is stored.
    package internal(set) var acknowledged: [StoredFile: UInt64] = [:]
    /// Storage domains of hosted engines, by the name of the volume.
    package var engines: [String: EngineStorage] = [:]
    /// A and PTR records of names that are no host's.
    package var dns: [String: String] = [:]
    /// Commands in flight, in the order of their beginning.
    package internal(set) var running: [RunningCommand] = []
    var timers: [Timer] = []
    var chance: Chance
    var counter: UInt64 = 0
    /// Of commands that came to an end, until their callers have taken them.
    var results: [UInt64: Outcome] = [:]
    /// Since they were last taken out.
    var news: [WorldEvent] = []

    /// Hosts as given. `seed` decides UUIDs, ports and how long things take.
    package init(_ hosts: [SimulatedHost], seed: UInt64 = 1) {
        self.hosts = hosts
        chance = Chance(seed: seed)
    }

    /// `count` bare hosts `host1`, `host2`, … with a blank disk of 8 GiB at /dev/vdb, as the lab has them.
    package static func bare(_ count: Int, seed: UInt64 = 1) -> Self {
        let hosts = (1...count).map { number in
            SimulatedHost(
                HostName("host\(number)"), names: ["host\(number).lab.test", "10.88.0.\(10 + number)"],
                devices: [SimulatedDevice("/dev/vdb", disk: SimulatedDisk(serial: "host\(number)-vdb-1"))])
        }
        return Self(hosts, seed: seed)
    }

    /// The host of that name.
    package subscript(name: HostName) -> SimulatedHost? { hosts.first { $0.name == name } }
}
