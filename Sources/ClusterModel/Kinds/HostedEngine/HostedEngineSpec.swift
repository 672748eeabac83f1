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
    /// The image that the virtual machine is made of.
    package var appliance = Appliance()
    /// What cloud-init sets in the virtual machine at its first start.
    package var cloudInit = CloudInit()
    /// Name of the storage domain that the installer makes.
    package var storageDomainName = "hosted_storage"
    /// Mount options of that domain, beside the backup-volfile-servers that hcctl gives by itself.
    package var mountOptions: [String] = []
    /// Data centre and cluster that the installer makes in the engine.
    package var dataCenter = "Default"
    package var cluster = "Default"
    /// How agents test the network; a failed test lowers their score.
    package var networkTest = NetworkTest()
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
    /// Constants of the agents' score.
    package var ha = HighAvailability()

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
        /// What it boots from.
        package var bootDevice = BootDevice.disk
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
        /// How long the broker waits for the mail server.
        package var smtpTimeout = Duration.seconds(10)
        /// Sender.
        package var source = ""
        /// Receivers.
        package var destinations: [String] = []
        /// The transitions that are reported, as hosted-engine's regular expression has them.
        package var stateTransitions = "maintenance|start|stop|migrate|up|down"

        /// The defaults.
        package init() {}
    }

    /// What the virtual machine boots from. 3.6 asks for it; since 4.0 the installer makes it of an appliance, which boots
    /// from its disk.
    package enum BootDevice: String, Sendable, Hashable, CaseIterable { case disk, cdrom, pxe }

    /// The image that the virtual machine is made of: an installed package, or an OVA file on the deploying host.
    package struct Appliance: Sendable, Hashable {
        /// nil where an OVA is given.
        package var package: String?
        /// An absolute path on the deploying host.
        package var ova: String?

        package init() {}

        /// The package that is installed where the manifest names neither.
        package static let standardPackage = "ovirt-engine-appliance"
    }

    /// What cloud-init sets in the virtual machine at its first start.
    package struct CloudInit: Sendable, Hashable {
        /// Password of root; nil is that of admin@internal, because the installer requires one.
        package var rootPassword: SecretReference?
        /// One line of authorized_keys.
        package var rootSSHKey: String?
        /// Whether root may log in over ssh.
        package var rootSSHAccess = SSHAccess.yes
        /// `Europe/Prague`; nil is the host's.
        package var timeZone: String?
        /// Whether the names of engine and host are written into /etc/hosts of the virtual machine.
        package var etcHosts = false

        package init() {}

        /// sshd's PermitRootLogin, as the installer takes it.
        package enum SSHAccess: String, Sendable, Hashable, CaseIterable {
            case yes, no
            case withoutPassword = "without-password"
        }
    }

    /// How agents test the network (ovirt-hosted-engine-ha, broker/submonitors/network.py).
    package struct NetworkTest: Sendable, Hashable {
        package var kind = Kind.dns
        /// What is connected to; of kind tcp.
        package var address: String?
        package var port: Int?

        package init() {}

        package enum Kind: String, Sendable, Hashable, CaseIterable { case dns, ping, tcp, none }
    }

    /// Constants of the agents' score, which have to be the same on all hosts (agent/agent.conf, section score). nil is the
    /// agent's own default. Timeouts of the agents are compiled in and cannot be set.
    package struct HighAvailability: Sendable, Hashable {
        package var baseScore: Int?
        package var networkScorePenalty: Int?
        package var notUptodateConfigPenalty: Int?
        package var mgmtBridgeScorePenalty: Int?
        package var freeMemoryScorePenalty: Int?
        package var cpuLoadScorePenalty: Int?
        package var engineRetryScorePenalty: Int?
        /// Loads, from 0 to 1, between which the penalty grows.
        package var cpuLoadPenaltyMin: String?
        package var cpuLoadPenaltyMax: String?

        package init() {}
    }
}
