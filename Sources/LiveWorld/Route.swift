internal import World

/// How a script comes to its place.
enum Route: Sendable {
    case local(AsyncSemaphore, shell: String)
    case ssh(HostConnection)

    /// Asks; a second time over a new connection if the first one gave no sign of life, since asking changes nothing.
    func query(_ batch: Batch, _ patience: TransportTimeouts) async -> Reply {
        await send(batch, patience) { $0 == .noMaster || $0 == .noSession || $0 == .unresponsive }
    }

    /// Changes; a second time only if nothing of it can have run.
    func change(_ batch: Batch, _ patience: TransportTimeouts) async -> Reply {
        await send(batch, patience) { $0 == .noMaster || $0 == .noSession }
    }

    private func send(_ batch: Batch, _ patience: TransportTimeouts, again: (Reply.Cause) -> Bool) async -> Reply {
        switch self {
        case .local(let gate, let shell):
            guard await gate.enter() else { return .refused(.connectionLost(ScriptSession.gaveUp)) }
            defer { gate.leave() }
            return await ScriptSession(batch, patience).held(by: shell, ["-c", ShellScript.loader], .local)
        case .ssh(let link):
            let first = await link.send(batch, patience)
            guard let cause = first.broken?.cause, again(cause), first.outcomes.isEmpty, !Task.isCancelled else {
                return first
            }
            return await link.send(batch, patience)
        }
    }
}

extension HostConnection {
    /// Sends a batch when there is room, over the shared connection. One that turns out to be of no use is put away, so
    /// that the next batch makes a new one.
    nonisolated func send(_ batch: Batch, _ patience: TransportTimeouts) async -> Reply {
        while true {
            guard await gate.enter() else { return .refused(.connectionLost(ScriptSession.gaveUp)) }
            defer { gate.leave() }
            let master: ControlMaster
            switch await self.master() {
            case .open(let open): master = open
            case .failed(let failure): return .refused(failure)
            case nil: return .refused(.connectionLost(ScriptSession.gaveUp))
            }
            if Task.isCancelled { return .refused(.connectionLost(ScriptSession.gaveUp)) }
            let arguments = destination.clientArguments(socket: master.socket)
            let reply = await ScriptSession(batch, patience).held(
                by: ControlMaster.program, arguments, ChildEnvironment.ssh)
            switch reply.broken?.cause {
            // The host allows fewer sessions than we thought: wait until one of ours has ended. If there is none, what
            // was left to run holds them all, and only another connection helps.
            case .noSession where gate.narrow(): continue
            case .noMaster, .noSession, .unresponsive: await discard(master)
            // Others may be running on it; if it is dead, ssh itself ends it.
            case .refused, .connectionLost, .detached, nil: break
            }
            return reply
        }
    }
}
