/// Long work that a host does by itself, in a unit of its own: it goes on whoever dies, and is looked at every cycle.
public struct HostOperation: Sendable, Hashable {
    /// What has become of it.
    public let state: State
    /// Since when it runs, if the host told; nil of what has ended.
    public let elapsed: Duration?
    /// The last lines that it printed.
    public let words: [String]

    /// An operation.
    public init(_ state: State, elapsed: Duration?, words: [String]) {
        self.state = state
        self.elapsed = elapsed
        self.words = words
    }

    /// Of one that ended well nothing is left: what it was for is there.
    public enum State: Sendable, Hashable {
        case running
        /// As systemd calls it (`exit-code`, `timeout`, `signal`), and the program's exit status.
        case failed(result: String, status: Int)
    }

    /// The one unit in which packages are installed: dpkg has one lock, and a second start of a unit is refused whatever
    /// packages it is about.
    public static let packages = "hcctl-packages"
}

extension DesiredState {
    /// Packages that the kinds declared on a host need, by Debian's names: the daemon; the client, with which gluster
    /// itself mounts and heals; getfattr, which reads the marks of bricks; mkfs.xfs.
    public func packages(of host: HostName) -> [String] {
        let storage = hosts[host]?.storage ?? []
        return ["attr", "glusterfs-client", "glusterfs-server"] + (storage.isEmpty ? [] : ["xfsprogs"])
    }
}
