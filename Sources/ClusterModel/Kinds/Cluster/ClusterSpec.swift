/// `metadata.name` of the Cluster.
package typealias ClusterName = Name<ClusterSpec>

/// What is declared of the cluster as a whole. A new value holds the defaults; they are written here and nowhere else.
package struct ClusterSpec: ResourceSpec {
    /// The kind.
    package static let kind = ResourceKind.cluster
    /// Its list.
    package static let resources: any WritableKeyPath<DesiredState, [Desired<Self>]> & Sendable = \.clusters

    /// Its hosts. The order is used once, for numbers that are given out; it is no order of importance.
    package var hosts: [HostName] = []
    /// How the hosts are reached.
    package var ssh = SSH()
    /// Whether packages that are missing are installed.
    package var packages = Packages()
    /// What is done where a host does not resolve another one's name.
    package var hostsFile = HostsFileCare.manage
    /// Gluster's own settings that are the same on every host.
    package var gluster = Gluster()
    /// What elects the controller that acts; nil is not managed.
    package var controller: ControllerSpec?
    /// The hosts' firewalls; nil is not managed.
    package var firewall: FirewallSpec?
    /// How much of it may be disturbed at a time.
    package var disruption = DisruptionSpec()

    /// The defaults.
    package init() {}

    /// Packages of the hosts (MISSION M02).
    package struct Packages: Sendable, Hashable {
        /// Whether those that are missing are installed.
        package var manage = true

        /// The defaults.
        package init() {}
    }

    /// What is done where a host does not resolve another one's name (MISSION M04).
    package enum HostsFileCare: String, Sendable, Hashable, CaseIterable {
        /// A line is added to its /etc/hosts.
        case manage
        /// It is reported, and left to the operator.
        case check
        /// It is not checked.
        case ignore
    }

    /// How the hosts are reached (ssh_config(5)).
    package struct SSH: Sendable, Hashable {
        /// The user to log in as.
        package var user = "root"
        /// TCP port, 1…65535.
        package var port = 22
        /// Private key; nil leaves the choice to the user's ssh configuration and agent.
        package var identityFile: String?
        /// Known host keys; nil leaves the choice to the user's ssh configuration.
        package var knownHostsFile: String?
        /// Whether commands are run through `sudo -n`.
        package var become = Become.auto
        /// A jump host as ssh's -J takes it.
        package var proxyJump: String?
        /// The ssh configuration to read; nil is the user's own, `none` is none at all.
        package var configFile: String?

        /// The defaults.
        package init() {}
    }

    /// Gluster's settings for the whole pool.
    package struct Gluster: Sendable, Hashable {
        /// Options of all volumes together (`volume set all`), with their values as written.
        package var options: [GlusterOption] = []
        /// The first port that bricks get; nil leaves glusterd's own setting alone.
        package var basePort: Int?
        /// The last one.
        package var maxPort: Int?

        /// The defaults.
        package init() {}
    }

    /// When commands are run through `sudo -n`.
    package enum Become: String, Sendable, Hashable, CaseIterable {
        /// When the user is not root.
        case auto
        case sudo
        case none
    }
}
