internal import World

/// Plans the removal of the lab. The list of its hosts is removed last, so that a `down` that was killed can be repeated.
struct LabDownPlan: Sendable {
    /// The base goes, too.
    let purge: Bool
    /// Kills the systemd-nspawn processes as well, which otherwise notice their host's end and clean up.
    var isForced = false

    /// Empty when nothing is left.
    func steps(_ facts: LabFacts) -> [LabStep] {
        let stages = [processes, roots, disks, store, networks, files, lists] as [(LabFacts) -> [LabStep]]
        return stages.lazy.map { $0(facts) }.first { !$0.isEmpty } ?? []
    }

    private func processes(_ facts: LabFacts) -> [LabStep] {
        let machines = facts.processes.filter { !$0.value.isEmpty }.keys.sorted()
        var changes = machines.flatMap { stop($0, facts) }
        if !facts.hubProcesses.isEmpty { changes.append(LabCommands.kill(facts.hubProcesses)) }
        return changes.isEmpty ? [] : [LabStep("stop the hosts", changes, isRetried: true)]
    }

    private func stop(_ machine: String, _ facts: LabFacts) -> LabCommands.Changes {
        let roots = facts.mounts.filter { $0.type == "cgroup2" }.map(\.target)
        let groups = facts.groups.filter { group in
            group.hasSuffix("/" + machine) && roots.contains { group.hasPrefix($0 + "/") }
        }
        if isForced { return groups.map(LabCommands.kill(group:)) }
        guard facts.inits[machine] != nil else {
            return [LabCommands.end((facts.processes[machine] ?? []).sorted())]
        }
        return groups.map { LabCommands.kill(group: $0 + "/payload") }
    }

    private func roots(_ facts: LabFacts) -> [LabStep] {
        let ours = facts.mounts.map(\.target).filter { $0.hasPrefix(LabLayout.hostsDirectory + "/") }
        guard !ours.isEmpty else { return [] }
        return [LabStep("unmount the hosts", ours.reversed().map(LabCommands.unmount), isRetried: true)]
    }

    private func disks(_ facts: LabFacts) -> [LabStep] {
        let disks = facts.loops.filter { $0.image != LabLayout.storeImage }
        return disks.isEmpty ? [] : [LabStep("detach the disks", disks.map(LabCommands.detach), isRetried: true)]
    }

    /// Where there is one it holds the disks. Its loop device goes with its mount.
    private func store(_ facts: LabFacts) -> [LabStep] {
        let left = facts.loops.filter { $0.image == LabLayout.storeImage }.map(LabCommands.detach)
        let changes =
            facts.isMounted(LabLayout.hostsDirectory) ? [LabCommands.unmount(LabLayout.hostsDirectory)] : left
        return changes.isEmpty ? [] : [LabStep("unmount the store of the hosts", changes, isRetried: true)]
    }

    private func networks(_ facts: LabFacts) -> [LabStep] {
        let changes =
            facts.namespaces.sorted().map { LabCommands.run(["ip", "netns", "del", $0]) }
            + facts.groups.map { LabCommands.run(["find", $0, "-depth", "-type", "d", "-delete"]) }
        return changes.isEmpty ? [] : [LabStep("remove the networks", changes, isRetried: true)]
    }

    private func files(_ facts: LabFacts) -> [LabStep] {
        var changes = facts.entries.isEmpty ? [] : [LabCommands.removeTree(LabLayout.stateDirectory)]
        if purge, !facts.bases.isEmpty {
            changes += LabCommands.clearDrafts(facts) + [LabCommands.removeTree(LabLayout.cacheDirectory)]
        }
        return changes.isEmpty ? [] : [LabStep("remove the files of the lab", changes, isRetried: true)]
    }

    private func lists(_ facts: LabFacts) -> [LabStep] {
        let changes = facts.configurations.map(LabCommands.removeTree)
        return changes.isEmpty ? [] : [LabStep("remove the names of the lab", changes, isRetried: true)]
    }
}

/// Plans a power cut.
struct LabPowerOffPlan: Sendable {
    let hosts: [LabHost]

    /// The cables first: the other way round the peers get a FIN, which no real power cut sends. All cables before
    /// the first kill, so that hosts that fail together do not see one another die.
    func steps(_ facts: LabFacts) -> [LabStep] {
        let running = hosts.filter { facts.isOn($0) }
        guard running.isEmpty else {
            return [LabStep("power off \(Self.names(running))", cut(running, facts), isRetried: true)]
        }
        let cables = hosts.flatMap { LabCommands.disconnect($0, facts) }
        return cables.isEmpty ? [] : [LabStep("unplug \(Self.names(hosts))", cables)]
    }

    private func cut(_ running: [LabHost], _ facts: LabFacts) -> LabCommands.Changes {
        running.filter { facts.ports.contains($0.port) }.map(LabCommands.pullCable)
            + running.map { LabCommands.kill(Self.targets($0, facts)) }
    }

    /// With a host's init all its processes end and its container follows. A host that has none yet, or no longer,
    /// is ended process by process.
    private static func targets(_ host: LabHost, _ facts: LabFacts) -> [Int] {
        facts.inits[host.machine].map { [$0] } ?? (facts.processes[host.machine] ?? []).sorted()
    }

    private static func names(_ hosts: [LabHost]) -> String { hosts.map(\.name).joined(separator: ", ") }
}
