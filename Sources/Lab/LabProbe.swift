internal import World

/// Observes the lab on this machine.
struct LabProbe: Sendable {
    let transport: any ObservingTransport

    /// The state of the lab. `hosts` are those whose own files are read: existing ones, or ones to be created.
    func facts(hosts: [LabHost]) async -> LabFacts {
        let files = hosts.flatMap { [$0.publicKey, $0.namesFile] }
        let facts = LabParser.facts(await transport.observe(LabCommands.facts(files: files), at: .local))
        return await withInsides(facts)
    }

    /// Adds the mounts of hosts in which a disk is being replaced.
    private func withInsides(_ facts: LabFacts) async -> LabFacts {
        var facts = facts
        for host in facts.hosts where !facts.swaps(of: host).isEmpty {
            guard let number = facts.inits[host.machine] else { continue }
            let answer = await transport.observe([LabCommands.mounts(in: number)], at: .local).first
            facts.inside[host.machine] = Set(LabParser.mounts(answer.map(LabParser.text) ?? "").map(\.target))
        }
        return facts
    }

    /// The addresses of the hosts on which sshd answers.
    func answering(_ hosts: [LabHost]) async -> Set<String> {
        guard !hosts.isEmpty else { return [] }
        return LabParser.answered(await transport.observe([LabCommands.answering(hosts)], at: .local).first)
    }

    func abilities() async -> LabAbilities {
        let queries = LabCommands.abilities(programs: LabCheck.programs.map(\.0))
        return LabParser.abilities(await transport.observe(queries, at: .local))
    }

    /// The mirror of this machine's package sources, or Debian's own address.
    func mirror(suite: String) async -> String {
        let answer = await transport.observe([LabCommands.packageSources], at: .local).first
        return answer.flatMap { LabParser.mirror(LabParser.text($0), suite: suite) } ?? "http://deb.debian.org/debian"
    }
}
