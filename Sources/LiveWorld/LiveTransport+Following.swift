internal import ClusterModel
package import World

extension LiveTransport: LineFollowing {
    /// In a session of its own beside those of commands: of sshd's ten (MaxSessions) one is the connection's, eight are
    /// for commands, and this is the tenth. So a host has one follower at a time.
    package func follow(
        _ programs: [FollowedProgram], at place: Place, _ handle: @escaping @Sendable (FollowEvent) -> Void
    ) async -> String {
        let session = FollowSession(programs, handle)
        switch route(to: place) {
        case .local(_, let shell)?: return await session.held(by: shell, ["-c", ShellScript.loader], .local)
        case .ssh(let link)?: return await link.follow(session)
        case nil: return "\(place): no way to this host was given"
        }
    }
}

extension HostConnection {
    nonisolated fileprivate func follow(_ session: FollowSession) async -> String {
        let master: ControlMaster
        switch await self.master() {
        case .open(let open): master = open
        case .failed(let failure): return "\(failure)"
        case nil: return ScriptSession.gaveUp
        }
        let arguments = destination.clientArguments(socket: master.socket)
        let words = await session.held(by: ControlMaster.program, arguments, ChildEnvironment.ssh)
        if words.contains(ShellScript.noMaster) { await discard(master) }
        return words
    }
}
