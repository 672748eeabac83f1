/// What one round trip showed of CTDB on a host: of the daemon itself and of what it needs there.
package struct CTDBFacts: Sendable, Hashable {
    /// What ctdbd says; absent where it does not run. A hung one is unknown.
    package var view: Reading<CTDBView> = .unknown(.notAsked)
    /// Addresses on all interfaces, as the kernel has them: two holders of a public address are seen here.
    package var addresses: Reading<[InterfaceAddress]> = .unknown(.notAsked)
    /// The units that matter.
    package var units: Reading<CTDBUnits> = .unknown(.notAsked)
    /// Event scripts of the component `legacy` that the host has, each with whether it is enabled; absent while
    /// CTDB is not installed.
    package var scripts: Reading<[String: Bool]> = .unknown(.notAsked)
    /// The directory beneath the mount point of the lock volume, read only while nothing is mounted there; absent
    /// where there is none.
    package var lockDirectory: Reading<LockDirectory> = .unknown(.notAsked)

    package init() {}

    /// Nothing is known, for one reason.
    package init(unknown why: UnknownReason) {
        view = .unknown(why)
        addresses = .unknown(why)
        units = .unknown(why)
        scripts = .unknown(why)
        lockDirectory = .unknown(why)
    }
}

/// An address on a network interface.
package struct InterfaceAddress: Sendable, Hashable {
    /// `host0`.
    package let interface: String
    /// Without prefix length.
    package let address: String
    /// Length of the prefix.
    package let prefix: Int

    package init(interface: String, address: String, prefix: Int) {
        self.interface = interface
        self.address = address
        self.prefix = prefix
    }
}

/// The three units on which CTDB's lock depends.
package struct CTDBUnits: Sendable, Hashable {
    /// ctdb.service.
    package let daemon: CTDBUnit
    /// The unit that mounts the lock volume and tries again until it succeeds.
    package let lock: CTDBUnit
    /// systemd's unit of the mount itself.
    package let mount: CTDBUnit

    package init(daemon: CTDBUnit, lock: CTDBUnit, mount: CTDBUnit) {
        self.daemon = daemon
        self.lock = lock
        self.mount = mount
    }

    /// Whether a file of one of them was written after systemd had read it.
    package var areStale: Bool { [daemon, lock, mount].contains(where: \.isStale) }

    /// Whether ctdbd was started before the volume was mounted: its lock is then a file of the local disk.
    package var daemonIsOlderThanMount: Bool {
        guard daemon.state.active == "active", mount.state.active == "active" else { return false }
        guard let started = daemon.activeSince, let mounted = mount.activeSince else { return false }
        return started < mounted
    }
}

/// A unit, with the time of its start: of two units the order of their starts is known.
package struct CTDBUnit: Sendable, Hashable {
    /// As of any service.
    package let state: ServiceState
    /// NeedDaemonReload: systemd has not read its files as they are now.
    package let isStale: Bool
    /// Microseconds of the host's monotonic clock at which it became active; nil where it never did.
    package let activeSince: UInt64?

    package init(_ state: ServiceState, isStale: Bool = false, activeSince: UInt64? = nil) {
        self.state = state
        self.isStale = isStale
        self.activeSince = activeSince
    }
}

/// The local directory that the lock volume is mounted over.
package struct LockDirectory: Sendable, Hashable {
    /// chattr(1) +i: nothing can be made in it; absent where the file system has no such flag.
    package let isImmutable: Reading<Bool>
    /// Names of what is in it, sorted. A lock file here was made while the volume was not mounted.
    package let entries: [String]

    package init(isImmutable: Reading<Bool>, entries: [String]) {
        self.isImmutable = isImmutable
        self.entries = entries
    }
}
