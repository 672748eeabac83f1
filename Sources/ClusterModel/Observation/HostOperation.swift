/// Long work that a host does by itself, in a unit of its own: it goes on whoever dies, and is looked at every cycle.
package struct HostOperation: Sendable, Hashable {
    /// What has become of it.
    package let state: State
    /// Since when it runs, if the host told; nil of what has ended.
    package let elapsed: Duration?
    /// The last lines that it printed.
    package let words: [String]
    /// How far it is, as far as that can be counted.
    package let progress: Progress?

    /// An operation.
    package init(_ state: State, elapsed: Duration?, words: [String], progress: Progress? = nil) {
        self.progress = progress
        self.state = state
        self.elapsed = elapsed
        self.words = words
    }

    /// Packages that are set up, of all that the installation is about, what they depend on included.
    package struct Progress: Sendable, Hashable {
        /// So many are set up.
        package let done: Int
        /// Of so many.
        package let total: Int
        /// How long it may still take, if it goes on as it went; nil before that can be told.
        package let left: Duration?

        /// So many of so many.
        package init(done: Int, total: Int, left: Duration?) {
            self.done = done
            self.total = total
            self.left = left
        }
    }

    /// Of one that ended well nothing is left: what it was for is there.
    package enum State: Sendable, Hashable {
        case running
        /// As systemd calls it (`exit-code`, `timeout`, `signal`), and the program's exit status.
        case failed(result: String, status: Int)
    }

    /// The one unit in which packages are installed: dpkg has one lock, and a second start of a unit is refused whatever
    /// packages it is about.
    package static let packages = "hcctl-packages"
    /// What apt-get prints while another program holds one of dpkg's locks (apt-pkg, LockedFile).
    package static let lockWords = "Waiting for cache lock"
}

extension DesiredState {
    /// Packages that the kinds declared on a host need, by Debian's names: the daemon; the client, with which gluster
    /// itself mounts and heals; getfattr, which reads the marks of bricks; mkfs.xfs.
    package func packages(of host: HostName) -> [String] {
        let storage = hosts[host]?.storage ?? []
        return ["attr", "glusterfs-client", "glusterfs-server"] + (storage.isEmpty ? [] : ["xfsprogs"])
    }
}
