internal import World

/// What is left of the lab and has to go. The list of its hosts is removed last, so that a `down` that was killed
/// can be repeated.
struct LabDownPlan: Sendable {
    /// The base goes, too.
    let purge: Bool

    func move(_ facts: LabFacts) -> LabMove {
        if let running = processes(facts) { return running }
        let stages = [mounts, devices, networks, files, lists] as [(LabFacts) -> [LabStep]]
        return stages.lazy.map { $0(facts) }.first { !$0.isEmpty }.map(LabMove.act) ?? .done
    }

    private func processes(_ facts: LabFacts) -> LabMove? {
        let machines = facts.processes.filter { !$0.value.isEmpty }.keys.sorted()
        guard !machines.isEmpty || !facts.hubProcesses.isEmpty else { return nil }
        let groups = facts.groups.filter { group in machines.contains { group.hasSuffix("/" + $0) } }
        let kill = Self.version2(groups, facts).map(LabCommands.kill(group:))
        let commands = facts.hubProcesses.isEmpty ? [] : [LabCommands.kill(facts.hubProcesses)]
        return .act([LabStep("stop the hosts", kill + commands)])
    }

    private static func version2(_ groups: [String], _ facts: LabFacts) -> [String] {
        let roots = facts.mounts.filter { $0.type == "cgroup2" }.map(\.target)
        return groups.filter { group in roots.contains { group.hasPrefix($0 + "/") } }
    }

    private func mounts(_ facts: LabFacts) -> [LabStep] {
        let ours = facts.mounts.map(\.target).filter { $0.hasPrefix(LabLayout.stateDirectory + "/") }
        guard !ours.isEmpty else { return [] }
        return [LabStep("unmount the hosts", ours.reversed().map(LabCommands.unmount))]
    }

    private func devices(_ facts: LabFacts) -> [LabStep] {
        guard !facts.loops.isEmpty else { return [] }
        return [LabStep("detach the disks", facts.loops.map { LabCommands.run(["losetup", "-d", $0.device]) })]
    }

    private func networks(_ facts: LabFacts) -> [LabStep] {
        let changes =
            facts.namespaces.sorted().map { LabCommands.run(["ip", "netns", "del", $0]) }
            + facts.groups.map { LabCommands.run(["find", $0, "-depth", "-type", "d", "-delete"]) }
        return changes.isEmpty ? [] : [LabStep("remove the networks", changes)]
    }

    private func files(_ facts: LabFacts) -> [LabStep] {
        var changes = facts.entries.isEmpty ? [] : [LabCommands.removeTree(LabLayout.stateDirectory)]
        if purge, !facts.bases.isEmpty {
            changes += LabCommands.clearDrafts(facts) + [LabCommands.removeTree(LabLayout.cacheDirectory)]
        }
        return changes.isEmpty ? [] : [LabStep("remove the files of the lab", changes)]
    }

    private func lists(_ facts: LabFacts) -> [LabStep] {
        let changes = facts.configurations.map(LabCommands.removeTree)
        return changes.isEmpty ? [] : [LabStep("remove the names of the lab", changes)]
    }
}

/// A power cut.
struct LabPowerOffPlan: Sendable {
    let hosts: [LabHost]

    /// The cables first: the other way round the peers get a FIN, which no real power cut sends. All cables before
    /// the first kill, so that hosts that fail together do not see one another die.
    func move(_ facts: LabFacts) -> LabMove {
        let running = hosts.filter { facts.isOn($0) }
        if !running.isEmpty { return .act([LabStep("power off \(Self.names(running))", cut(running, facts))]) }
        let dying = hosts.filter { !(facts.processes[$0.machine] ?? []).isEmpty }
        if !dying.isEmpty { return .wait(forWhat: "\(Self.names(dying)) to be gone", atMost: LabLimit.stop) }
        let cables = hosts.flatMap { LabCommands.disconnect($0, facts) }
        return cables.isEmpty ? .done : .act([LabStep("unplug \(Self.names(hosts))", cables)])
    }

    private func cut(_ running: [LabHost], _ facts: LabFacts) -> [Change] {
        running.filter { facts.ports.contains($0.port) }.map(LabCommands.pullCable)
            + [LabCommands.kill(running.compactMap { facts.inits[$0.machine] })]
    }

    private static func names(_ hosts: [LabHost]) -> String { hosts.map(\.name).joined(separator: ", ") }
}
