internal import ClusterModel
internal import SimulatedWorld

/// A human operator who reads the holds, inspects the hosts, and does what hcctl leaves to people.
///
/// A hold that the model does not justify is a violation: hcctl waits for nothing.
struct HumanOperator {
    let desired: DesiredState
    let state: ClusterState
    let choice: SeededChoice

    init(_ desired: DesiredState, _ state: ClusterState, _ choice: SeededChoice) {
        self.desired = desired
        self.state = state
        self.choice = choice
    }

    /// The operator's opinion of one reason.
    enum Opinion: Equatable {
        /// The hold is justified, and these actions resolve it.
        case remedy([ExternalAction])
        /// The hold is justified, and only the owner of the data could resolve it.
        case justified
        /// It follows from another hold, which must exist.
        case follows
        /// The model does not justify it.
        case wrong(String)
    }

    /// The operator's opinion of a plan without ready steps.
    struct Judgement {
        var actions: [ExternalAction] = []
        var justified: [String] = []
        var following: [String] = []
        var wrong: [String] = []
    }

    func judge(_ plan: Plan) -> Judgement {
        var judgement = Judgement()
        for held in plan.held {
            for waiting in held.waitingOn { note("\(held.resource): \(waiting)", opinion(waiting), &judgement) }
        }
        for fight in plan.recurringDrifts {
            note("\(fight.repair.resource): \(fight)", opinion(.fighting(fight)), &judgement)
        }
        for fact in plan.unknown { note("\(fact.resource): \(fact.why)", opinion(fact), &judgement) }
        if judgement.actions.isEmpty, judgement.justified.isEmpty {
            judgement.wrong += judgement.following.map { "\($0), and nothing in the world explains it" }
        }
        return judgement
    }

    private func note(_ words: String, _ opinion: Opinion, _ judgement: inout Judgement) {
        switch opinion {
        case .remedy(let actions): judgement.actions += actions.filter { !judgement.actions.contains($0) }
        case .justified: judgement.justified.append(words)
        case .follows: judgement.following.append(words)
        case .wrong(let why): judgement.wrong.append("\(words): \(why)")
        }
    }

    private func opinion(_ waiting: WaitingOn) -> Opinion {
        switch waiting {
        case .host(let hold): opinion(hold)
        case .storage(let hold): opinion(hold)
        case .gluster(let hold): opinion(hold)
        case .ctdb(let hold): opinion(hold)
        case .nfs(let hold): opinion(hold)
        case .hostedEngine(let hold): opinion(hold)
        case .step, .fact, .fenceBusy, .backOff, .disruptionBudget: .follows
        case .paused, .onlyWarned, .dependsOnObserved: .justified
        case .maintenance(let host):
            desired.hosts[host]?.maintenance ?? false ? .justified : .wrong("it is not in maintenance")
        case .window: .wrong("the model's Cluster has no sync windows")
        case .noEffect: vain()
        case .rejectedByAudit(let words): .wrong("hcctl's own audit rejects it: \(words)")
        case .fighting: .wrong("no other writer is left")
        case .consent(.takeOver(let owner, _, let volumes)): takenOver(volumes, from: owner)
        case .consent: agreed()
        case .consentUsed: .wrong("no consent was given")
        case .unsupported: running()
        case .notYetManaged: .wrong("manifests of the model hold nothing of the kind")
        }
    }

    private func opinion(_ hold: HostOSHold) -> Opinion {
        switch hold {
        case .hostUnreachable, .operation, .packagesLocked: .follows
        case .notInstalled(let host, let what): missing(what == "glusterd" ? "glusterfs-server" : what, on: host)
        case .operationFailed(let host, _, _):
            state[host]?.packageWork?.failed == nil ? .wrong("nothing failed") : .follows
        case .packageUnavailable(let host, let names):
            names.allSatisfy { state[host]?.repository.packages[$0] != nil }
                ? .wrong("the repository has them") : .justified
        case .nameNotFound: .wrong("the machine that runs hcctl finds every name")
        case .nameConflict(let host, let name, let found, _): wrongLine(host, name, found)
        case .mountedFile, .linkedFile: .wrong("no managed file of the model is a mount or a link")
        }
    }

    private func opinion(_ hold: StorageHold) -> Opinion {
        switch hold {
        case .signature(let host, let device, _): signature(host, device)
        case .blankReplacement(let host, let device, _): replacement(host, device)
        case .noDevice(let host, let device):
            state[host]?.device(device) == nil ? .justified : .wrong("the device is there")
        case .mountConflict(let host, let mountPoint, _): conflict(host, mountPoint)
        case .notMounted(let brick, _): unmounted(brick)
        case .covered(let host, let path, let device, _): covered(host, path, device)
        case .linkedPath(let host, _, let link, _): linked(host, link)
        case .readOnly(let host, let mountPoint): readOnly(host, mountPoint)
        case .freshMount: .wrong("the model's mounts take every option that it declares")
        }
    }

