package import ClusterModel

/// A host as it really is, observable or not.
package struct SimulatedHost: Sendable, Hashable, Codable {
    /// As the manifests call it.
    package let name: HostName
    /// What other hosts find it by: first the name that gluster is to use, last a numeric address.
    package var names: [String]
    /// Whether it finds others by name; by numeric address it always does.
    package var findsNames = true
    /// Whether it runs.
    package var power = Power.on
    /// Whether ssh gets through to it. Its daemons do not mind.
    package var isReachable = true
    /// Hosts of one segment of the storage network reach each other, hosts of two do not.
    package var segment = 0
    /// What dpkg knows.
    package var packages: [String: SimulatedPackage] = [
        "attr": SimulatedPackage(version: "1:2.5.1-4"), "glusterfs-client": SimulatedPackage(version: "10.3-5"),
        "glusterfs-server": SimulatedPackage(version: "10.3-5"), "xfsprogs": SimulatedPackage(version: "6.1.0-1"),
        "ctdb": SimulatedPackage(version: "2:4.17.12+dfsg-0+deb12u3"), "ethtool": SimulatedPackage(version: "1:6.1-1"),
        "nfs-ganesha": SimulatedPackage(version: "4.3-2"), "nfs-ganesha-gluster": SimulatedPackage(version: "4.3-2"),
    ]
    /// Where packages come from.
    package var repository = SimulatedRepository()
    /// What apt and dpkg do now, or failed to do.
    package var packageWork: PackageWork?
    /// Units that must not start until the next boot of the host.
    package var runtimeMasks: Set<String> = []
    /// What systemd knows, by full name.
    package var units: [String: SimulatedUnit] = [
        "glusterd.service": SimulatedUnit(), "ctdb.service": SimulatedUnit(), "nfs-ganesha.service": SimulatedUnit(),
        "nfs-ganesha-lock.service": SimulatedUnit(),
        "ssh.service": SimulatedUnit(active: .active, enablement: "enabled"),
    ]
    /// Other names of units.
    package var aliases = ["sshd.service": "ssh.service"]
    /// Block devices in the order of their paths' making.
    package var devices: [SimulatedDevice]
    /// What is mounted, in the order of mounting, without the root file system and the kernel's own.
    package var mounts: [SimulatedMount] = []
    /// Symbolic links of the root file system: where each path leads.
    package var links: [String: String] = [:]
    /// The root file system.
    package var root = FileTree.debian
    /// Gluster's daemon and its store.
    package var glusterd = SimulatedGlusterd()
    /// CTDB's daemon and what binds it to its lock volume.
    package internal(set) var ctdb = SimulatedCTDB()
    /// Whether the host has booted since it was made: what starts at boot starts by itself from then on.
    var isBooted = false
    /// Its NFS server.
    package var ganesha = SimulatedGanesha()
    /// Its part of the hosted engine.
    package var engine = SimulatedEngine()
    /// Counts the starts of the host, so that what belongs to an earlier one is recognised.
    var boot = 1

    /// A bare host that runs: packages are installed, no service of ours runs.
    package init(_ name: HostName, names: [String], devices: [SimulatedDevice] = []) {
        self.name = name
        self.names = names
        self.devices = devices
    }

    /// Whether a host runs.
    package enum Power: Sendable, Hashable, Codable { case on, booting, off }

    /// The device of that path.
    package func device(_ path: String) -> SimulatedDevice? { devices.first { $0.path == path } }

    /// Whether its gluster daemon runs.
    package var runsGlusterd: Bool { power == .on && units["glusterd.service"]?.active == .active }
}
