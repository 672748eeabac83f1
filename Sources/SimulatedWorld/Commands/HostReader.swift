internal import ClusterModel
internal import World

/// Answers queries. It holds the state as a constant: what it answers cannot change it.
struct HostReader {
    let state: ClusterState
    let host: SimulatedHost

    /// What a query that the model does not know is answered: nothing, but a finding.
    enum QueryResult {
        case outcome(Outcome)
        case finding(String)
    }

    func answer(_ query: Query) -> QueryResult {
        switch query {
        case .read("/proc/uptime", _): .outcome(uptime())
        case .read(let path, let limit): .outcome(read(path, limit: limit))
        case .run(let invocation): run(invocation, reply)
        case .runForFile(let invocation, let answer): run(invocation) { state(of: $0, file: answer) }
        }
    }

    private func run(_ invocation: Invocation, _ reply: ([String]) -> Finished?) -> QueryResult {
        let words = invocation.arguments
        guard let program = words.first else { return .finding("a query without words") }
        if let missing = host.missing(program) { return .outcome(.notRun(.absent(missing))) }
        if let unit = invocation.onlyWhileActive, host.units[unit]?.active != .active {
            return .outcome(.notRun(.inactive(unit)))
        }
        guard let end = reply(words) else {
            let what = Changing.knows(words) ? "a query that would change" : "a query that the model does not know"
            return .finding("\(what): \(CommandLine(words))")
        }
        guard end.output.count <= invocation.outputLimit else {
            return .outcome(.indeterminate(.outputTooLong(limit: invocation.outputLimit)))
        }
        return .outcome(.finished(end))
    }

    private func read(_ path: String, limit: Int) -> Outcome {
        switch host.look(path) {
        case .found(.file(let bytes), _) where bytes.count <= limit: .finished(Finished(exitStatus: 0, output: bytes))
        case .found(.file, _): .indeterminate(.outputTooLong(limit: limit))
        case .found(.directory, _):
            .finished(.refused(1, "head: error reading '\(path)': Is a directory\n"))
        case .complaint("Input/output error"):
            .finished(.refused(1, "head: error reading '\(path)': Input/output error\n"))
        case .complaint: .notRun(.absent(path))
        }
    }

    private func reply(_ words: [String]) -> Finished? {
        func isAsked(_ pattern: [String]) -> Bool { Array(words.prefix(pattern.count)) == pattern }
        func rest(_ pattern: [String]) -> [String] { Array(words.dropFirst(pattern.count)) }
        if isAsked(Self.packagePattern) { return packages(rest(Self.packagePattern)) }
        if isAsked(["apt-cache", "policy"]) { return candidates(rest(["apt-cache", "policy"])) }
        if words == Self.workPattern { return packageWork() }
        if words == Self.wordsPattern { return packageWords() }
        if isAsked(Self.servicePattern) { return services(rest(Self.servicePattern)) }
        if isAsked(Self.lsblkPattern), words.count == 7 { return lsblk(words[6]) }
        if isAsked(Self.blkidPattern), words.count == 6 { return blkid(words[5]) }
        if words.first == "dd", words.count == 6 { return dd(words) }
        if words == Self.findmntWords { return findmnt() }
        if isAsked(["sha256sum", "--"]) { return sha256sum(rest(["sha256sum", "--"])) }
        if isAsked(["getent", "ahosts"]), words.count == 3 { return getent(words[2]) }
        if isAsked(Self.markPattern) { return getfattr(rest(Self.markPattern)) }
        if words == Self.agePattern { return daemonFileAge() }
        if words.first == "find" { return find(words) }
        return nil
    }

    private static let packagePattern = [
        "dpkg-query", "-W", "-f", #"${Package}\t${db:Status-Status}\t${Version}\n"#, "--",
    ]
    private static let servicePattern = ["systemctl", "show", "-p", "Id,LoadState,ActiveState,UnitFileState", "--"]
    private static let lsblkPattern = ["lsblk", "-J", "-b", "-o", "NAME,SIZE,TYPE,MAJ:MIN", "--"]
    private static let blkidPattern = ["blkid", "-p", "-o", "export", "--"]
    private static let findmntWords = ["findmnt", "-J", "-l", "-o", "TARGET,SOURCE,FSTYPE,MAJ:MIN,OPTIONS"]
    private static let markPattern = [
        "getfattr", "--absolute-names", "-n", "trusted.glusterfs.volume-id", "-e", "hex", "--",
    ]
}

extension SimulatedHost {
    /// The program, if the package it comes with is not installed.
    func missing(_ program: String) -> String? {
        let package: String? =
            switch program {
            case "gluster": "glusterfs-server"
            case "mkfs.xfs": "xfsprogs"
            case "getfattr": "attr"
            default: nil
            }
        guard let package else { return nil }
        return packages[package]?.status == "installed" ? nil : program
    }
}
