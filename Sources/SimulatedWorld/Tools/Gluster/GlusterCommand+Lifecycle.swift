internal import ClusterModel
internal import World

/// Transactions of glusterd: they lock a volume on every member, and hang when they lose one.
extension GlusterCommand {
    func earlyEnd(of command: RunningCommand, in state: inout ClusterState) -> EarlyEnd? {
        guard let volume = lockedVolume else { return nil }
        guard let host = state[command.host], host.runsGlusterd else {
            return .refusal(.refused(1, "", output: QueryResponder.noDaemon))
        }
        if let words = state.lock(volume, for: command) { return .refusal(failed(words)) }
        guard state.losesMember(host.name) else { return nil }
        let lockLeft = state.chance.duration(ClusterState.lockLeft)
        state.schedule(.gluster(.unlocks(transaction: command.id)), in: lockLeft)
        return EarlyEnd(end: ClusterState.timedOut, after: ClusterState.glusterLimit)
    }

    /// A create has a moment at which the members prepare their bricks.
    func begun(_ command: RunningCommand, in state: inout ClusterState) {
        guard case .create = self, !command.isRefused else { return }
        let span = max(1, Int((command.ends - state.now) / .milliseconds(1)))
        let delay = state.chance.duration(0..<span)
        state.schedule(.gluster(.stages(command.id)), in: delay)
    }

    /// A transaction hangs if a member has died since it was begun and the daemon still believes in it.
    func postponesEnd(of command: RunningCommand, in state: inout ClusterState) -> Bool {
        guard command.completion == .effect, lockedVolume != nil, state[command.host]?.runsGlusterd ?? false,
            state.losesMember(command.host)
        else { return false }
        state.hang(command.id)
        return true
    }

    func perform(_ command: RunningCommand, in state: inout ClusterState) -> Outcome {
        let name = command.host
        if case .removeMark(let path) = self { return .finished(state.removeMark(path, on: name)) }
        guard state[name]?.runsGlusterd ?? false else {
            return .finished(.refused(1, "", output: QueryResponder.noDaemon))
        }
        state.change(name) { $0.glusterd.hasServed = true }
        return .finished(run(command, in: &state))
    }

    private func run(_ command: RunningCommand, in state: inout ClusterState) -> Finished {
        let (name, cause) = (command.host, WorldEvent.Cause.command(command.id))
        switch self {
        case .probe(let peer): return state.probe(peer, from: name)
        case .create(let volume, _, _, _):
            return state.create(self, command).map(failed)
                ?? .said("volume create: \(volume): success: please start the volume to access data\n")
        case .set(_, let words) where words.contains(where: { $0.utf8.count >= ClusterState.crashLength }):
            state.stopGlusterd(name, bricksToo: true, leaving: .activating, cause: cause)
            return .refused(1, "", output: QueryResponder.noDaemon)
        case .set(let volume, let words):
            return state.set(volume, words, from: name).map(failed) ?? .said("volume set: success\n")
        case .reset(let volume, let key):
            return state.reset(volume, key, from: name).map(failed)
                ?? .said("volume reset: success: reset volume successful\n")
        case .setAll(let words):
            return state.setAll(words, from: name).map(failed) ?? .said("volume set: success\n")
        case .start(let volume, let force):
            return state.start(volume, force: force, from: name, cause: cause).map(failed)
                ?? .said("volume start: \(volume): success\n")
        case .removeMark(let path): return state.removeMark(path, on: name)
        }
    }

    /// A transaction that ended releases its locks; one that lost its own daemon leaves them to the others.
    func ended(_ command: RunningCommand, in state: inout ClusterState) {
        guard command.completion != .refusal(ClusterState.timedOut) else { return }
        if state[command.host]?.runsGlusterd ?? false { return state.release(command.id) }
        state.leaveLocks(of: command.id)
    }

    /// glusterd commits a create in its own store first; the others learn it from there.
    func leavePartialEffect(of command: RunningCommand, in state: inout ClusterState) {
        guard case .create = self, case .success(let volume)? = command.staging else { return }
        state.learn(volume, on: command.host)
    }

    func aborted(_ command: RunningCommand, in state: inout ClusterState) {
        state.timers.removeAll { $0.kind == .gluster(.stages(command.id)) }
        state.leaveLocks(of: command.id)
    }
}
