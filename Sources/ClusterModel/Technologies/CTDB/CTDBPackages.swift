extension HostPackage {
    /// ctdb itself, and what its event script 10.interface calls on every run: without ethtool it fails, and no node
    /// becomes healthy. ethtool is only recommended by Debian's package. The unit does not start without a list of nodes,
    /// and is observed and started together with its lock's mount.
    package static let ctdb = [HostPackage("ctdb"), HostPackage("ethtool")]
}
