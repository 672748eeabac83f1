/// What is declared of CTDB: a lock on a replicated volume, and addresses that move between the hosts.
package struct CTDBClusterSpec: ResourceSpec {
    package static let kind = ResourceKind.ctdbCluster
    /// Its list.
    package static let resources: any WritableKeyPath<DesiredState, [Desired<Self>]> & Sendable = \.ctdbClusters

    /// The volume that the recovery lock lies on.
    package var lockVolume = LockVolume()
    /// Addresses that healthy nodes serve.
    package var publicAddresses: [PublicAddress] = []
    /// Tunables (ctdb-tunables(7)) by name.
    package var tunables: [Tunable] = []
    /// Event scripts of the component `legacy` that are enabled or disabled; others are left as they are.
    package var eventScripts = EventScripts()
    /// Variables of event scripts (ctdb-script.options(5)), by name; without any the file is left alone.
    package var scriptOptions: [ScriptOption] = []

    /// The defaults.
    package init() {}

    /// A mounted gluster volume.
    package struct LockVolume: Sendable, Hashable, Codable {
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
        /// Hosts on which another interface carries it.
        package var interfaces: [HostInterface] = []

        /// The defaults.
        package init() {}
    }

    package struct HostInterface: Sendable, Hashable {
        package var host: HostName = ""
        package var interface = ""

        package init() {}
    }

    /// Names of event scripts, without `.script`.
    package struct EventScripts: Sendable, Hashable {
        package var enabled: [String] = []
        package var disabled: [String] = []

        /// The defaults.
        package init() {}
    }

    /// One variable of the event scripts.
    package struct ScriptOption: Sendable, Hashable {
        package var name = ""
        package var value = ""

        package init() {}
    }

    package struct Tunable: Sendable, Hashable, Codable {
        /// `MonitorInterval`.
        package let name: String
        package let value: Int

        package init(_ name: String, _ value: Int) {
            self.name = name
            self.value = value
        }
    }
}
