internal import ClusterModel
internal import World

/// Commands from their begin to their end. They belong to their host: whether their caller still lives is nothing to
/// them.
extension ClusterState {
    /// gluster's own limit for one command.
    static let glusterLimit = Duration.seconds(120)
    /// Milliseconds that a lock outlives a transaction that lost a member (field notes A6: 104 s; also seen: 5 min).
    static let lockLeft = 100_000..<300_000
    static let timedOut = Finished.refused(1, "Error : Request timed out\n")

    /// nil is the taking of the term. Gives the number of the command.
    mutating func begin(
        _ change: Change?, at host: HostName, term: Term, caller: String, isKilled: Bool = false,
        longer: Duration = .zero
    ) -> UInt64 {
        let id = nextNumber()
        let work = change.flatMap(Changing.init)
        var command = RunningCommand(
            id: id, host: host, term: term, caller: caller, change: change, begun: now,
            ends: now + chance.duration(work?.duration ?? 5..<25) + longer, fate: isKilled ? .killed : .effect)
        if let early = work.flatMap({ earlyEnd($0, of: command) }) {
            command.fate = .refusal(early.end)
            command.ends = now + early.after
        }
        running.append(command)
        if case .create? = work, !command.isRefused {
            let span = max(1, Int((command.ends - now) / .milliseconds(1)))
            schedule(.stages(id), in: chance.duration(0..<span))
        }
        schedule(.commandEnds(id), in: command.ends - now)
        tell(.begun(command))
        if case .makeFilesystem(let device, _)? = work, let contents = self[host]?.device(device)?.disk.contents {
            tell(.formatting(host, device: device, over: contents, command: id))
        }
        return id
    }

    /// What is decided before anything is done: a refusal, or a transaction that cannot come to an end.
    private mutating func earlyEnd(_ work: Changing, of command: RunningCommand) -> (end: Finished, after: Duration)? {
        let quick = Duration.milliseconds(20)
        if case .makeFilesystem(let device, _) = work {
            return refusalToFormat(device, on: command.host).map { ($0, quick) }
        }
        guard let volume = work.lockedVolume else { return nil }
        guard let host = self[command.host], host.runsGlusterd else {
            return (.refused(1, "", output: HostReader.noDaemon), quick)
        }
        if let words = lock(volume, for: command) { return (work.failed(words), quick) }
        guard believedConnected(host.name).contains(where: { $0 != host.name && !canTalk(host.name, $0) }) else {
            return nil
        }
        schedule(.unlocks(transaction: command.id), in: chance.duration(Self.lockLeft))
        return (Self.timedOut, Self.glusterLimit)
    }

    /// Takes a volume's lock on every member that can be reached; gives gluster's words where it is held.
    private mutating func lock(_ volume: String, for command: RunningCommand) -> String? {
        let members = believedConnected(command.host).filter { $0 == command.host || canTalk(command.host, $0) }
        if self[command.host]?.glusterd.locks[volume] != nil {
            return "Another transaction is in progress for \(volume). Please try again after some time."
        }
        if let busy = members.first(where: { self[$0]?.glusterd.locks[volume] != nil }) {
            return "Locking failed on \(nameOfPeer(busy, seenFrom: command.host)). "
                + "Please check log file for details."
        }
        for member in members {
            change(member) { host in
                host.glusterd.locks[volume] = VolumeLock(transaction: command.id, originator: command.host)
            }
        }
        return nil
    }

    func nameOfPeer(_ peer: HostName, seenFrom host: HostName) -> String {
        self[host]?.glusterd.peers.first { $0.host == peer }?.names.first ?? peer.text
    }

    /// A command has come to its end.
    mutating func end(_ id: UInt64) {
        guard let index = running.firstIndex(where: { $0.id == id }), running[index].ends <= now else { return }
        if losesMember(running[index]) { return drag(index) }
        let command = running.remove(at: index)
        let before = health
        let outcome = outcome(of: command)
        unlock(after: command)
        results[id] = outcome
        let status = if case .finished(let end) = outcome { end.exitStatus } else { -1 }
        tell(.ended(command, exitStatus: status, before: before, after: health))
    }

    /// A transaction that came to its end lets go of its locks; one that lost its own daemon leaves them to the others.
    private mutating func unlock(after command: RunningCommand) {
        guard command.fate != .refusal(Self.timedOut) else { return }
        if self[command.host]?.runsGlusterd ?? false { return release(command.id) }
        guard hosts.contains(where: { $0.holdsLock(of: command.id) }) else { return }
        schedule(.unlocks(transaction: command.id), in: chance.duration(Self.lockLeft))
    }

