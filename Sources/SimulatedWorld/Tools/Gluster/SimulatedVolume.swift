package import ClusterModel

/// A volume as one daemon knows it.
package struct SimulatedVolume: Sendable, Hashable, Codable {
    /// Its name.
    package var name: String
    /// Its UUID.
    package var id: String
    /// Rises with each change; of two daemons' knowledge the higher wins when they meet.
    package var version: UInt64 = 1
    /// Copies, arbiters included.
    package var replica: Int
    /// Arbiters a replica set.
    package var arbiter: Int
    /// In the order of the replica sets.
    package var bricks: [SimulatedBrick]
    /// Whether it runs.
    package var status = GlusterVolumeView.Status.created
    /// Reconfigured options as get-state prints them: the newest first, those of its making last.
    package var options: [GlusterOption]

    /// A volume.
    package init(name: String, id: String, replica: Int, arbiter: Int = 0, bricks: [SimulatedBrick]) {
        self.name = name
        self.id = id
        self.replica = replica
        self.arbiter = arbiter
        self.bricks = bricks
        options = Self.optionsOfMaking(replica: replica)
    }

    /// The bricks in their replica sets.
    package var replicaSets: [[SimulatedBrick]] {
        stride(from: 0, to: bricks.count, by: max(1, replica)).map {
            Array(bricks[$0..<min($0 + max(1, replica), bricks.count)])
        }
    }

    /// The value of a reconfigured option.
    package func option(_ name: String) -> String? { options.first { $0.name == name }?.value }

    private static func optionsOfMaking(replica: Int) -> [GlusterOption] {
        let all = [
            GlusterOption("storage.fips-mode-rchecksum", "on"), GlusterOption("transport.address-family", "inet"),
            GlusterOption("nfs.disable", "on"),
        ]
        guard replica > 1 else { return all }
        return [GlusterOption("cluster.granular-entry-heal", "on")] + all
            + [GlusterOption("performance.client-io-threads", "off")]
    }
}
