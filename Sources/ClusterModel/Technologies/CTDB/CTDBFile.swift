/// The files of a host that CTDB reads, and those that bind it to its lock volume. hcctl's as a whole.
package enum CTDBFile: String, Sendable, Hashable, CaseIterable, Codable {
    /// Addresses of the nodes. The number of a node is the place of its line, so that lines are only ever added, and
    /// commented out; the same on every host.
    case nodes
    /// Public addresses that this host can serve, each with its interface.
    case publicAddresses
    /// ctdb.conf(5).
    case configuration
    /// ctdb-script.options(5).
    case scriptOptions
    /// Tunables that ctdbd sets as it starts.
    case tunables
    /// The unit that mounts the lock volume and tries again until it succeeds.
    case lockUnit
    /// Binds ctdb.service to the mount, and has the mount checked before each start.
    case dropIn

    /// The unit that mounts the lock volume.
    package static let lockUnitName = "hcctl-ctdb-lock"
    /// CTDB's daemon, on Debian and on EL.
    package static let daemonUnit = "ctdb"

    /// Absolute path.
    package var path: String {
        switch self {
        case .nodes: "/etc/ctdb/nodes"
        case .publicAddresses: "/etc/ctdb/public_addresses"
        case .configuration: "/etc/ctdb/ctdb.conf"
        case .scriptOptions: "/etc/ctdb/script.options"
        case .tunables: "/etc/ctdb/ctdb.tunables"
        case .lockUnit: "/etc/systemd/system/\(Self.lockUnitName).service"
        case .dropIn: "/etc/systemd/system/\(Self.daemonUnit).service.d/hcctl.conf"
        }
    }

    /// Where a `#` begins a comment. A commented line of the node list keeps the number of a removed node.
    package var comments: LineSyntax.Comments { self == .nodes ? .none : .wholeLine }
}

extension CTDBClusterSpec.LockVolume {
    /// Name of the lock file in the volume, as in the seed.
    package static let fileName = "reclock"

    /// The cluster lock.
    package var lockPath: String { "\(mountPoint)/\(Self.fileName)" }
    /// What is mounted: each host asks its own glusterd.
    package var source: String { "localhost:/\(volume)" }
    /// File system type in the table of mounts.
    package static let filesystem = "fuse.glusterfs"

    /// systemd's name of the mount unit (systemd.unit(5), string escaping for paths).
    package var mountUnit: String {
        let path = mountPoint.split(separator: "/").joined(separator: "/")
        return path.utf8.enumerated().map { Self.escaped($1, isFirst: $0 == 0) }.joined() + ".mount"
    }

    private static func escaped(_ byte: UInt8, isFirst: Bool) -> String {
        switch byte {
        case UInt8(ascii: "/"): return "-"
        case UInt8(ascii: ".") where isFirst: break
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"):
            return String(UnicodeScalar(byte))
        default: break
        }
        let digits = String(byte, radix: 16)
        return "\\x" + (digits.count == 1 ? "0" : "") + digits
    }

    /// Whether the table of mounts shows the volume, and nothing above it, at the mount point. gluster's client takes
    /// `localhost:/meta` and `localhost:meta` for the same.
    package func isMounted(in mounts: [Mount]) -> Bool {
        guard let top = mounts.last(where: { $0.target == mountPoint }) else { return false }
        guard top.filesystem == Self.filesystem, let colon = top.source.lastIndex(of: ":") else { return false }
        let name = top.source[top.source.index(after: colon)...]
        return name == "/\(volume)" || name == volume.text
    }
}
