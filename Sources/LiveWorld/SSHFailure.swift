internal import Subprocess
internal import World

/// What ssh(1) means by its words and its exit status.
enum SSHFailure {
    /// A client ended before the script said that it had begun. Only with status 255 is it ssh's own end: then the
    /// script may be running. With any other the far side has ended, and the first thing a script does is to speak.
    static func beforeStart(_ words: String, _ status: TerminationStatus) -> Reply {
        if words.contains(ShellScript.noMaster) {
            let isFull = words.contains("open refused by peer") || words.contains("open failed")
            let failure = TransportFailure.connectionLost(without(noMasterLine: words))
            return Reply(broken: Reply.Break(cause: isFull ? .noSession : .noMaster, failure: failure))
        }
        guard case .exited(let code) = status, code != sshItself else {
            return Reply(broken: Reply.Break(cause: .silent, failure: .connectionLost(words)))
        }
        return .refused(words.contains("sudo:") ? .notAuthenticated(words) : .short(words))
    }

    /// The shared connection could not be opened: nothing of ours has run.
    static func opening(_ words: String, _ status: TerminationStatus, _ destination: SSHDestination) -> TransportFailure
    {
        let name = "\(destination.host) (\(destination.user)@\(destination.address) port \(destination.port))"
        if let sentence = hostKey(words, destination) { return .hostKey("\(name): \(sentence)") }
        let said = "\(name): \(words.isEmpty ? "ssh ended: \(status)" : words)"
        let isRefusal = refusals.contains { words.contains($0) }
        // Logged in, but the login shell did not run our `cat`: nologin, a forced command.
        if isRefusal || status != .exited(sshItself) { return .notAuthenticated(said) }
        return .unreachable(said)
    }

    /// What ssh exits with when it fails itself (ssh(1), EXIT STATUS).
    private static let sshItself: TerminationStatus.Code = 255

    /// OpenSSH 8 and 9: clientloop.c, sshconnect2.c, packet.c.
    private static let refusals = [
        "Permission denied", "Too many authentication failures", "No supported authentication methods",
        "no such identity", "UNPROTECTED PRIVATE KEY FILE", "bad permissions",
    ]

    private static func hostKey(_ words: String, _ destination: SSHDestination) -> String? {
        let isChanged = words.contains("IDENTIFICATION HAS CHANGED") || words.contains("has changed and you have")
        let isRevoked = words.contains("REVOKED")
        guard
            isChanged || isRevoked || words.contains("Host key verification failed")
                || words.contains("host key is known for")
        else { return nil }
        let file = destination.knownHostsFile ?? "~/.ssh/known_hosts"
        if isRevoked { return "the host's key is marked as revoked in \(file)" }
        return isChanged ? changed(destination, file) : unknown(destination, file)
    }

    private static func unknown(_ destination: SSHDestination, _ file: String) -> String {
        "the host's key is not in \(file). Compare what `\(ShellScript.scan(destination))` prints with the host's own "
            + "/etc/ssh/ssh_host_*_key.pub; if they agree, run `\(ShellScript.scan(destination, into: file))`"
    }

    private static func changed(_ destination: SSHDestination, _ file: String) -> String {
        "the host's key is another one than in \(file): the host was installed anew, or something else answers in its "
            + "place. Compare what `\(ShellScript.scan(destination))` prints with the host's own "
            + "/etc/ssh/ssh_host_*_key.pub; if they agree, run `\(ShellScript.forget(destination, in: file))` and "
            + "`\(ShellScript.scan(destination, into: file))`"
    }

    private static func without(noMasterLine words: String) -> String {
        let own = words.replacing(ShellScript.noMaster, with: "").split(separator: "; ")
            .filter { !$0.contains("UNKNOWN port") }.joined(separator: "; ")
        return own.isEmpty ? "the shared connection is gone" : own
    }
}