    private func opinion(_ hold: GlusterHold) -> Opinion {
        switch hold {
        case .peerStateSettling, .peerDisconnected, .brickDown, .healing, .healSettling, .unobservedBricks,
            .otherTransaction, .createSettling:
            .follows
        case .quorum: strangersDown()
        case .clientQuorum(let volume, _, _): sparing(volume)
        case .onlyCopy: .justified
        case .peerRejected: .wrong("no pool of the model rejects a member")
        case .brickInUse(let brick, _): inUse(brick)
        case .foreignPool(let host, _):
            state[host].map { $0.glusterd.peers.isEmpty && $0.glusterd.volumes.isEmpty } ?? true
                ? .wrong("it has neither peers nor volumes") : .justified
        case .layout(let name, _, _): layout(name)
        case .sharedUUID, .reinstalled, .storeDiffers, .optionNeeds:
            .wrong("no host of the model has another's UUID, a new one, another store, or options of TLS")
        case .peerOfItself: .wrong("no host of the model counts itself among its peers")
        case .handshakeStuck: .wrong("a handshake of the model ends")
        case .damagedStore(let host, _, _):
            hasDamagedStore(host) ? .remedy([.gluster(.repairStore(host))]) : .wrong("its store is sound")
        case .losesData(let volume, let option):
            state.volumes.first { $0.name == volume.text }?.option(option) == nil
                ? .wrong("it is not set") : .justified
        }
    }

    /// A step that never works: a file system that was made half, or a daemon whose store is damaged.
    private func vain() -> Opinion {
        let halves = desired.orderedHosts.flatMap { host, spec in
            spec.storage.filter { entry in
                state[host]?.device(entry.device)?.disk.filesystem.map { !$0.isWhole } ?? false
            }.map { ExternalAction.storage(.putOnDisk(host, device: $0.device, .blank)) }
        }
        let actions =
            halves + desired.spec.hosts.filter(hasDamagedStore).map { ExternalAction.gluster(.repairStore($0)) }
        return actions.isEmpty ? .follows : .remedy(actions)
    }

    /// Members of the pool that no manifest names count for quorum, too; only an operator starts their daemons.
    private func strangersDown() -> Opinion {
        let members = desired.spec.hosts.flatMap { state[$0]?.glusterd.peers.map(\.host) ?? [] }
        let down = state.hosts.map(\.name).filter {
            members.contains($0) && desired.hosts[$0] == nil && !(state[$0]?.runsGlusterd ?? true)
        }
        return down.isEmpty ? .follows : .remedy(down.map { .host(.startService($0, unit: "glusterd.service")) })
    }

    private func hasDamagedStore(_ host: HostName) -> Bool { !(state[host]?.glusterd.isStoreSound ?? true) }

    private func missing(_ package: String, on host: HostName) -> Opinion {
        state[host]?.packages[package]?.status == "installed"
            ? .wrong("it is installed") : .remedy([.host(.installPackage(host, package))])
    }

    /// All bricks run, and one of them cannot be spared: whether the disruption is worth it is the operator's decision.
    private func sparing(_ volume: VolumeName) -> Opinion {
        let sets = state.health.filter { $0.volume == volume.text }
        return !sets.isEmpty && sets.allSatisfy { $0.up == $0.count } ? .justified : .follows
    }

    /// A fact that is unknown although every host runs: ssh does not get through, a disk cannot be read, or a daemon does
    /// not start.
    private func opinion(_ fact: UnknownFact) -> Opinion {
        guard let name = fact.target.host else { return .wrong("no engine is modelled") }
        if let host = state[name], host.power == .on, !host.isReachable {
            return .remedy([.host(.reachable(name))])
        }
        if state[name]?.ctdb.isHung ?? false { return .remedy([.ctdb(.resume(name))]) }
        let broken = (state[name]?.devices ?? []).filter { !$0.disk.isReadable }
        guard broken.isEmpty else {
            return .remedy(broken.map { .storage(.breakDisk(name, device: $0.path, isReadable: true)) })
        }
        return hasDamagedStore(name) ? .remedy([.gluster(.repairStore(name))]) : .follows
    }

    private func entry(_ host: HostName, _ device: String) -> HostSpec.Storage? {
        desired.hosts[host]?.storage.first { $0.device == device }
    }

    private func signature(_ host: HostName, _ device: String) -> Opinion {
        guard let contents = state[host]?.device(device)?.disk.contents, contents != .blank else {
            return .wrong("the device is blank, or not there")
        }
        return .remedy([.storage(.putOnDisk(host, device: device, .blank))])
    }

    /// The operator makes the file system and the directories with their marks, as `reset-brick` would.
    private func replacement(_ host: HostName, _ device: String) -> Opinion {
        guard let entry = entry(host, device), state[host]?.device(device)?.disk.contents == .blank else {
            return .wrong("the device is not blank")
        }
        let isInTable = tableLines(host).contains { Self.target($0) == entry.mountPoint }
        guard isInTable || !bricks(on: host, below: entry.mountPoint).isEmpty else {
            return .wrong("nothing expects data there")
        }
        return restore(host, entry)
    }

