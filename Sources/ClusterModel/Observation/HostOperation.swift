/// Long work that a host does in a transient unit of its own: it survives hcctl, and is observed in every cycle.
package struct HostOperation: Sendable, Hashable {
    /// Whether it runs or failed.
    package let state: State
    /// How long it has run, if known; nil for one that has ended.
    package let elapsed: Duration?
    /// Its last lines of output.
    package let words: [String]
    /// How far it is, if that can be counted.
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
        /// Packages set up.
        package let done: Int
        /// Packages in all.
        package let total: Int
        /// Estimated time left at the rate so far; nil before an estimate is possible.
        package let left: Duration?

        /// So many of so many.
        package init(done: Int, total: Int, left: Duration?) {
            self.done = done
            self.total = total
            self.left = left
        }
    }

    /// A unit that ended well is gone; its result is observed.
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
