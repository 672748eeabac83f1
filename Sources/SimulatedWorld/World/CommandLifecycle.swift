internal import ClusterModel
internal import World

/// Commands from their begin to their end. They belong to their host: they continue whether or not their caller lives.
extension ClusterState {
    /// Begins a change, or the taking of a term if `change` is nil. Gives the number of the command.
    mutating func begin(
        _ change: Change?, at host: HostName, term: Term, caller: String, isKilled: Bool = false,
        longer: Duration = .zero
    ) -> UInt64 {
        let id = nextNumber()
        let work = change.flatMap(SimulatedCommand.init)?.inner
        var command = RunningCommand(
            id: id, host: host, term: term, caller: caller, change: change, begun: now,
            ends: now + chance.duration(work?.duration ?? 5..<25) + longer, completion: isKilled ? .killed : .effect)
        if let early = work?.earlyEnd(of: command, in: &self) {
            command.completion = .refusal(early.end)
            command.ends = now + early.after
        }
        running.append(command)
        schedule(.commandEnds(id), in: command.ends - now)
        emit(.begun(command))
        work?.begun(command, in: &self)
        return id
    }

    /// Ends a command that is due.
    mutating func end(_ id: UInt64) {
        guard let index = running.firstIndex(where: { $0.id == id }), running[index].ends <= now else { return }
        let work = running[index].work
        guard work?.postponesEnd(of: running[index], in: &self) != true else { return }
        let command = running.remove(at: index)
        let before = health
        let outcome = outcome(of: command)
        work?.ended(command, in: &self)
        results[id] = outcome
        let status = if case .finished(let end) = outcome { end.exitStatus } else { -1 }
        emit(.ended(command, exitStatus: status, before: before, after: health))
    }

    mutating func outcome(of command: RunningCommand) -> Outcome {
        guard command.change != nil else { return accept(command) }
        guard let work = command.work else { return .notRun(.absent("a command that the model knows")) }
        switch command.completion {
        case .refusal(let end): return .finished(end)
        case .effect: return work.perform(command, in: &self)
        case .killed:
            if work.runsInDaemon {
                _ = work.perform(command, in: &self)
            } else {
                leavePartialEffect(of: command, work)
            }
            return .finished(Finished(exitStatus: 137))
        }
    }

    /// Aborts a command whose host dies.
    mutating func abort(_ id: UInt64) {
        guard let index = running.firstIndex(where: { $0.id == id }) else { return }
        let command = running.remove(at: index)
        let work = command.work
        if let work, command.completion == .effect { leavePartialEffect(of: command, work) }
        timers.removeAll { $0.kind == .commandEnds(id) }
        work?.aborted(command, in: &self)
        results[id] = .indeterminate(.connectionLost("Timeout, server \(command.host) not responding."))
        emit(.aborted(command))
    }

    /// Kills a command that has passed its limit, as the transport does; work of a daemon continues.
    mutating func killAtLimit(_ id: UInt64) {
        guard let index = running.firstIndex(where: { $0.id == id }) else { return }
        running[index].ends = now
        if running[index].completion == .effect { running[index].completion = .killed }
        end(id)
    }

    /// Every other aborted command leaves something.
    private mutating func leavePartialEffect(of command: RunningCommand, _ work: any ToolCommand) {
        guard chance.next(below: 2) == 0 else { return }
        work.leavePartialEffect(of: command, in: &self)
    }

    /// The outcome of a command that has ended, handed out once.
    mutating func takeResult(_ id: UInt64) -> Outcome? { results.removeValue(forKey: id) }
}
