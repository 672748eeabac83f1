internal import ClusterModel
internal import World

/// The fence of a host: the highest term that it has accepted.
extension ClusterState {
    static let termPath = "/var/lib/hcctl/term"

    /// The highest term that a host has accepted; nil if its file is garbled.
    func storedTerm(_ host: HostName) -> Term? {
        guard let bytes = self[host]?.file(Self.termPath) else { return Term(0) }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        return UInt64(String(decoding: line, as: UTF8.self)).map(Term.init)
    }

    mutating func accept(_ command: RunningCommand) -> Outcome {
        guard let stored = storedTerm(command.host) else { return .notRun(.expectation("the file of the term")) }
        guard stored < command.term else { return .notRun(.staleTerm(current: stored)) }
        change(command.host) { host in
            host.root.makeDirectory(FileTree.parent(of: Self.termPath))
            host.root[Self.termPath] = .file(Array("\(command.term)\n".utf8))
        }
        emit(.termTaken(command.host, command.term, caller: command.caller))
        return .finished(Finished(exitStatus: 0))
    }
}
