public import ClusterModel

/// A host as it really is, whether anybody can see it or not.
public struct SimulatedHost: Sendable, Hashable, Codable {
    /// As the manifests call it.
    public let name: HostName
    /// What other hosts find it by: first the name that gluster is to use, last a numeric address.
    public var names: [String]
    /// Whether it finds others by name; by numeric address it always does.
    public var findsNames = true
    /// Whether it runs.
    public var power = Power.on
    /// Whether ssh gets through to it. Its daemons do not mind.
    public var isReachable = true
    /// Hosts of one segment of the storage network reach each other, hosts of two do not.
    public var segment = 0
    /// What dpkg knows.
    public var packages: [String: SimulatedPackage] = [
        "attr": SimulatedPackage(version: "1:2.5.1-4"), "glusterfs-client": SimulatedPackage(version: "10.3-5"),
        "glusterfs-server": SimulatedPackage(version: "10.3-5"), "xfsprogs": SimulatedPackage(version: "6.1.0-1"),
    ]
    /// Where packages come from.
    public var repository = SimulatedRepository()
    /// What apt and dpkg do now, or failed to do.
    public var packageWork: PackageWork?
    /// Units that must not start until the host is started anew.
    public var runtimeMasks: Set<String> = []
    /// What systemd knows, by full name.
    public var units: [String: SimulatedUnit] = [
        "glusterd.service": SimulatedUnit(), "ctdb.service": SimulatedUnit(),
        "ssh.service": SimulatedUnit(active: .active, enablement: "enabled"),
    ]
    /// Other names of units.
    public var aliases = ["sshd.service": "ssh.service"]
    /// Block devices in the order of their paths' making.
    public var devices: [SimulatedDevice]
    /// What is mounted, in the order of mounting, without the root file system and the kernel's own.
    public var mounts: [SimulatedMount] = []
    /// The root file system.
    public var root = FileTree.debian
    /// Gluster's daemon and its store.
    public var glusterd = SimulatedGlusterd()
    /// Counts the starts of the host, so that what belongs to an earlier one is recognised.
    var boot = 1

    /// A bare host that runs: packages are installed, no service of ours runs.
    public init(_ name: HostName, names: [String], devices: [SimulatedDevice] = []) {
        self.name = name
        self.names = names
        self.devices = devices
    }

    /// Whether a host runs.
    public enum Power: Sendable, Hashable, Codable { case on, booting, off }

    /// The device of that path.
    public func device(_ path: String) -> SimulatedDevice? { devices.first { $0.path == path } }

    /// Whether its gluster daemon runs.
    public var runsGlusterd: Bool { power == .on && units["glusterd.service"]?.active == .active }
}

/// What dpkg knows of a package.
public struct SimulatedPackage: Sendable, Hashable, Codable {
    /// The version.
    public var version: String
    /// `installed`, `config-files`, `half-configured`, …
    public var status: String

    /// A package, installed unless told otherwise.
    public init(version: String, status: String = "installed") {
        self.version = version
        self.status = status
    }
}

/// What systemd knows of a unit.
public struct SimulatedUnit: Sendable, Hashable, Codable {
    /// Whether it runs.
    public var active: Active
    /// `enabled`, `disabled`, `masked`, …
    public var enablement: String

    /// A unit, stopped and disabled unless told otherwise.
    public init(active: Active = .inactive, enablement: String = "disabled") {
        self.active = active
        self.enablement = enablement
    }

    /// systemd's words.
    public enum Active: String, Sendable, Hashable, Codable { case active, inactive, failed, activating }
}

/// A mount of a device.
public struct SimulatedMount: Sendable, Hashable, Codable {
    /// Where.
    public var target: String
    /// Path of the device.
    public var source: String
    /// As given to mount.
    public var options: [String]

    /// A mount.
    public init(_ source: String, at target: String, options: [String] = ["defaults"]) {
        self.target = target
        self.source = source
        self.options = options
    }
}
