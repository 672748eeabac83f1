internal import ClusterModel
package import World

/// Followers of simulated hosts: events of the model become the lines that real daemons log.
package struct SimulatedFollower: LineFollowing {
    /// How late a line comes; real ones took 40 to 300 ms.
    private static let delay = Duration.milliseconds(100)

    private let cluster: SimulatedCluster
    private let caller: ProcessLifetime

    package init(_ cluster: SimulatedCluster, _ caller: ProcessLifetime) {
        self.cluster = cluster
        self.caller = caller
    }

    package func follow(
        _ programs: [FollowedProgram], at place: Place, _ handle: @escaping @Sendable (FollowEvent) -> Void
    ) async -> String {
        guard case .host(let host) = place, isThere(host) else {
            try? await cluster.time.sleep(Self.delay)
            return "ssh: connect to host \(place): Connection refused"
        }
        let sources = Set(programs.map(\.source))
        let boot = cluster.use { $0[host]?.boot }
        var seen = cluster.logCount
        handle(.started)
        while caller.isAlive, isThere(host), cluster.use({ $0[host]?.boot }) == boot {
            guard (try? await cluster.time.sleep(Self.delay)) != nil else { return "the caller stopped waiting" }
            let count = cluster.logCount
            for event in cluster.log[seen..<count] {
                for case (let source, let line) in event.lines(of: host) where sources.contains(source) {
                    handle(.line(source, line))
                }
            }
            seen = count
        }
        return "Timeout, server \(host) not responding."
    }

    private func isThere(_ host: HostName) -> Bool {
        cluster.use { $0[host].map { $0.power == .on && $0.isReachable } ?? false }
    }
}

extension WorldEvent {
    /// What programs of a host print of the event, in the forms of gluster 10.3, tail and systemd 252.
    fileprivate func lines(of host: HostName) -> [(LineSource, String)] {
        switch kind {
        case .brick(host, let path, _, let runs, _):
            let words =
                runs
                ? "starting a fresh brick process for brick \(path)"
                : "Brick \(host):\(path) has disconnected from glusterd."
            return [(.gluster, "\(Self.head) I [MSGID: 106005] 0-management: \(words)")]
        case .ended(let command, let status, _, _) where command.host == host: return Self.lines(command, status)
        case .external(let action): return Self.lines(action, host)
        default: return []
        }
    }

    private static let head = "[2026-11-21 00:00:00.000000 +0000]"

    private static func lines(_ command: RunningCommand, _ status: Int) -> [(LineSource, String)] {
        if case .write(let write)? = command.change { return [replaced(write.path)] }
        guard command.words.first == "gluster" else { return [] }
        return [history(command.words.dropFirst().joined(separator: " "), isDone: status == 0)]
    }

    private static func lines(_ action: ExternalAction, _ host: HostName) -> [(LineSource, String)] {
        switch action {
        case .host(.writeFile(host, let path, _)): [replaced(path)]
        case .host(.stopService(host, let unit)): [(.systemd, "\(unit).service: Deactivated successfully.")]
        case .host: []
        case .storage(.editFstab(host, _)): [replaced("/etc/fstab")]
        case .storage(.unmount(host, let target)):
            [
                (
                    .systemd,
                    "\(target.split(separator: "/").joined(separator: "-")).mount: Deactivated successfully."
                )
            ]
        case .storage: []
        case .gluster(.killGlusterd(host, _, _)): [(.systemd, "glusterd.service: Failed with result 'signal'.")]
        // Which member an operator used is not part of the action: every history shows it.
        case .gluster(.setOption(let volume, let name, let value)): [history("volume set \(volume) \(name) \(value)")]
        case .gluster(.resetOption(let volume, let name)): [history("volume reset \(volume) \(name)")]
        case .gluster(.stopVolume(let volume)): [history("volume stop \(volume)")]
        case .gluster(.startVolume(let volume)): [history("volume start \(volume)")]
        case .gluster(.deleteVolume(let volume)): [history("volume delete \(volume)")]
        case .gluster, .nfs, .ctdb, .hostedEngine: []
        }
    }

    private static func history(_ words: String, isDone: Bool = true) -> (LineSource, String) {
        (.gluster, "\(head)  : \(words) : \(isDone ? "SUCCESS" : "FAILED")")
    }

    private static func replaced(_ path: String) -> (LineSource, String) {
        (.files, "tail: '\(path)' has been replaced;  following new file")
    }
}
