internal import ClusterModel
internal import SimulatedWorld

/// What no command of ours may ever do, read off the events of the model.
struct SafetyRules: Sendable {
    /// Commands that start a daemon anew, which takes its bricks along and brings them back. The replica sets must bear
    /// it: that is judged when the command ends.
    private var restarts: Set<UInt64> = []
    /// Volumes of which a brick stopped at this instant, and no command stopped it: a daemon that finds itself without
    /// quorum stops its bricks, whatever else goes on.
    private var stopped: (at: Duration, volumes: Set<String>) = (.zero, [])
    /// When somebody last stopped a brick of a volume, took a mark away, and when commands began that mark by force: what
    /// happens while a command is under way, nobody can know who sent it.
    private var stoppedByHand: [String: Duration] = [:]
    private var unmarked: [HostName: Duration] = [:]
    /// When a host was last cut off from the others. Gluster goes on calling it connected for 25 s, and so do we.
    private var cutOff: Duration?
    private var forced: [UInt64: Duration] = [:]

    /// When somebody last did something to a disk: what came between the last look and mkfs, nobody can know.
    private var handled: [HostName: Duration] = [:]
    /// Longer than any look at a host takes, and its way there.
    static let lookTime = Duration.seconds(60)
    /// Longer than it takes from what a step reads again to the begin of its command (`Executor.freshness`).
    static let transit = Duration.seconds(6)

    mutating func judge(_ event: WorldEvent) -> [Finding] {
        note(event)
        if stopped.at != event.at { stopped = (event.at, []) }
        if case .brick(_, _, let volume, false, let cause) = event.kind, cause == .automatic || cause == .hand {
            stopped.volumes.insert(volume)
        }
        if case .begun(let command) = event.kind, command.words.prefix(2) == ["systemctl", "restart"] {
            restarts.insert(command.id)
        }
        return switch event.kind {
        case .ended(let command, _, let before, let after):
            Self.quorum(command, before.filter { !isStopped($0.volume, since: command.begun) }, after, event.at)
        case .formatting(let host, let device, let contents, _): formatting(host, device, contents, event.at)
        case .markedByForce(let host, _, _, let command) where isUnmarked(host, since: forced[command]): []
        case .markedByForce(let host, let path, let volume, _):
            [Finding(.mark, at: event.at, "\(host):\(path) was made a brick of \(volume) by force")]
        case .madeFilesystem(let host, let device, let contents, _): Self.formatted(host, device, contents, event.at)
        case .lastGoodCopyLost(let file, let cause) where cause != .hand:
            [Finding(.lastGoodCopy, at: event.at, "\(file.file) of volume \(file.volumeID) is lost (\(cause))")]
        case .brick(let host, let path, let volume, false, .command(let id)) where !restarts.contains(id):
            [Finding(.quorum, at: event.at, "command \(id) stopped brick \(host):\(path) of \(volume)")]
        default: []
        }
    }

    private mutating func note(_ event: WorldEvent) {
        switch event.kind {
        case .hand(.putOnDisk(let host, _, _)): handled[host] = event.at
        case .hand(.removeMark(let host, _)), .hand(.rename(let host, _, _)), .hand(.unmount(let host, _)),
            .hand(.replaceDisk(let host, _, _)):
            unmarked[host] = event.at
        case .hand(.segment), .hand(.powerCut): cutOff = event.at
        case .brick(_, _, let volume, false, .hand): stoppedByHand[volume] = event.at
        case .begun(let command) where command.words.last == "force": forced[command.id] = event.at
        default: break
        }
    }

    private func isStopped(_ volume: String, since begun: Duration) -> Bool {
        stopped.volumes.contains(volume) || (stoppedByHand[volume].map { $0 >= begun - Self.transit } ?? false)
            || (cutOff.map { $0 >= begun - Self.lookTime } ?? false)
    }

    private func isUnmarked(_ host: HostName, since begun: Duration?) -> Bool {
        guard let begun, let at = unmarked[host] else { return false }
        return at >= begun - Self.transit
    }

    private static func quorum(
        _ command: RunningCommand, _ before: [ReplicaSetHealth], _ after: [ReplicaSetHealth], _ at: Duration
    ) -> [Finding] {
        before.filter(\.isWritable).filter { old in
            !after.contains { $0.volume == old.volume && $0.set == old.set && $0.isWritable }
        }.map {
            Finding(
                .quorum, at: at,
                "“\(CommandLine(command.words))” on \(command.host) took set \($0.set) of \($0.volume) its quorum")
        }
    }

    /// mkfs refuses what it finds, but it is none of its business to save us.
    private func formatting(
        _ host: HostName, _ device: String, _ contents: SimulatedDisk.Contents, _ at: Duration
    ) -> [Finding] {
        guard contents.isSeen, handled[host].map({ at - $0 > Self.lookTime }) ?? true else { return [] }
        return [Finding(.signature, at: at, "\(host):\(device) was to be formatted over \(contents.summary)")]
    }

    private static func formatted(
        _ host: HostName, _ device: String, _ contents: SimulatedDisk.Contents, _ at: Duration
    ) -> [Finding] {
        guard contents != .blank else { return [] }
        return [Finding(.signature, at: at, "\(host):\(device) was formatted over \(contents.summary)")]
    }
}

extension SimulatedDisk.Contents {
    /// Whether anything stands there that a program finds.
    var isSeen: Bool {
        switch self {
        case .blank, .partitionTable("", _): false
        case .filesystem, .partitionTable, .swap, .lvm, .several: true
        }
    }

    /// A few words; file systems without what is in them.
    var summary: String {
        switch self {
        case .blank: "nothing"
        case .filesystem(let filesystem): "\(filesystem.kind) \(filesystem.uuid)"
        case .partitionTable(let kind, let partitions): "table \(kind) of \(partitions.count)"
        case .swap(let uuid): "swap \(uuid)"
        case .lvm(let uuid): "LVM \(uuid)"
        case .several: "several signatures"
        }
    }
}
