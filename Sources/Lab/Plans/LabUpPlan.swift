internal import World

/// Plans what the requested lab lacks. Each stage needs the ones before it, so a plan has only the steps of the first
/// stage that has any; then the lab is observed again.
struct LabUpPlan: Sendable {
    /// All hosts of the lab.
    let all: [LabHost]
    /// Those that are to run: all, or the ones to be powered on.
    let wanted: [LabHost]
    let request: LabRequest
    let recipe: BaseRecipe
    /// Where packages come from.
    let mirror: String
    /// hcctl's own number.
    let process: Int

    /// The digest of the base: existing hosts keep theirs after the recipe has changed.
    func base(_ facts: LabFacts) -> String { facts.baseRecord ?? recipe.digest }

    private func hidesNames(_ facts: LabFacts) -> Bool { request.hidesNames || facts.hidesNames }

    /// The hosts whose names a host finds.
    private func known(to host: LabHost, _ facts: LabFacts) -> [LabHost] { hidesNames(facts) ? [host] : all }

    /// Empty when the hosts are there and started.
    func steps(_ facts: LabFacts) -> [LabStep] {
        let stages =
            [base, folders, store, hosts, hub, swaps, disks, cables, power, names] as [(LabFacts) -> [LabStep]]
        return stages.lazy.map { $0(facts) }.first { !$0.isEmpty } ?? []
    }

    private func base(_ facts: LabFacts) -> [LabStep] {
        guard !facts.bases.contains(base(facts)) else { return [] }
        guard recipe.leftOut.isEmpty || !facts.bases.contains(recipe.complete.digest) else {
            let names = recipe.leftOut.joined(separator: ", ")
            return [
                LabStep(
                    "make a base without \(names)", LabCommands.derive(recipe, leftovers: facts),
                    announcing: "copying the root file system of the hosts, to take \(names) out")
            ]
        }
        return [
            LabStep(
                "build the root file system of the hosts",
                LabCommands.build(recipe.complete, mirror: mirror, leftovers: facts),
                announcing: "building the root file system of the hosts from \(mirror): once, a minute or two")
        ]
    }

    private func folders(_ facts: LabFacts) -> [LabStep] {
        var changes: LabCommands.Changes = []
        if !facts.has(LabLayout.stateDirectory) {
            changes.append(LabCommands.makeFolders([LabLayout.stateDirectory], mode: "0700"))
        }
        if facts.baseRecord == nil { changes.append(LabCommands.write(recipe.digest + "\n", to: LabLayout.baseRecord)) }
        if !facts.has(LabLayout.identityFile + ".pub") {
            changes.append(LabCommands.run(["rm", "-f", LabLayout.identityFile]))
            changes.append(LabCommands.makeKey(at: LabLayout.identityFile, comment: "hcctl-lab"))
        }
        let names = LabTexts.hubNames(all, hidden: hidesNames(facts))
        if facts.texts[LabLayout.hubHostsFile] != names {
            changes.append(LabCommands.makeFolders([LabLayout.hubConfiguration]))
            changes.append(LabCommands.write(names, to: LabLayout.hubHostsFile))
        }
        return changes.isEmpty ? [] : [LabStep("make the folder and the key of the lab", changes)]
    }

    /// File systems that can carry an overlay's upper layer (they have d_type, xattr of `trusted.` and whiteouts).
    static let carriers: Set = ["ext4", "ext3", "xfs", "btrfs", "tmpfs", "f2fs", "bcachefs"]

    private func store(_ facts: LabFacts) -> [LabStep] {
        let needed = !Self.carriers.contains(facts.storeType) && !facts.isMounted(LabLayout.hostsDirectory)
        guard needed else { return [] }
        let isThere = facts.has(LabLayout.storeImage)
        return [
            LabStep(
                "make a file system for the hosts, since \(facts.storeType) cannot carry them",
                LabCommands.makeStore(imageIsThere: isThere))
        ]
    }

    private func hosts(_ facts: LabFacts) -> [LabStep] {
        wanted.filter { !facts.has($0.directory) }.map { host in
            LabStep(
                "create \(host.name)",
                LabCommands.create(
                    host, knowing: known(to: host, facts), disks: request.disks ?? LabRequest.defaultDisks,
                    bytes: request.diskBytes ?? LabRequest.defaultDiskBytes))
        }
    }

    private func hub(_ facts: LabFacts) -> [LabStep] {
        guard !facts.hasHub else { return [] }
        let half = facts.namespaces.contains(LabLayout.hub)
        let clear = half ? [LabCommands.run(["ip", "netns", "del", LabLayout.hub])] : []
        return [LabStep("make the hub", clear + LabCommands.makeHub())]
    }

    /// Completes the replacement of a disk by a command that was killed.
    private func swaps(_ facts: LabFacts) -> [LabStep] { LabSwapPlan(hosts: wanted).steps(facts) }

    /// Plugs in cables that are unplugged.
    private func cables(_ facts: LabFacts) -> [LabStep] { LabCablePlan(hosts: wanted, isPlugged: true).steps(facts) }

    private func disks(_ facts: LabFacts) -> [LabStep] {
        wanted.compactMap { host in
            let root = facts.isMounted(host.root) ? [] : mountRoot(of: host, facts)
            let loops = facts.disks(of: host).map(\.image).filter { facts.loop(of: $0) == nil }
            let changes = root + loops.map(LabCommands.attach)
            return changes.isEmpty ? nil : LabStep("attach the disks of \(host.name)", changes)
        }
    }

    private func mountRoot(of host: LabHost, _ facts: LabFacts) -> LabCommands.Changes {
        [LabCommands.mountRoot(of: host, base: directory(facts))]
    }

    private func directory(_ facts: LabFacts) -> String { "\(LabLayout.cacheDirectory)/\(base(facts))" }

    /// Starts hosts that are off. A cable from before a power cut is created again: as on a real host, firewall rules and
    /// public addresses do not survive.
    private func power(_ facts: LabFacts) -> [LabStep] {
        wanted.filter { !facts.isOn($0) }.map { host in
            let disks = facts.disks(of: host).compactMap { disk in
                facts.loop(of: disk.image).map { (device: disk.device, loop: $0.device) }
            }
            return LabStep(
                "start \(host.name)",
                LabCommands.disconnect(host, facts) + LabCommands.connect(host)
                    + [LabCommands.makeGroups(of: host, facts.ownGroups)]
                    + LabCommands.enter(host, facts.ownGroups, process: process)
                    + LabCommands.start(host, base: directory(facts), disks: disks),
                always: LabCommands.leave(facts.ownGroups, process: process))
        }
    }

    private func names(_ facts: LabFacts) -> [LabStep] {
        let keys = LabTexts.knownHosts(all, keys: facts.texts)
        let isKnown = keys == facts.texts[LabLayout.knownHostsFile] ?? ""
        let files = all.filter { facts.isMounted($0.root) }.compactMap { host in
            LabTexts.completed(facts.texts[host.namesFile] ?? "", with: known(to: host, facts))
                .map { LabCommands.write($0, to: host.namesFile) }
        }
        let changes = (isKnown ? [] : [LabCommands.write(keys, to: LabLayout.knownHostsFile)]) + files
        return changes.isEmpty ? [] : [LabStep("write the names and keys of the hosts", changes)]
    }
}
