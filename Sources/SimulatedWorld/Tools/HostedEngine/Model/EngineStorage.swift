/// What a hosted engine keeps on its storage domain: the metadata of all hosts, the shared configuration, and the lease
/// of the virtual machine's disk.
package struct EngineStorage: Sendable, Hashable, Codable {
    /// Number of the storage domain, which names its directory.
    package let domain: String
    /// Metadata by host id.
    package var blocks: [Int: EngineBlock] = [:]
    package var isInGlobalMaintenance = false
    /// hosted-engine.conf as hosts get it that are deployed later.
    package var shared: [String: String] = [:]
    /// Settings of the brokers.
    package var broker: [String: String] = [:]
    /// Who may run the virtual machine (sanlock).
    package var lease: Lease?

    package init(domain: String) { self.domain = domain }

    /// A lease that its holder renews in every loop.
    package struct Lease: Sendable, Hashable, Codable {
        package let hostID: Int
        /// Seconds since 1970.
        package var renewed: Int
        package init(hostID: Int, renewed: Int) {
            self.hostID = hostID
            self.renewed = renewed
        }
    }

    /// Seconds after which sanlock gives a lease away that was not renewed: eight times its 10 s (sanlock, timeouts.h).
    package static let leaseExpiry = 80

    /// Whether no other host holds the virtual machine.
    package func isFree(for id: Int, at wall: Int) -> Bool {
        lease.map { $0.hostID == id || wall - $0.renewed > Self.leaseExpiry } ?? true
    }
}

/// What one host wrote about itself (ovirt-hosted-engine-ha, lib/metadata.py).
package struct EngineBlock: Sendable, Hashable, Codable {
    package var id: Int
    /// Seconds of the host's monotonic clock, and the time of day that belongs to them.
    package var timestamp: Int
    package var wall: Int
    package var score: Int
    package var engine: EngineState
    package var hostname: String
    package var isInMaintenance: Bool
    package var isStopped: Bool
    package var configurationTime: Int
    package var configurationWall: Int
    package var state: String
    /// When a state ends, in monotonic seconds; printed as a time of day, which it is not.
    package var timeout: Int?
    /// More than 1 is too new for the agents.
    package var version = 1
    /// A block with a wrong checksum is passed over by every reader.
    package var isTorn = false

    package init(
        id: Int, timestamp: Int, wall: Int, score: Int, engine: EngineState, hostname: String, isInMaintenance: Bool,
        isStopped: Bool, configurationTime: Int, configurationWall: Int, state: String, timeout: Int? = nil
    ) {
        self.id = id
        self.timestamp = timestamp
        self.wall = wall
        self.score = score
        self.engine = engine
        self.hostname = hostname
        self.isInMaintenance = isInMaintenance
        self.isStopped = isStopped
        self.configurationTime = configurationTime
        self.configurationWall = configurationWall
        self.state = state
        self.timeout = timeout
    }
}

/// The virtual machine as its host's broker reports it (broker/submonitors/engine_health.py).
package struct EngineState: Sendable, Hashable, Codable {
    package var vm: String
    package var health: String
    package var detail: String
    package var reason: String?

    package init(_ vm: String, _ health: String, _ detail: String, _ reason: String? = nil) {
        self.vm = vm
        self.health = health
        self.detail = detail
        self.reason = reason
    }

    package static let good = Self("up", "good", "Up")
    package static let starting = Self("up", "bad", "Powering up", "bad vm status")
    package static let sick = Self("up", "bad", "Up", "failed liveliness check")
    package static let stopping = Self("up", "bad", "Powering down", "failed liveliness check")
    package static let never = Self("down", "bad", "unknown", "vm not running on this host")
    package static let gone = Self("down_unexpected", "bad", "Down", "bad vm status")
    package static let locked = Self(
        "down", "bad", "Down", "Storage of VM is locked. Is another host already starting the VM?")
}

/// Two clocks of one host, in seconds.
package struct EngineClock: Sendable, Hashable {
    /// Since some start of the host's own.
    package let monotonic: Int
    /// Since 1970.
    package let wall: Int

    package init(monotonic: Int, wall: Int) {
        self.monotonic = monotonic
        self.wall = wall
    }
}
