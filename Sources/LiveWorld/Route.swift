internal import World

/// How a script comes to its place.
enum Route: Sendable {
    case local(Gate)
    case ssh(HostLink)

    /// Asks; a second time over a new connection if the first one gave no sign of life, since asking changes nothing.
    func ask(_ batch: Batch, _ patience: Patience) async -> Reply {
        await send(batch, patience) { $0 == .noMaster || $0 == .silent }
    }

    /// Changes; a second time only if nothing of it can have run.
    func change(_ batch: Batch, _ patience: Patience) async -> Reply {
        await send(batch, patience) { $0 == .noMaster }
    }

    private func send(_ batch: Batch, _ patience: Patience, again: (Reply.Cause) -> Bool) async -> Reply {
        switch self {
        case .local(let gate):
            guard await gate.enter() else { return .refused(.connectionLost(Conversation.gaveUp)) }
            defer { gate.leave() }
            return await Conversation(batch, patience).held(by: "/bin/sh", ["-c", ShellScript.loader])
        case .ssh(let link):
            let first = await link.send(batch, patience)
            guard let cause = first.broken?.cause, again(cause), first.outcomes.isEmpty, !Task.isCancelled else {
                return first
            }
            return await link.send(batch, patience)
        }
    }
}

extension HostLink {
    /// Sends a batch when there is room, over the shared connection.
    nonisolated func send(_ batch: Batch, _ patience: Patience) async -> Reply {
        while true {
            guard await gate.enter() else { return .refused(.connectionLost(Conversation.gaveUp)) }
            let reply = await sendNow(batch, patience)
            // The host allows fewer sessions than we thought: wait until one of ours has ended.
            let isFull = reply.broken?.cause == .noSession && gate.narrow()
            gate.leave()
            if !isFull { return reply }
        }
    }

    private nonisolated func sendNow(_ batch: Batch, _ patience: Patience) async -> Reply {
        guard let opening = await master() else { return .refused(.connectionLost(Conversation.gaveUp)) }
        switch opening {
        case .failed(let failure): return .refused(failure)
        case .open(let master):
            let arguments = destination.clientArguments(socket: master.socket)
            let reply = await Conversation(batch, patience).held(by: Master.program, arguments)
            switch reply.broken?.cause {
            case .noMaster, .silent, .lost: if !Task.isCancelled { await discard(master) }
            case .refused, .noSession, .left, nil: break
            }
            return reply
        }
    }
}
