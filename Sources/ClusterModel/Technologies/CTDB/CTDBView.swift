/// What one host's ctdbd reports of the cluster it is a node of (ctdb(1)).
package struct CTDBView: Sendable, Hashable {
    /// All nodes that are not deleted, by number.
    package let nodes: [CTDBNode]
    /// Number of the node that answered.
    package let own: Int
    /// Number of the leader (before CTDB 4.16: the recovery master); absent while there is none.
    package let leader: Reading<Int>
    /// Whether the recovery mode is ACTIVE: databases are being recovered, and no address moves meanwhile.
    package let isRecovering: Reading<Bool>
    /// Public addresses that the node can serve, without prefix length, with the node that serves each.
    package let addresses: Reading<[CTDBAddress]>
    /// The tunables in force, by name.
    package let tunables: Reading<[String: Int]>
    /// The cluster lock in force; absent where ctdbd was started without one.
    package let lock: Reading<String>
    /// Results of the last monitor event; absent before the first one.
    package let scripts: Reading<[CTDBScriptResult]>

    package init(
        nodes: [CTDBNode], own: Int, leader: Reading<Int>, isRecovering: Reading<Bool>,
        addresses: Reading<[CTDBAddress]>, tunables: Reading<[String: Int]>, lock: Reading<String>,
        scripts: Reading<[CTDBScriptResult]>
    ) {
        self.nodes = nodes
        self.own = own
        self.leader = leader
        self.isRecovering = isRecovering
        self.addresses = addresses
        self.tunables = tunables
        self.lock = lock
        self.scripts = scripts
    }

    /// The node that answered, as it describes itself.
    package var ownNode: CTDBNode? { nodes.first { $0.number == own } }
}

/// A node as another one, or it itself, describes it.
package struct CTDBNode: Sendable, Hashable, Codable {
    /// The node number: the place of its line in the node list, from 0.
    package let number: Int
    /// Its address in CTDB's private network.
    package let address: String
    /// What keeps it from serving; empty for a healthy node.
    package let flags: Set<Flag>

    package init(number: Int, address: String, flags: Set<Flag> = []) {
        self.number = number
        self.address = address
        self.flags = flags
    }

    /// The columns of `ctdb -X status`, by their titles.
    package enum Flag: String, Sendable, Hashable, CaseIterable, Codable {
        /// No connection to it.
        case disconnected = "Disconnected"
        /// Nothing was heard of it yet.
        case unknown = "Unknown"
        /// Excluded from the cluster after repeated failures, or by `ctdb ban`.
        case banned = "Banned"
        /// Set by `ctdb disable`: a member that serves no address.
        case disabled = "Disabled"
        /// Its last monitor event failed.
        case unhealthy = "Unhealthy"
        /// Set by `ctdb stop`: no member.
        case stopped = "Stopped"
        /// Stopped, banned or disconnected: takes no part in recoveries.
        case inactive = "Inactive"
        /// Some of its interfaces are down; it serves the addresses of the others.
        case partiallyOnline = "PartiallyOnline"
    }

    /// Whether it can serve addresses.
    package var isHealthy: Bool { flags.subtracting([.partiallyOnline]).isEmpty }
}

/// A public address and its holder, as ctdbd believes.
package struct CTDBAddress: Sendable, Hashable {
    /// Without prefix length.
    package let address: String
    /// Node number; nil where no node serves it.
    package let node: Int?

    package init(_ address: String, node: Int?) {
        self.address = address
        self.node = node
    }
}

/// The last result of one event script.
package struct CTDBScriptResult: Sendable, Hashable {
    /// `10.interface`.
    package let name: String
    /// What became of it.
    package let status: Status
    /// The beginning of what it printed, without line ends: the cause of an unhealthy node.
    package let output: String

    package init(_ name: String, _ status: Status, output: String = "") {
        self.name = name
        self.status = status
        self.output = output
    }

    /// As `ctdb event status` prints it.
    package enum Status: String, Sendable, Hashable, CaseIterable {
        case ok = "OK"
        case error = "ERROR"
        /// It ran longer than the tunable EventScriptTimeout.
        case timedOut = "TIMEDOUT"
        case disabled = "DISABLED"
    }
}
