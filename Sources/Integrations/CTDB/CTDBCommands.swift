package import ClusterModel
package import World

/// What is sent to CTDB's command line, and to the tools that show what CTDB needs on its host: argument vectors, nothing else.
package enum CTDBCommands {
    /// Every node as this one sees it, in columns.
    package static let machineStatus = ctdb(["-X", "status"])
    /// Recovery mode and leader: the columns of `machineStatus` do not have them.
    package static let status = ctdb(["status"])
    /// The public addresses that this node can serve, and who serves them.
    package static let addresses = ctdb(["-X", "ip"])
    /// The tunables in force.
    package static let tunables = ctdb(["-X", "listvars"])
    /// The cluster lock in force.
    package static let lock = ctdb(["-X", "getreclock"])
    /// The last result of each event script, with its output. The event daemon answers, not ctdbd.
    package static let scriptResults = ctdb(["event", "status", "legacy", "monitor"])

    /// Event scripts and whether they are enabled; it reads directories and needs no daemon.
    package static let scripts = Query.run(Invocation(["ctdb", "event", "script", "list", "legacy"], limit: limit))
    /// Addresses of all interfaces.
    package static let hostAddresses = Query.run(Invocation(["ip", "-j", "address", "show"]))

    /// The daemon, the unit that mounts its lock volume, and that mount.
    package static func units(_ lock: CTDBClusterSpec.LockVolume) -> Query {
        .run(
            Invocation(
                ["systemctl", "show", "-p", unitProperties, "--"] + unitNames.map { "\($0).service" }
                    + [lock.mountUnit]))
    }

    /// Flags of the directory beneath the mount point; only to be asked while nothing is mounted there: on a mount it
    /// would wait for the volume.
    package static func directoryFlags(_ path: String) -> Query {
        .run(Invocation(["lsattr", "-d", "--", path], limit: limit))
    }

    /// What is in it: type, bytes and name.
    package static func directoryEntries(_ path: String) -> Query {
        .run(
            Invocation(["find", path, "-mindepth", "1", "-maxdepth", "1", "-printf", #"%y %s %f\n"#], limit: limit))
    }

    /// The changes that an action consists of, in order.
    package static func changes(for action: CTDBAction) -> [Change] {
        switch action {
        case .makeLockDirectory(let path):
            [run(["mkdir", "-p", "-m", "0755", "--", path]), run(["chattr", "+i", "--", path])]
        case .mountLock:
            [
                run(["systemctl", "daemon-reload"], limit: unitLimit), systemctl("enable", CTDBFile.lockUnitName),
                systemctl("restart", CTDBFile.lockUnitName),
            ]
        case .readUnits: [run(["systemctl", "daemon-reload"], limit: unitLimit)]
        case .start: [run(["systemctl", "enable", "--now", "--", daemon], limit: unitLimit)]
        case .stop: [run(["systemctl", "stop", "--", daemon], limit: unitLimit)]
        case .setTunable(let tunable): [change(["setvar", tunable.name, "\(tunable.value)"])]
        case .reloadNodes: [change(["reloadnodes"])]
        case .reloadAddresses: [change(["reloadips"])]
        case .setScript(let name, let isEnabled):
            [change(["event", "script", isEnabled ? "enable" : "disable", "legacy", name])]
        }
    }

    /// What a plan shows of an action.
    package static func preview(_ action: CTDBAction) -> [CommandLine] { changes(for: action).map(\.commandLine) }

    static let unitProperties = "Id,LoadState,ActiveState,UnitFileState,NeedDaemonReload,ActiveEnterTimestampMonotonic"
    static let unitNames = [CTDBFile.daemonUnit, CTDBFile.lockUnitName]

    /// A healthy ctdbd answers in milliseconds. A hung one never does, and ctdb(1) then ignores SIGTERM and its own
    /// `-T` (seen with 4.17.12, ctdbd stopped by SIGSTOP): killed by SIGKILL, it costs its host's batch this long, once.
    static let limit = Invocation.Limit.killAfter(.seconds(3))
    /// A recovery of the cluster, for which reloadnodes and reloadips wait, takes seconds; the tunable RecoverTimeout
    /// is 30 s, ControlTimeout 60 s. A killed ctdb(1) leaves no lock behind.
    static let changeLimit = Invocation.Limit.killAfter(.seconds(90))
    /// systemd gives a unit 90 s to start or to stop. Killing systemctl ends the waiting, not the job.
    static let unitLimit = Invocation.Limit.killAfter(.seconds(120))

    private static let daemon = "\(CTDBFile.daemonUnit).service"

    private static func ctdb(_ arguments: [String]) -> Query {
        .run(
            Invocation(
                ["ctdb"] + arguments, limit: limit, onlyWhileActive: daemon, sharedLimit: CTDBFile.daemonUnit))
    }

    private static func change(_ arguments: [String]) -> Change { run(["ctdb"] + arguments, limit: changeLimit) }

    private static func systemctl(_ verb: String, _ unit: String) -> Change {
        run(["systemctl", verb, "--", "\(unit).service"], limit: unitLimit)
    }

    private static func run(_ words: [String], limit: Invocation.Limit = limit) -> Change {
        .run(Invocation(words, limit: limit))
    }
}
