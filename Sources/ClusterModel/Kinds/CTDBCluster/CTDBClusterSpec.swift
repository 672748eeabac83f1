/// What is declared of CTDB: a lock on a replicated volume, and addresses that move between the hosts.
package struct CTDBClusterSpec: ResourceSpec {
    /// The kind.
    package static let kind = ResourceKind.ctdbCluster
    /// Its list.
    package static let resources: any WritableKeyPath<DesiredState, [Desired<Self>]> & Sendable = \.ctdbClusters

    /// The volume that the recovery lock lies on.
    package var lockVolume = LockVolume()
    /// Addresses that healthy nodes serve.
    package var publicAddresses: [PublicAddress] = []
    /// Tunables (ctdb-tunables(7)) by name.
    package var tunables: [Tunable] = []

    /// The defaults.
    package init() {}

    /// A mounted gluster volume.
    package struct LockVolume: Sendable, Hashable {
        /// The volume.
        package var volume: VolumeName = ""
        /// Where it is mounted on every host.
        package var mountPoint = "/mnt/lock"

        /// The defaults.
        package init() {}
    }

    /// An address with its network, on an interface.
    package struct PublicAddress: Sendable, Hashable {
        /// Address and prefix length: `10.88.0.100/24`.
        package var address = ""
        /// The network interface that carries it.
        package var interface = ""

        /// The defaults.
        package init() {}
    }

    /// One tunable.
    package struct Tunable: Sendable, Hashable {
        /// `MonitorInterval`.
        package let name: String
        /// Its value.
        package let value: Int

        /// A tunable.
        package init(_ name: String, _ value: Int) {
            self.name = name
            self.value = value
        }
    }
}
