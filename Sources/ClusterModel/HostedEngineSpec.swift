/// What one wants of the engine's virtual machine, which runs on the cluster that it manages.
public struct HostedEngineSpec: Sendable, Hashable {
    /// The engine's name in DNS.
    public var fqdn = ""
    /// Where its disk lies.
    public var storage = StorageLocation()
    /// The network interface that becomes the management bridge.
    public var bridgeInterface = ""
    /// The virtual machine.
    public var vm = VirtualMachine()
    /// The default gateway, which hosts watch.
    public var gateway = ""
    /// Password of admin@internal.
    public var adminPassword = SecretReference()
    /// The host that deploys.
    public var deployFrom: HostName = ""
    /// The hosts that may run it.
    public var hosts: [HostName] = []
    /// Whether the agents leave it alone.
    public var maintenance = Maintenance.none
    /// Mail about what happens to it.
    public var notifications: Notifications?

    /// The defaults.
    public init() {}

    /// Whether the agents leave the virtual machine alone.
    public enum Maintenance: String, Sendable, Hashable, CaseIterable { case none, global }

    /// The virtual machine.
    public struct VirtualMachine: Sendable, Hashable {
        /// Memory in MiB; 16,384 is what the engine asks for.
        public var memoryMiB = 16_384
        /// Processors.
        public var vcpus = 4
        /// The hardware address, for a name server that gives an address to it.
        public var macAddress: String?
        /// Size of its disk; 61 is the installer's default.
        public var diskGiB = 61
        /// How it gets its address.
        public var network = Network()

        /// The defaults.
        public init() {}
    }

    /// How the virtual machine gets its address.
    public struct Network: Sendable, Hashable {
        /// By DHCP, else `address` is given.
        public var dhcp = true
        /// Address and prefix length.
        public var address: String?
        /// Name servers.
        public var dns: [String]?

        /// The defaults.
        public init() {}
    }

    /// Mail about what happens to the engine.
    public struct Notifications: Sendable, Hashable {
        /// The mail server.
        public var smtpServer = "localhost"
        /// Its port.
        public var smtpPort = 25
        /// Sender.
        public var source = ""
        /// Receivers.
        public var destinations: [String] = []
        /// Which transitions are told, as hosted-engine's regular expression has them.
        public var stateTransitions = "maintenance|start|stop|migrate|up|down"

        /// The defaults.
        public init() {}
    }
}

/// Where a domain of oVirt lies.
public struct StorageLocation: Sendable, Hashable {
    /// What it is.
    public var type = Kind.glusterfs
    /// The gluster volume, of type glusterfs.
    public var volume: VolumeName?
    /// The NFS server, of type nfs.
    public var address: String?
    /// The path that it exports, of type nfs.
    public var path: String?

    /// The defaults.
    public init() {}

    /// What it is.
    public enum Kind: String, Sendable, Hashable, CaseIterable { case glusterfs, nfs }
}