    private func restore(_ host: HostName, _ entry: HostSpec.Storage) -> Opinion {
        var tree = FileTree()
        for (id, path) in bricks(on: host, below: entry.mountPoint) {
            let inner = String(path.dropFirst(entry.mountPoint.count))
            tree.makeDirectory(inner)
            var contents = DirectoryContents()
            contents.volumeMark = id
            contents.brick = BrickStore()
            tree[inner] = .directory(contents)
        }
        let table = tableLines(host).filter { Self.target($0) != entry.mountPoint }
        return .remedy([
            .storage(.putOnDisk(host, device: entry.device, .filesystem(Filesystem(uuid: uuid(), tree: tree)))),
            .storage(.editFstab(host, text: table.map { $0 + "\n" }.joined())),
        ])
    }

    /// Bricks of known volumes below a mount point: the volume's id and the path.
    private func bricks(on host: HostName, below mountPoint: String) -> [(id: String, path: String)] {
        state.volumes.flatMap { volume in
            volume.bricks.filter { $0.host == host && $0.path.hasPrefix(mountPoint + "/") }.map { (volume.id, $0.path) }
        }
    }

    /// Removes the line that leads elsewhere, with the other names in it.
    private func wrongLine(_ host: HostName, _ name: String, _ found: String) -> Opinion {
        let text = String(decoding: state[host]?.root.file("/etc/hosts") ?? [], as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        let kept = lines.filter { !($0.hasPrefix("\(found) ") && $0.hasSuffix(" \(name)")) }
        guard kept != lines else { return .wrong("no line of /etc/hosts gives it that address") }
        return .remedy([.host(.writeFile(host, path: "/etc/hosts", Array(kept.map { $0 + "\n" }.joined().utf8)))])
    }

    private func takenOver(_ names: [VolumeName], from owner: String) -> Opinion {
        let tagged = names.filter { name in
            state.volumes.first { $0.name == name.text }?.option(OwnershipTag.owner) == owner
        }
        guard tagged == names, owner != desired.cluster.text else { return .wrong("no other owner marked them") }
        return .remedy(
            names.map { .gluster(.setOption(volume: $0.text, OwnershipTag.owner, desired.cluster.text)) })
    }

    private func layout(_ name: VolumeName) -> Opinion {
        guard let volume = desired.volumes.first(where: { $0.name == name }),
            let found = state.volumes.first(where: { $0.name == name.text })
        else { return .wrong("there is no such volume") }
        let isSame = found.bricks.map { Brick(host: $0.host, path: $0.path) } == volume.spec.allBricks
        return isSame && found.replica == volume.spec.replica && found.arbiter == volume.spec.arbiter
            ? .wrong("it has the layout desired") : .justified
    }

    /// What hcctl leaves to the operator: a masked service, or an option that protects more than is wanted.
    private func agreed() -> Opinion {
        let masked = desired.spec.hosts.filter { state[$0]?.units["glusterd.service"]?.enablement == "masked" }
        let actions =
            masked.map { ExternalAction.host(.enableService($0, unit: "glusterd.service")) }
            + desired.volumes.flatMap(lowered)
        return actions.isEmpty ? .wrong("nothing is masked, and no option protects more than wanted") : .remedy(actions)
    }

    private func lowered(_ volume: Desired<GlusterVolumeSpec>) -> [ExternalAction] {
        guard let found = state.volumes.first(where: { $0.name == volume.name.text }) else { return [] }
        return volume.spec.options.filter { option in
            guard case .protected? = GlusterOptionTable.shared.option(option.name)?.care else { return false }
            return found.option(option.name).map { $0 != option.value } ?? true
        }.map { .gluster(.setOption(volume: volume.name.text, $0.name, $0.value)) }
    }

    private func running() -> Opinion {
        let volumes = desired.volumes.filter { volume in
            volume.spec.state == .stopped
                && state.volumes.contains { $0.name == volume.name.text && $0.status == .started }
        }
        return volumes.isEmpty
            ? .wrong("no such volume runs") : .remedy(volumes.map { .gluster(.stopVolume($0.name.text)) })
    }

    func tableLines(_ host: HostName) -> [String] {
        String(decoding: state[host]?.root.file("/etc/fstab") ?? [], as: UTF8.self).split(separator: "\n").map(
            String.init)
    }

    static func target(_ line: String) -> String? {
        let fields = line.split { $0 == " " || $0 == "\t" }
        return line.hasPrefix("#") || fields.count < 2 ? nil : String(fields[1])
    }

    private func uuid() -> String {
        let digits = (0..<12).map { _ in String(choice.number(0...15), radix: 16) }.joined()
        return "0be5a70b-0000-4000-8000-\(digits)"
    }
}
