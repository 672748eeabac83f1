/// CTDB on one host: what its daemon has in force, and what the rest of the host knows of it.
package struct SimulatedCTDB: Sendable, Hashable, Codable {
    /// Lines of the node list that the daemon has read.
    package internal(set) var nodes: [String] = []
    /// Public addresses with prefix length and interface that it has read.
    package internal(set) var addresses: [String] = []
    /// The cluster lock that it was started with; nil: none.
    package internal(set) var lock: String?
    /// Whether that lock is on the mounted volume. False: a file of the local disk.
    package internal(set) var isLockShared = false
    /// Tunables in force that are not CTDB's defaults.
    package internal(set) var tunables: [String: Int] = [:]
    /// `ctdb stop`, `ctdb disable`, a ban.
    package internal(set) var isStopped = false
    package internal(set) var isDisabled = false
    package internal(set) var isBanned = false
    /// SIGSTOP: it gives no answer.
    package internal(set) var isHung = false
    /// Whether its first monitor event has run.
    package internal(set) var isMonitored = false
    /// A failing event script and what it prints.
    package internal(set) var failure: Failure?
    /// Whom it is connected to, itself included, in the order of the node numbers.
    var group: [String] = []
    /// Until its databases are recovered, if they are being recovered; nil: normal.
    package internal(set) var recoversAt: Duration?
    /// Number of the leader of its group; nil while no node holds the lock.
    package internal(set) var leader: Int?
    /// Public addresses on its interfaces, without prefix length.
    package internal(set) var held: [String] = []
    /// Event scripts that are enabled.
    package internal(set) var scripts = ["00.ctdb", "01.reclock", "05.system", "10.interface"]
    /// Text of the unit files as systemd has read them; nil where there was none.
    var readUnits: [String: [UInt8]] = [:]
    /// Microseconds at which units became active.
    var activeSince: [String: UInt64] = [:]
    /// Directories that chattr(1) made immutable.
    package internal(set) var immutable: Set<String> = []
    /// A lock file that a daemon made in the directory beneath the mount point.
    package internal(set) var hasLocalLock = false

    package struct Failure: Sendable, Hashable, Codable {
        package let script: String
        package let output: String
    }

    /// Scripts that the package brings.
    static let shippedScripts = [
        "00.ctdb", "01.reclock", "05.system", "06.nfs", "10.interface", "11.natgw", "11.routing", "13.per_ip_routing",
        "20.multipathd", "31.clamd", "40.vsftpd", "41.httpd", "48.netbios", "49.winbind", "50.samba", "60.nfs",
        "70.iscsi", "91.lvs",
    ]
}

extension SimulatedHost {
    static let ctdbUnit = "ctdb.service"
    static let lockUnit = "hcctl-ctdb-lock.service"
    static let dropInPath = "/etc/systemd/system/ctdb.service.d/hcctl.conf"
    static let lockUnitPath = "/etc/systemd/system/hcctl-ctdb-lock.service"
    static let unitPaths = [lockUnitPath, dropInPath]

    /// Whether its ctdbd runs, hung or not.
    package var runsCTDB: Bool { power == .on && units[Self.ctdbUnit]?.active == .active }

    /// The lines of a file that say something.
    func meaningfulLines(_ path: String) -> [String] {
        let lines: [String] = textLines(file(path) ?? []).map { String($0) }
        return lines.filter { !$0.isEmpty && ($0.hasPrefix("#") == false || path.hasSuffix("nodes")) }
    }

    /// The mount point that the drop-in in force binds ctdb to; nil without a drop-in.
    var boundMountPoint: String? {
        guard let bytes = ctdb.readUnits[Self.dropInPath] else { return nil }
        return textLines(bytes).first { $0.hasPrefix("ExecStartPre=") }?.split(separator: " ").last.map(String.init)
    }

    /// Volume and mount point of the gluster line of fstab.
    var lockEntry: (volume: String, mountPoint: String)? {
        for line in textLines(root.file("/etc/fstab") ?? []) {
            let words = line.split { $0 == " " || $0 == "\t" }
            guard words.count > 2, words[2] == "glusterfs", let slash = words[0].lastIndex(of: "/") else { continue }
            return (String(words[0][words[0].index(after: slash)...]), String(words[1]))
        }
        return nil
    }

    func isVolumeMounted(at target: String) -> Bool {
        mounts.contains { $0.target == target && $0.source.hasPrefix("localhost:/") }
    }

    var isStale: Bool { Self.unitPaths.contains { file($0) != ctdb.readUnits[$0] } }
}
