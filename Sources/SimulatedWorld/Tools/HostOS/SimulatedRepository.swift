/// The package repositories of a host, and the state of dpkg.
package struct SimulatedRepository: Sendable, Hashable, Codable {
    /// Versions by package.
    package var packages = [
        "attr": "1:2.5.1-4", "ctdb": "2:4.17.12+dfsg-0+deb12u3", "ethtool": "1:6.1-1", "glusterfs-client": "10.3-5",
        "glusterfs-server": "10.3-5", "xfsprogs": "6.1.0-1",
        "nfs-ganesha": "4.3-2", "nfs-ganesha-gluster": "4.3-2",
    ]
    /// Whether its lists were ever fetched.
    package var isKnown = true
    /// How many installations fail before one goes well.
    package var failures = 0
    /// Whether the daemon's package starts it at once, as that of some releases does.
    package var startsDaemons = false
    /// Until then another program holds dpkg's lock.
    package var lockedUntil = Duration.zero
    /// dpkg was killed: `dpkg --configure -a` must run first.
    package var isInterrupted = false
    /// /var has no room left: dpkg cannot write down what it did.
    package var isFull = false

    /// A reachable repository with all packages.
    package init() {}
}
