internal import Foundation

/// Where this machine keeps what hcctl remembers: evidence and convenience, never the truth about a cluster.
struct StateDirectory {
    let path: String

    /// The given one; else `$HCCTL_STATE_DIR`; else /var/lib/hcctl for root, and `$XDG_STATE_HOME/hcctl` for others (XDG
    /// base directories 0.8).
    init(_ given: String?) {
        let named = ProcessInfo.processInfo.environment["HCCTL_STATE_DIR"] ?? ""
        if let given {
            path = given
        } else if named.hasPrefix("/") {
            path = named
        } else if geteuid() == 0 {
            path = "/var/lib/hcctl"
        } else {
            let state = ProcessInfo.processInfo.environment["XDG_STATE_HOME"] ?? ""
            path = (state.hasPrefix("/") ? state : NSHomeDirectory() + "/.local/state") + "/hcctl"
        }
    }

    /// Makes it where it is missing, for its owner only.
    func make() throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
}
