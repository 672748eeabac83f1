package import ClusterModel
package import World

/// What is sent to the NFS server of a host: argument vectors, nothing else. What a plan shows and what the actuator runs
/// are one value.
///
/// Ganesha is asked over D-Bus by busctl, which is part of systemd and prints JSON.
package enum NFSCommands {
    /// A NULL call of that version over TCP: the server itself has to answer. With a port rpcinfo does not ask rpcbind,
    /// which goes on naming a server that is gone.
    package static func nullCall(version: Int) -> Query {
        ofServer(
            [
                "rpcinfo", "-T", "tcp", "-n", "\(GaneshaSettings.nfsPort)", loopback, "\(nfsProgram)", "\(version)",
            ], nullCallLimit)
    }

    /// Grace period, exports, and the details of the exports that are named: all calls by one `find`, whose `-exec` needs
    /// no shell. After a first call that failed there is no second one, so that a server that hangs costs one limit and
    /// not one for each export; of the details each is asked for, whatever became of the one before.
    package static func state(of exports: [Int]) -> Query {
        let details = exports.map { run(call(manager, "DisplayExport", "q", "\($0)")) }.joined(separator: [","])
        return ofServer(
            ["find", "/", "-maxdepth", "0"] + run(call(admin, "get_grace")) + run(call(manager, "ShowExports"))
                + (exports.isEmpty ? [] : ["("] + details + [")"]))
    }

    private static func run(_ words: [String]) -> [String] { ["-exec"] + words + [";"] }

    /// What rpcbind knows.
    package static let ports = query(["rpcinfo", "-p", loopback])

    /// The changes that an action consists of, in order.
    package static func changes(for action: NFSAction) -> [Change] {
        switch action {
        case .addExport(let name, let id): [add(name, id)]
        case .updateExport(let name, let id): [change("UpdateExport", name, id)]
        case .replaceExport(let name, let id, let old): [remove(old), add(name, id)]
        case .removeExport(_, let id): [remove(id)]
        case .restartServer(let killing):
            (killing ? [systemctl(["kill", "--signal=SIGKILL", "--", unit])] : [])
                + [systemctl(["restart", "--", unit])]
        case .restartStatd: [systemctl(["restart", "--", "\(GaneshaSettings.lockUnit).service"])]
        }
    }

    /// What a plan shows of an action.
    package static func preview(_ action: NFSAction) -> [CommandLine] { changes(for: action).map(\.commandLine) }

    // MARK: - Parts

    /// RPC number of NFS.
    static let nfsProgram = 100_003
    private static let loopback = "127.0.0.1"
    private static let unit = "\(GaneshaSettings.unit).service"
    private static let manager = ["/org/ganesha/nfsd/ExportMgr", "org.ganesha.nfsd.exportmgr"]
    private static let admin = ["/org/ganesha/nfsd/admin", "org.ganesha.nfsd.admin"]
    /// An idle server answers within 5 ms, rpcinfo itself waits for 10 s and ignores SIGTERM. Protects the observation of
    /// a host from a server that hangs, which costs it this much once: D-Bus is not asked then. A server that needs longer
    /// is called hung.
    private static let nullCallLimit = Invocation.Limit.killAfter(.seconds(1))
    /// What D-Bus and rpcbind may take; busctl gives up by itself after as long.
    private static let limit = Invocation.Limit.killAfter(.seconds(seconds))
    static let seconds = 2
    /// What the queries of the server itself wait for.
    package static let server = "ganesha"
    /// Seconds that a changing call may take: adding waits for the volume, one that does not exist is refused after a
    /// second, removing three exports at once took four. Killing busctl ends the waiting, not the change.
    private static let changeSeconds = 60
    private static let changeLimit = Invocation.Limit.killAfter(.seconds(changeSeconds + 5))
    /// Stopping takes seconds; systemd kills after 90 s what does not stop (TimeoutStopSec).
    private static let restartLimit = Invocation.Limit.killAfter(.seconds(150))
    /// Bytes: an export has about 500 in its details, with some hundred clients.
    private static let outputLimit = 1 << 22

    private static func query(_ arguments: [String]) -> Query {
        .run(Invocation(arguments, limit: limit, outputLimit: outputLimit))
    }

    private static func ofServer(_ arguments: [String], _ limit: Invocation.Limit = limit) -> Query {
        .run(Invocation(arguments, limit: limit, outputLimit: outputLimit, sharedLimit: server))
    }

    private static func call(_ object: [String], _ words: String...) -> [String] {
        ["busctl", "--json=short", "--timeout=\(seconds)", "call", "org.ganesha.nfsd"] + object + words
    }

    private static func add(_ name: NFSExportName, _ id: Int) -> Change { change("AddExport", name, id) }

    /// Takes the block of that number out of the export's file.
    private static func change(_ method: String, _ name: NFSExportName, _ id: Int) -> Change {
        call([method, "ss", NFSFile.export(name).path, "EXPORT(Export_Id=\(id))"])
    }

    private static func remove(_ id: Int) -> Change { call(["RemoveExport", "q", "\(id)"]) }

    private static func call(_ words: [String]) -> Change {
        .run(
            Invocation(
                ["busctl", "--json=short", "--timeout=\(changeSeconds)", "call", "org.ganesha.nfsd"] + manager + words,
                limit: changeLimit))
    }

    private static func systemctl(_ words: [String]) -> Change {
        .run(Invocation(["systemctl"] + words, limit: restartLimit))
    }
}
