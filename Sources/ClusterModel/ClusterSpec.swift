/// What one wants of the cluster as a whole. A new value holds the defaults; they are written here and nowhere else.
public struct ClusterSpec: Sendable, Hashable {
    /// Its hosts. The order is used once, for numbers that are given out; it is no order of importance.
    public var hosts: [HostName] = []
    /// How the hosts are reached.
    public var ssh = SSH()
    /// Whether packages that are missing are installed.
    public var packages = Packages()
    /// What is done where a host does not find another one's name.
    public var hostsFile = HostsFileCare.manage
    /// Gluster's own settings that are the same on every host.
    public var gluster = Gluster()
    /// What elects the controller that acts; nil is not managed.
    public var controller: ControllerSpec?
    /// The hosts' firewalls; nil is not managed.
    public var firewall: FirewallSpec?
    /// How much of it may be disturbed at a time.
    public var disruption = DisruptionSpec()

    /// The defaults.
    public init() {}

    /// Packages of the hosts (MISSION M02).
    public struct Packages: Sendable, Hashable {
        /// Whether those that are missing are installed.
        public var manage = true

        /// The defaults.
        public init() {}
    }

    /// What is done where a host does not find another one's name (MISSION M04).
    public enum HostsFileCare: String, Sendable, Hashable, CaseIterable {
        /// A line is added to its /etc/hosts.
        case manage
        /// It is said, and left to a person.
        case check
        /// Nobody asks.
        case ignore
    }

    /// How the hosts are reached (ssh_config(5)).
    public struct SSH: Sendable, Hashable {
        /// The user to log in as.
        public var user = "root"
        /// TCP port, 1…65535.
        public var port = 22
        /// Private key; nil leaves the choice to the user's ssh configuration and agent.
        public var identityFile: String?
        /// Known host keys; nil leaves the choice to the user's ssh configuration.
        public var knownHostsFile: String?
        /// Whether commands are run through `sudo -n`.
        public var become = Become.auto
        /// A jump host as ssh's -J takes it.
        public var proxyJump: String?
        /// The ssh configuration to read; nil is the user's own, `none` is none at all.
        public var configFile: String?

        /// The defaults.
        public init() {}
    }

    /// Gluster's settings for the whole pool.
    public struct Gluster: Sendable, Hashable {
        /// Options of all volumes together (`volume set all`), with their values as written.
        public var options: [GlusterOption] = []
        /// The first port that bricks get; nil leaves glusterd's own setting alone.
        public var basePort: Int?
        /// The last one.
        public var maxPort: Int?

        /// The defaults.
        public init() {}
    }

    /// When commands are run through `sudo -n`.
    public enum Become: String, Sendable, Hashable, CaseIterable {
        /// When the user is not root.
        case auto
        case sudo
        case none
    }
}
