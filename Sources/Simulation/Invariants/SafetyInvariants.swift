internal import ClusterModel
internal import SimulatedWorld

/// What no command of hcctl may ever do, judged by the events of the model.
///
/// A command is not blamed for what others did while it was under way, or so shortly before that its process could not
/// observe it.
struct SafetyInvariants: Sendable {
    /// Commands that restart a daemon, which stops its bricks and starts them again. The replica sets must bear it: that
    /// is judged when the command ends.
    private var restarts: Set<UInt64> = []
    /// Volumes of which a brick stopped at this instant without a command: a daemon that loses quorum stops its bricks,
    /// whatever else happens.
    private var stopped: (at: Duration, volumes: Set<String>) = (.zero, [])
    /// When an external action last stopped a brick of a volume.
    private var stoppedExternally: [String: Duration] = [:]
    /// When an external action last created or started a volume.
    private var startedExternally: [String: Duration] = [:]
    /// When an external action last took the mark of a brick away from a host.
    private var unmarked: [HostName: Duration] = [:]
    /// When a host was last cut off from the others. Gluster calls it connected for 25 s more, and so does hcctl.
    private var cutOff: Duration?
    /// When something other than a command of ours last took a node of CTDB away.
    private var unfit: Duration?
    /// When commands began that mark directories by force.
    private var forced: [UInt64: Duration] = [:]
    /// Hosts on which ctdbd was started without its lock volume at this instant.
    private var unlocked: (at: Duration, hosts: Set<HostName>) = (.zero, [])
    /// When an external action last changed a disk of a host.
    private var handled: [HostName: Duration] = [:]

    /// Longer than an observation of a host and its way there.
    static let lookTime = Duration.seconds(60)
    /// Longer than the time from what a step reads again to the begin of its command (`Executor.freshness`).
    static let transit = Duration.seconds(6)

    mutating func judge(_ event: WorldEvent) -> [Violation] {
        note(event)
        if stopped.at != event.at { stopped = (event.at, []) }
        if case .brick(_, _, let volume, false, let cause) = event.kind, cause == .automatic || cause == .externalAction
        {
            stopped.volumes.insert(volume)
        }
        if case .begun(let command) = event.kind, command.words.prefix(2) == ["systemctl", "restart"] {
            restarts.insert(command.id)
        }
        return switch event.kind {
        case .ended(let command, _, let before, let after):
            Self.quorum(
                command, before.filter { !isChangedExternally($0.volume, since: command.begun) }, after, event.at)
                + unlockedStart(command, event.at)
        case .ctdbStopped(let host, true, 0, .command(let id)) where !isRecentlyUnfit(event.at):
            [Violation(.ctdb, at: event.at, "command \(id) stopped the last node that could serve, on \(host)")]
        case .formatting(let host, let device, let contents, _): formatting(host, device, contents, event.at)
        case .markedByForce(let host, _, _, let command) where isUnmarked(host, since: forced[command]): []
        case .markedByForce(let host, let path, let volume, _):
            [Violation(.mark, at: event.at, "\(host):\(path) was made a brick of \(volume) by force")]
        case .madeFilesystem(let host, let device, let contents, _): Self.formatted(host, device, contents, event.at)
        case .lastGoodCopyLost(let file, let cause) where cause != .externalAction:
            [Violation(.lastGoodCopy, at: event.at, "\(file.file) of volume \(file.volumeID) is lost (\(cause))")]
        case .brick(let host, let path, let volume, false, .command(let id)) where !restarts.contains(id):
            [Violation(.quorum, at: event.at, "command \(id) stopped brick \(host):\(path) of \(volume)")]
        case .exportRemoved(let host, let id, .command(let command)):
            // Manifests of the model drop no export and change no volume of one.
            [Violation(.export, at: event.at, "command \(command) removed export \(id) of \(host)")]
        case .enginesDoubled(let hosts, _):
            [Violation(.engine, at: event.at, "the engine runs on \(hosts.map(\.text).joined(separator: " and "))")]
        case .deployedOver(let host, let id):
            [Violation(.engine, at: event.at, "command \(id) began the installer on \(host) over an engine")]
        case .begun, .aborted, .termTaken, .copiesLost, .lastGoodCopyLost, .brick, .exportRemoved, .fault, .callerDied,
            .external, .ctdbLeader, .ctdbWithoutLock, .ctdbStopped:
            []
        }
    }

