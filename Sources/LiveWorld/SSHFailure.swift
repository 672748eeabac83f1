internal import Subprocess
internal import World

/// What ssh(1) means by its words and its exit status.
enum SSHFailure {
    /// A client ended before the script said that it had begun. Only with status 255 is it ssh's own end: then the
    /// script may be running. With any other the far side has ended, and the first thing a script does is to speak.
    static func beforeStart(_ words: String, _ status: TerminationStatus) -> Reply {
        if words.contains(ShellScript.noMaster) {
            let isFull = words.contains("open refused by peer") || words.contains("open failed")
            let said = without(noMasterLine: words)
            let failure = TransportFailure.connectionLost(isFull ? "\(said); \(needsSessions)" : said)
            return Reply(broken: Reply.Break(cause: isFull ? .noSession : .noMaster, failure: failure))
        }
        guard case .exited(let code) = status, code != sshItself else {
            return Reply(broken: Reply.Break(cause: .unresponsive, failure: .connectionLost(words)))
        }
        return .refused(words.contains("sudo:") ? .notAuthenticated(words) : .stagingFailed(words))
    }

    /// One session keeps the connection open, another one carries a command (sshd_config(5), MaxSessions).
    private static let needsSessions =
        "sshd there allows too few sessions for one connection: set MaxSessions to 2 or more in its sshd_config"

    /// The shared connection could not be opened: nothing of ours has run.
    static func opening(
        _ words: String, _ status: TerminationStatus, _ destination: SSHDestination
    ) -> TransportFailure {
        if let sentence = HostKeyProblem(words, destination)?.sentence {
            return .hostKey("\(destination.name): \(sentence)")
        }
        let said =
            "\(destination.name): \(words.isEmpty ? "ssh ended: \(status)" : "\(words.prefix(Transcript.longestWords))")"
        if refusals.contains(where: { words.contains($0) }) { return .notAuthenticated(said) }
        guard case .exited(let code) = status, code != sshItself else { return .unreachable(said) }
        // Logged in, but the login shell did not run our `cat`: nologin, a forced command.
        return .notAuthenticated(said)
    }

    /// What ssh exits with when it fails itself (ssh(1), EXIT STATUS).
    private static let sshItself: TerminationStatus.Code = 255

    /// OpenSSH 8 and 9: clientloop.c, sshconnect2.c, packet.c.
    private static let refusals = [
        "Permission denied", "Too many authentication failures", "No supported authentication methods",
        "no such identity", "UNPROTECTED PRIVATE KEY FILE", "bad permissions",
    ]

    private static func without(noMasterLine words: String) -> String {
        let own = words.replacing(ShellScript.noMaster, with: "").split(separator: "; ")
            .filter { !$0.contains("UNKNOWN port") }.joined(separator: "; ")
        return own.isEmpty ? "the shared connection is gone" : own
    }
}

/// What ssh says when a host key is not as it should be, and the lines for setting it right.
private struct HostKeyProblem {
    let sentence: String

    /// Nil when the words are about something else. ssh names the host whose key it is, which may be a jump host or
    /// what the user's configuration made of the name, and the file where it looked.
    init?(_ words: String, _ destination: SSHDestination) {
        let named =
            words.part(after: "host key is known for ", upTo: " ") ?? words.part(after: "Host key for ", upTo: " ")
        let (host, port) = Self.parts(of: named, destination)
        let line = words.part(after: "Offending ", upTo: ";")?.part(after: " key in ", upTo: ";")
        let found = line.flatMap { line in line.lastIndex(of: ":").map { String(line[..<$0]) } }
        let file = found ?? destination.knownHostsFile ?? "~/.ssh/known_hosts"
        let add = ShellScript.scan(host, port, into: file)
        let compare =
            "Compare what `\(ShellScript.scan(host, port))` prints with the host's own /etc/ssh/ssh_host_*_key.pub; "
        if words.contains("REVOKED") {
            sentence = "the key of \(host) port \(port) is marked as revoked in \(file)"
        } else if words.contains("IDENTIFICATION HAS CHANGED") || words.contains("has changed and you have") {
            sentence =
                "the key of \(host) port \(port) is another one than in \(file): the host was installed anew, or "
                + "something else answers in its place. " + compare
                + "if they agree, run `\(ShellScript.forget(host, port, in: file))` and `\(add)`"
        } else if named != nil || words.contains("Host key verification failed") {
            sentence = "the key of \(host) port \(port) is not in \(file). " + compare + "if they agree, run `\(add)`"
        } else {
            return nil
        }
    }

    /// `name`, or `[name]:port` where the port is not 22.
    private static func parts(of name: String?, _ destination: SSHDestination) -> (String, Int) {
        guard let name else { return (destination.address, destination.port) }
        guard name.hasPrefix("["), let end = name.lastIndex(of: "]") else { return (name, 22) }
        let port = Int(name[name.index(after: end)...].dropFirst()) ?? destination.port
        return (String(name[..<end].dropFirst()), port)
    }
}

extension String {
    /// The text between two others; to the end where the second is missing.
    fileprivate func part(after start: String, upTo end: Character) -> String? {
        guard let found = ranges(of: start).first else { return nil }
        return String(self[found.upperBound...].prefix { $0 != end })
    }
}