    /// A transaction whose member has died since it was begun, while everybody still believes in it.
    private func losesMember(_ command: RunningCommand) -> Bool {
        guard command.fate == .effect, let work = command.change.flatMap(Changing.init), work.lockedVolume != nil,
            self[command.host]?.runsGlusterd ?? false
        else { return false }
        return believedConnected(command.host).contains { $0 != command.host && !canTalk(command.host, $0) }
    }

    /// The moment at which the members prepare their bricks. If one of them is lost by then, it hangs.
    mutating func stage(_ id: UInt64) {
        guard let index = running.firstIndex(where: { $0.id == id }), running[index].staging == nil,
            self[running[index].host]?.runsGlusterd ?? false, let work = running[index].change.flatMap(Changing.init)
        else { return }
        let staging = staging(of: work, from: running[index].host)
        running[index].staging = staging
        if losesMember(running[index]) { drag(index) }
    }

    /// It hangs until gluster's own limit and leaves its lock; how far it got among the others is chance.
    private mutating func drag(_ index: Int) {
        let command = running[index]
        if chance.next(below: 2) == 0 { _ = outcome(of: command) }
        guard let index = running.firstIndex(where: { $0.id == command.id }) else { return }
        running[index].fate = .refusal(Self.timedOut)
        running[index].ends = max(now, command.begun + Self.glusterLimit)
        schedule(.commandEnds(command.id), in: running[index].ends - now)
        schedule(.unlocks(transaction: command.id), in: chance.duration(Self.lockLeft))
    }

    private mutating func outcome(of command: RunningCommand) -> Outcome {
        guard let change = command.change else { return obey(command) }
        guard let work = Changing(change) else { return .notRun(.absent("a command that the model knows")) }
        switch command.fate {
        case .refusal(let end): return .finished(end)
        case .effect: return perform(work, command)
        case .killed:
            if work.isDaemonsWork { _ = perform(work, command) } else { tearUp(work, command) }
            return .finished(Finished(exitStatus: 137))
        }
    }

    /// The host dies under a command.
    mutating func tear(_ id: UInt64) {
        guard let index = running.firstIndex(where: { $0.id == id }) else { return }
        let command = running.remove(at: index)
        if let work = command.change.flatMap(Changing.init), command.fate == .effect { tearUp(work, command) }
        timers.removeAll { $0.kind == .commandEnds(id) || $0.kind == .stages(id) }
        if hosts.contains(where: { $0.holdsLock(of: id) }) {
            schedule(.unlocks(transaction: id), in: chance.duration(Self.lockLeft))
        }
        results[id] = .indeterminate(.connectionLost("Timeout, server \(command.host) not responding."))
        tell(.tornOff(command))
    }

    /// The transport kills what has passed its limit; what a daemon does for it goes on.
    mutating func killAtLimit(_ id: UInt64) {
        guard let index = running.firstIndex(where: { $0.id == id }) else { return }
        running[index].ends = now
        if running[index].fate == .effect { running[index].fate = .killed }
        end(id)
    }

    /// What is left of work that was cut off in the middle.
    private mutating func tearUp(_ work: Changing, _ command: RunningCommand) {
        guard chance.next(below: 2) == 0 else { return }
        switch (work, command.staging) {
        case (.makeFilesystem(let device, _), _): leaveHalfAFilesystem(device, on: command.host)
        // It commits in its own store first, and the others learn it from there.
        case (.create, .success(let volume)): learn(volume, on: command.host)
        default: break
        }
    }

    /// The outcome of a command that has ended, handed out once.
    mutating func takeResult(_ id: UInt64) -> Outcome? { results.removeValue(forKey: id) }
}

extension SimulatedHost {
    func holdsLock(of transaction: UInt64) -> Bool {
        glusterd.locks.values.contains { $0.transaction == transaction }
    }
}

extension Changing {
    /// Gluster's way of saying that it did not work.
    func failed(_ words: String) -> Finished {
        switch self {
        case .create(let volume, _, _, _): .refused(1, "volume create: \(volume): failed: \(words)\n")
        case .start(let volume, _): .refused(1, "volume start: \(volume): failed: \(words)\n")
        case .reset: .refused(1, "volume reset: failed: \(words)\n")
        case .set, .setAll: .refused(1, "volume set: failed: \(words)\n")
        case .probe: .refused(1, "peer probe: failed: \(words)\n")
        default: .refused(1, "\(words)\n")
        }
    }
}
