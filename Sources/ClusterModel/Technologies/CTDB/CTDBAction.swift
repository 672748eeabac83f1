/// What is done to CTDB on one host.
package enum CTDBAction: Sendable, Hashable {
    /// The directory that the lock volume is mounted over, immutable where the file system can: nothing is ever made in
    /// it while the volume is away.
    case makeLockDirectory(path: String)
    /// Enables the unit that mounts the lock volume, and has it mount.
    case mountLock(CTDBClusterSpec.LockVolume)
    /// Has systemd read its unit files again.
    case readUnits
    /// Enables and starts the daemon.
    case start
    /// Stops the daemon; its addresses move to other nodes.
    case stop
    /// In the running daemon only; the file is another step.
    case setTunable(CTDBClusterSpec.Tunable)
    /// Every running daemon reads the node list again. All hosts must have the same list.
    case reloadNodes
    /// The daemon reads the host's public addresses again.
    case reloadAddresses
    case setScript(String, isEnabled: Bool)

    /// A word for the action.
    package var verb: String {
        switch self {
        case .makeLockDirectory: "makeLockDirectory"
        case .mountLock: "mountLock"
        case .readUnits: "readUnits"
        case .start: "start"
        case .stop: "stop"
        case .setTunable: "setTunable"
        case .reloadNodes: "reloadNodes"
        case .reloadAddresses: "reloadAddresses"
        case .setScript: "setScript"
        }
    }

    /// What it is done to.
    package var subject: String {
        switch self {
        case .makeLockDirectory(let path): path
        case .mountLock(let lock): lock.mountPoint
        case .readUnits: "units"
        case .start, .stop: CTDBFile.daemonUnit
        case .setTunable(let tunable): tunable.name
        case .reloadNodes: "nodes"
        case .reloadAddresses: "addresses"
        case .setScript(let name, _): name
        }
    }
}
