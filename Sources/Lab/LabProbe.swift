internal import World

/// Looks at what is there of the lab.
struct LabProbe: Sendable {
    let transport: any ObservingTransport

    /// `hosts` are those whose own files are read: the lab's, or those it is to have.
    func facts(hosts: [LabHost]) async -> LabFacts {
        let files = hosts.flatMap { [$0.publicKey, $0.namesFile] }
        let facts = LabParser.facts(await transport.observe(LabCommands.facts(files: files), at: .local))
        return await withInsides(facts)
    }

    /// Only a swap of a disk needs to know what is mounted in its host.
    private func withInsides(_ facts: LabFacts) async -> LabFacts {
        var facts = facts
        for host in facts.hosts where !facts.swaps(of: host).isEmpty {
            guard let number = facts.inits[host.machine] else { continue }
            let answer = await transport.observe([LabCommands.mounts(in: number)], at: .local).first
            facts.inside[host.machine] = Set(LabParser.mounts(answer.map(LabParser.text) ?? "").map(\.target))
        }
        return facts
    }

    /// Which of these hosts sshd answers on.
    func answering(_ hosts: [LabHost]) async -> Set<String> {
        guard !hosts.isEmpty else { return [] }
        return LabParser.answered(await transport.observe([LabCommands.answering(hosts)], at: .local).first)
    }

    func abilities() async -> LabAbilities {
        let queries = LabCommands.abilities(programs: LabCheck.programs.map(\.0))
        return LabParser.abilities(await transport.observe(queries, at: .local))
    }

    /// Where this machine gets its packages, or Debian's own address.
    func mirror(suite: String) async -> String {
        let answer = await transport.observe([LabCommands.packageSources], at: .local).first
        return answer.flatMap { LabParser.mirror(LabParser.text($0), suite: suite) } ?? "http://deb.debian.org/debian"
    }
}
