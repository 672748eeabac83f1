/// The observed state of the lab on this machine.
struct LabFacts: Sendable, Hashable {
    /// Folder names of finished bases and of drafts.
    var bases: Set<String> = []
    /// Files and folders in the state directory, down to the disk images.
    var entries: [Entry] = []
    /// Folders of the lab in directories of other programs.
    var configurations: [String] = []
    /// Network namespaces of the lab.
    var namespaces: Set<String> = []
    /// Interfaces in the hub: the bridge and the ends of the cables.
    var ports: Set<String> = []
    /// The ports whose link is down.
    var deadPorts: Set<String> = []
    /// Whether the hub is complete: the bridge is switched on last.
    var hasHub = false
    var loops: [Loop] = []
    var mounts: [Mount] = []
    /// Folders of the lab's control groups.
    var groups: [String] = []
    /// Processes of each host as this machine numbers them, by the name of its machine.
    var processes: [String: Set<Int>] = [:]
    /// The init of each host, by the name of its machine.
    var inits: [String: Int] = [:]
    /// Mount points in hosts, by the name of the machine; read only while a disk of the host is being replaced.
    var inside: [String: Set<String>] = [:]
    /// Processes in the hub: commands of the user.
    var hubProcesses: [Int] = []
    /// Control groups of hcctl itself, one for each hierarchy in which systemd counts processes.
    var ownGroups: [OwnGroup] = []
    /// Type of the file system that the state directory is or would be on.
    var storeType = ""
    /// Contents of the small files that exist, by path.
    var texts: [String: String] = [:]

    /// A file or folder.
    struct Entry: Sendable, Hashable {
        let path: String
        /// In bytes.
        let size: Int
    }

    /// An image on a loop device.
    struct Loop: Sendable, Hashable {
        let device: String
        let image: String
        /// Major and minor.
        var numbers: [String] = []
    }

    struct Mount: Sendable, Hashable {
        let target: String
        let type: String
        let options: [String]
    }

    /// Where hcctl is in one hierarchy of control groups.
    struct OwnGroup: Sendable, Hashable {
        /// Where the hierarchy is mounted.
        let root: String
        /// Below it, beginning with a slash.
        let path: String

        /// The file to which a process number is written to move the process into the group.
        var door: String { path == "/" ? "\(root)/cgroup.procs" : "\(root)\(path)/cgroup.procs" }
    }

    func has(_ path: String) -> Bool { entries.contains { $0.path == path } }
    func isMounted(_ path: String) -> Bool { mounts.contains { $0.target == path } }
    /// True from the start of the container, before it has an init, until its last process has ended.
    func isOn(_ host: LabHost) -> Bool { !(processes[host.machine] ?? []).isEmpty }
    /// Whether the host runs with its cable unplugged.
    func isPartitioned(_ host: LabHost) -> Bool { isOn(host) && deadPorts.contains(host.port) }
    func loop(of image: String) -> Loop? { loops.first { $0.image == image } }

    /// The images of a host, in the order of their devices.
    func disks(of host: LabHost) -> [LabDisk] {
        LabDisk.possible(of: host).filter { has($0.image) }
    }

    /// Disks of a host whose replacement is not complete.
    func swaps(of host: LabHost) -> [LabDisk] { LabDisk.possible(of: host).filter { has($0.dead) } }

    /// Whether the lab was made with hosts that do not find each other's names.
    var hidesNames: Bool { (texts[LabLayout.hubHostsFile] ?? "").hasPrefix(LabTexts.hidden) }

    /// The digest of the base of the existing hosts; nil before the first host.
    var baseRecord: String? {
        let text = texts[LabLayout.baseRecord]?.filter { !$0.isWhitespace } ?? ""
        return text.isEmpty ? nil : text
    }

    /// The hosts of the lab, as its own list of names has them.
    var hosts: [LabHost] { LabParser.hosts(inNames: texts[LabLayout.hubHostsFile] ?? "") }
}

/// Whether a host runs and can be reached.
package enum LabHostState: String, Sendable, Hashable {
    /// sshd answers.
    case on
    /// Its init runs, sshd does not answer.
    case starting
    /// It runs, and its cable is unplugged.
    case partitioned
    case off
}

/// The lab as `up` and `status` report it.
package struct LabStatus: Sendable, Hashable {
    /// In the order of their addresses.
    package var hosts: [Host]

    package struct Host: Sendable, Hashable {
        package let host: LabHost
        package let state: LabHostState
        package let disks: [LabDisk]
    }
}
