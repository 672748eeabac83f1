/// What one wants of CTDB: a lock on a replicated volume, and addresses that move between the hosts.
public struct CTDBClusterSpec: Sendable, Hashable {
    /// The volume that the recovery lock lies on.
    public var lockVolume = LockVolume()
    /// Addresses that healthy nodes serve.
    public var publicAddresses: [PublicAddress] = []
    /// Tunables (ctdb-tunables(7)) by name.
    public var tunables: [Tunable] = []

    /// The defaults.
    public init() {}

    /// A mounted gluster volume.
    public struct LockVolume: Sendable, Hashable {
        /// The volume.
        public var volume: VolumeName = ""
        /// Where it is mounted on every host.
        public var mountPoint = "/mnt/lock"

        /// The defaults.
        public init() {}
    }

    /// An address with its network, on an interface.
    public struct PublicAddress: Sendable, Hashable {
        /// Address and prefix length: `10.88.0.100/24`.
        public var address = ""
        /// The network interface that carries it.
        public var interface = ""

        /// The defaults.
        public init() {}
    }

    /// One tunable.
    public struct Tunable: Sendable, Hashable {
        /// `MonitorInterval`.
        public let name: String
        /// Its value.
        public let value: Int

        /// A tunable.
        public init(_ name: String, _ value: Int) {
            self.name = name
            self.value = value
        }
    }
}
