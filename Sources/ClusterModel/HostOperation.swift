/// Long work that a host does by itself, in a unit of its own: it goes on whoever dies, and is looked at every cycle.
public struct HostOperation: Sendable, Hashable {
    /// What has become of it.
    public let state: State
    /// Since when it runs, if the host told; nil of what has ended.
    public let elapsed: Duration?
    /// The last lines that it printed.
    public let words: [String]
    /// How far it is, as far as that can be counted.
    public let progress: Progress?

    /// An operation.
    public init(_ state: State, elapsed: Duration?, words: [String], progress: Progress? = nil) {
        self.progress = progress
        self.state = state
        self.elapsed = elapsed
        self.words = words
    }

    /// Packages that are set up, of all that the installation is about, what they depend on included.
    public struct Progress: Sendable, Hashable {
        /// So many are set up.
        public let done: Int
        /// Of so many.
        public let total: Int
        /// How long it may still take, if it goes on as it went; nil before that can be told.
        public let left: Duration?

        /// So many of so many.
        public init(done: Int, total: Int, left: Duration?) {
            self.done = done
            self.total = total
            self.left = left
        }
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
    /// What apt-get prints while another program holds one of dpkg's locks (apt-pkg, LockedFile).
    public static let lockWords = "Waiting for cache lock"
}

extension DesiredState {
    /// Packages that the kinds declared on a host need, by Debian's names: the daemon; the client, with which gluster
    /// itself mounts and heals; getfattr, which reads the marks of bricks; mkfs.xfs.
    public func packages(of host: HostName) -> [String] {
        let storage = hosts[host]?.storage ?? []
        return ["attr", "glusterfs-client", "glusterfs-server"] + (storage.isEmpty ? [] : ["xfsprogs"])
    }
}