    /// A command that started ctdbd, and it took a lock of the local disk.
    private func unlockedStart(_ command: RunningCommand, _ at: Duration) -> [Violation] {
        guard unlocked.at == at, unlocked.hosts.contains(command.host), command.words.contains("ctdb.service"),
            command.words.contains("enable")
        else { return [] }
        return [Violation(.ctdb, at: at, "ctdbd on \(command.host) was started without its lock volume")]
    }

    /// Whether a node of CTDB was taken away by others so shortly before that no process could see it.
    private func isRecentlyUnfit(_ at: Duration) -> Bool { unfit.map { at - $0 <= Self.lookTime } ?? false }

    private mutating func note(_ event: WorldEvent) {
        switch event.kind {
        case .external(let action): note(action, event.at)
        case .brick(_, _, let volume, false, .externalAction): stoppedExternally[volume] = event.at
        case .begun(let command) where command.words.last == "force": forced[command.id] = event.at
        case .ctdbWithoutLock(let host):
            unlocked = (event.at, unlocked.at == event.at ? unlocked.hosts.union([host]) : [host])
        case .ctdbStopped(_, _, _, let cause) where cause == .externalAction || cause == .automatic: unfit = event.at
        case .begun, .ended, .aborted, .termTaken, .madeFilesystem, .formatting, .markedByForce, .copiesLost,
            .lastGoodCopyLost, .brick, .exportRemoved, .fault, .callerDied, .ctdbLeader, .ctdbStopped, .enginesDoubled,
            .deployedOver:
            break
        }
    }

    private mutating func note(_ action: ExternalAction, _ at: Duration) {
        switch action {
        case .storage(.putOnDisk(let host, _, _)): handled[host] = at
        case .gluster(.removeMark(let host, _)), .gluster(.rename(let host, _, _)), .storage(.unmount(let host, _)),
            .storage(.replaceDisk(let host, _, _)):
            unmarked[host] = at
        case .gluster(.makeVolume(let volume, _, _)), .gluster(.startVolume(let volume)):
            startedExternally[volume] = at
        case .host(.segment), .host(.powerCut): (cutOff, unfit) = (at, at)
        case .ctdb: unfit = at
        case .host, .storage, .gluster, .nfs, .hostedEngine: break
        }
    }

    /// Whether a volume's quorum was lost, or came to depend on a command, by what others did.
    private func isChangedExternally(_ volume: String, since begun: Duration) -> Bool {
        func isRecent(_ at: Duration?, _ limit: Duration) -> Bool { at.map { $0 >= begun - limit } ?? false }
        return stopped.volumes.contains(volume) || isRecent(stoppedExternally[volume], Self.transit)
            || isRecent(startedExternally[volume], Self.transit) || isRecent(cutOff, Self.lookTime)
    }

    private func isUnmarked(_ host: HostName, since begun: Duration?) -> Bool {
        guard let begun, let at = unmarked[host] else { return false }
        return at >= begun - Self.transit
    }

    private static func quorum(
        _ command: RunningCommand, _ before: [ReplicaSetHealth], _ after: [ReplicaSetHealth], _ at: Duration
    ) -> [Violation] {
        before.filter(\.isWritable).filter { old in
            !after.contains { $0.volume == old.volume && $0.set == old.set && $0.isWritable }
        }.map {
            Violation(
                .quorum, at: at,
                "“\(CommandLine(command.words))” on \(command.host) took set \($0.set) of \($0.volume) its quorum")
        }
    }

    /// mkfs refuses what it finds, but hcctl must not depend on that.
    private func formatting(
        _ host: HostName, _ device: String, _ contents: SimulatedDisk.Contents, _ at: Duration
    ) -> [Violation] {
        guard contents.isSeen, handled[host].map({ at - $0 > Self.lookTime }) ?? true else { return [] }
        return [Violation(.signature, at: at, "\(host):\(device) was to be formatted over \(contents.summary)")]
    }

    private static func formatted(
        _ host: HostName, _ device: String, _ contents: SimulatedDisk.Contents, _ at: Duration
    ) -> [Violation] {
        guard contents != .blank else { return [] }
        return [Violation(.signature, at: at, "\(host):\(device) was formatted over \(contents.summary)")]
    }
}

extension SimulatedDisk.Contents {
    /// Whether it holds anything that a program finds.
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
