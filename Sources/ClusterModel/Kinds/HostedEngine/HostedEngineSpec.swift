/// What is declared of the engine's virtual machine, which runs on the cluster that it manages.
package struct HostedEngineSpec: ResourceSpec {
    /// The kind.
    package static let kind = ResourceKind.hostedEngine
    /// Its list.
    package static let resources: any WritableKeyPath<DesiredState, [Desired<Self>]> & Sendable = \.hostedEngines

    /// The engine's name in DNS.
    package var fqdn = ""
    /// Where its disk lies.
    package var storage = StorageLocation()
    /// The network interface that becomes the management bridge.
    package var bridgeInterface = ""
    /// The virtual machine.
    package var vm = VirtualMachine()
    /// The default gateway, which hosts watch.
    package var gateway = ""
    /// Password of admin@internal.
    package var adminPassword = SecretReference()
    /// The host that deploys.
    package var deployFrom: HostName = ""
    /// The hosts that may run it.
    package var hosts: [HostName] = []
    /// Whether the agents leave it alone.
    package var maintenance = Maintenance.none
    /// Mail about what happens to it.
    package var notifications: Notifications?

    /// The defaults.
    package init() {}

    /// Whether the agents leave the virtual machine alone.
    package enum Maintenance: String, Sendable, Hashable, CaseIterable { case none, global }

    /// The virtual machine.
    package struct VirtualMachine: Sendable, Hashable {
        /// Memory in MiB; 16,384 is what the engine asks for.
        package var memoryMiB = 16_384
        /// Processors.
        package var vcpus = 4
        /// The hardware address, for a name server that gives an address to it.
        package var macAddress: String?
        /// Size of its disk; 61 is the installer's default.
        package var diskGiB = 61
        /// How it gets its address.
        package var network = Network()

        /// The defaults.
        package init() {}
    }

    /// How the virtual machine gets its address.
    package struct Network: Sendable, Hashable {
        /// By DHCP, else `address` is given.
        package var dhcp = true
        /// Address and prefix length.
        package var address: String?
        /// Name servers.
        package var dns: [String]?

        /// The defaults.
        package init() {}
    }

    /// Mail about what happens to the engine.
    package struct Notifications: Sendable, Hashable {
        /// The mail server.
        package var smtpServer = "localhost"
        /// Its port.
        package var smtpPort = 25
        /// Sender.
        package var source = ""
        /// Receivers.
        package var destinations: [String] = []
        /// The transitions that are reported, as hosted-engine's regular expression has them.
        package var stateTransitions = "maintenance|start|stop|migrate|up|down"

        /// The defaults.
        package init() {}
    }
}
