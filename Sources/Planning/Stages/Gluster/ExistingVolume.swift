internal import ClusterModel

/// A volume that is there: layout, options, state, bricks.
struct ExistingVolume {
    let volume: Desired<GlusterVolumeSpec>
    let found: GlusterVolumeView
    let coordinator: HostName
    let input: PlanningInput
    let storage: StageConclusion
    let pool: PoolAssessment

    init(
        _ volume: Desired<GlusterVolumeSpec>, _ found: GlusterVolumeView, from coordinator: HostName,
        _ input: PlanningInput,
        _ storage: StageConclusion, _ pool: PoolAssessment
    ) {
        self.volume = volume
        self.found = found
        self.coordinator = coordinator
        self.input = input
        self.storage = storage
        self.pool = pool
    }

    private var resource: ResourceID { .volume(volume.name) }

    func report() -> StageReport {
        let layout = layout()
        // What exists and matches is adopted; what does not match and carries no mark of ours is somebody's own.
        guard layout.held.isEmpty || found.option(OwnershipTag.owner) != nil else { return layout }
        let options = options() + OptionNeeds(volume, input).report()
        return layout + options + state(after: options.ready.map(\.id)) + bricks()
    }

    private func layout() -> StageReport {
        let wanted = VolumeLayout(
            replica: volume.spec.replica, arbiter: volume.spec.arbiter,
            bricks: volume.spec.allBricks.map(input.glusterName))
        let seen = VolumeLayout(
            replica: found.replica, arbiter: found.arbiter, bricks: found.bricks.map(canonicalName))
        guard let difference = seen.difference(from: wanted) else { return StageReport() }
        return held(
            Difference("spec.bricks", desired: difference.desired, observed: difference.observed, rule: .explicit),
            .gluster(
                .layout(volume.name, desired: difference.desired, observed: difference.observed)))
    }

    /// A brick under the address that the manifest has for its host, whichever of its names the volume was made with.
    private func canonicalName(_ brick: GlusterBrickView) -> String {
        "\(input.host(of: brick).flatMap { input.desired.hosts[$0]?.glusterAddress } ?? brick.host):\(brick.path)"
    }

    private var consents: [Consent] { input.policy(.volume(volume.name)).consents }

    private func options() -> StageReport {
        let wanted = input.options(of: volume)
        let all = wanted.all.filter { wanted in
            let seen = found.option(wanted.option.name)
            return seen.map { !OptionValues.match(wanted.option.name, $0, wanted.option.value) } ?? true
        }
        let differing = all.filter { !input.isIgnored($0.difference(observed: nil), of: resource) }
        let noted = StageReport(
            noted: input.split(all.map { $0.difference(observed: found.option($0.option.name)) }, of: resource).noted)
        let verdicts = differing.map { ($0, OptionGuard(found, consents).verdict($0.option)) }
        let obstacles = verdicts.map { $0.1.obstacle ?? clientQuorum($0.0.option.name, wanted) }
        let guarded = zip(verdicts, obstacles).reduce(into: StageReport()) { report, pair in
            guard let obstacle = pair.1 else { return }
            report += held(pair.0.0.difference(observed: found.option(pair.0.0.option.name)), obstacle)
        }
        let free = zip(verdicts, obstacles).filter { $0.1 == nil }.map(\.0)
        let dropped = DroppedOptions(volume: volume, found: found, wanted: wanted, coordinator: coordinator)
        let set = set(free.map(\.0), consents: free.compactMap(\.1.consent))
        // The marks are written by one step at a time: first what is set, in the next cycle what is dropped.
        let setting = (set.ready.map(\.id) + set.held.compactMap(\.id)).map(WaitingOn.step)
        return set + guarded + noted
            + dropped.report(input, consents: consents, obstacles: setting + pool.lockObstacles + poolQuorum())
    }

    /// Quorum is raised only over bricks that run: over others it would take clients a volume that they can write to.
    private func clientQuorum(_ option: String, _ wanted: DesiredOptions) -> WaitingOn? {
        guard found.status == .started, ClientQuorum.options.contains(option) else { return nil }
        let running = places.filter { $0.isRunning == .known(true) }.map(\.brick)
        let shortages = found.sets.compactMap { set in
            ClientQuorum(of: set.count, for: .raising) { name in
                wanted.all.first { $0.option.name == name }?.option.value ?? found.option(name)
            }.shortage(set.map(running.contains))
        }
        return shortages.min { $0.up < $1.up }.map {
            .gluster(.clientQuorum(volume.name, up: $0.up, needed: $0.needed))
        }
    }

    private func set(_ differing: [WantedOption], consents: [Consent]) -> StageReport {
        guard !differing.isEmpty else { return StageReport() }
        let options = differing.map(\.option)
        let keys = Set(DesiredOptions.markedKeys(found)).union(options.map(\.name))
        let marks = DesiredOptions.marks(
            owner: input.desired.cluster, keys: Array(keys), earlier: DesiredOptions.usedMarks(found))
        let step = DesiredOptions.step(
            volume, options, marks: marks,
            differences: differing.map { $0.difference(observed: found.option($0.option.name)) }, from: coordinator,
            risk: found.status == .started ? DesiredOptions.risk(options) : .benign, consents: consents)
        let needs =
            options.contains { DesiredState.tlsOptions.contains($0.name) } ? OptionNeeds(volume, input).missing : []
        return .one(step, waitingOn: needs + disputes + pool.lockObstacles + poolQuorum(with: options))
    }

    /// Hosts that the pool rejects because they store this volume otherwise.
    private var disputes: [WaitingOn] {
        input.orderedHosts.map(\.name).filter { input.disputes(volume.name.text, on: $0) }.map {
            .gluster(.storeDiffers($0, volumes: [volume.name.text]))
        }
    }

    private func state(after: [StepKey]) -> StageReport {
        let difference = Difference(
            "spec.state", desired: volume.spec.state.rawValue, observed: found.status.rawValue.lowercased(),
            rule: .explicit)
        switch (volume.spec.state, found.status) {
        case (.started, .started), (.stopped, .stopped), (.stopped, .created): return StageReport()
        case (.started, .created), (.started, .stopped):
            let step = Step(
                resource: .volume(volume.name), action: .gluster(.startVolume(volume.name), from: coordinator),
                after: after, postcondition: .gluster(.volumeStarted(volume.name)), risk: .benign,
                scope: .volume(volume.name),
                differences: [difference])
            // Gluster refuses to start it over any other directory, and marks none without force; of a host that does
            // not answer it knows better.
            let bricks = places.filter { input.unreachable($0.host) == nil }.flatMap(\.obstacles)
            return .one(step, waitingOn: bricks + pool.lockObstacles + poolQuorum())
        case (.stopped, .started):
            return held(difference, .unsupported(.stopVolume(volume.name)))
        }
    }

    private var places: [PlacedBrick] {
        found.bricks.compactMap { brick in
            input.host(of: brick).map { PlacedBrick(brick, $0, found, input, storage) }
        }
    }

    /// Bricks that do not run although the volume does: started again where that is safe.
    private func bricks() -> StageReport {
        guard volume.spec.state == .started, found.status == .started else { return StageReport() }
        let places = places
        let unseen = StageReport(unknown: places.compactMap(\.unseen)) + covered(places)
        let down = places.filter { $0.isRunning == .known(false) }
        // Of a host that is no member like the others, gluster starts nothing for the pool.
        let members = places.map(\.host).distinct().filter { pool.obstacles[$0] == nil }
        let daemons = VolumeDaemons(found, members, input).down
        guard !down.isEmpty || !daemons.isEmpty else { return unseen }
        // By force gluster starts whatever does not run, and puts a mark on a directory that carries none: where a
        // daemon that says nothing may be back by then, too.
        let touched = places.filter { $0.isRunning != .known(true) && input.unreachable($0.host) == nil }
        let unreached = UnobservedBricks(of: found, input)
        let step = Step(
            resource: .volume(volume.name), action: .gluster(.startBricks(volume.name), from: coordinator),
            preconditions: touched.flatMap(\.requirements) + unreached.requirements(from: coordinator),
            postcondition: .gluster(.bricksRun(volume.name, down.map(\.name), daemons: daemons)), risk: .benign,
            scope: .volume(volume.name),
            differences: down.map {
                Difference("bricks[\($0.name)]", desired: "running", observed: "not running", rule: .cluster)
            }
                + daemons.map {
                    Difference("daemons[\($0)]", desired: "running", observed: "not running", rule: .cluster)
                })
        let isMinority = pool.connected * 2 <= pool.members
        let waiting =
            touched.flatMap(\.obstacles) + rejections(of: down) + unreached.obstacles
            + (isMinority ? unreached.settling : []) + maintenance
        return unseen + .one(step, waitingOn: waiting + pool.lockObstacles + poolQuorum())
    }

    /// A host that the pool rejects gets none of its commands.
    private func rejections(of down: [PlacedBrick]) -> [WaitingOn] {
        down.map(\.host).distinct().flatMap { pool.obstacles[$0] ?? [] }.filter { waiting in
            switch waiting {
            case .gluster(.peerRejected), .gluster(.storeDiffers): true
            default: false
            }
        }
    }

    /// Running bricks that could not be started again: their path leads to another file system by now.
    private func covered(_ places: [PlacedBrick]) -> StageReport {
        places.filter { $0.isRunning == .known(true) }.reduce(into: StageReport()) { report, place in
            guard let (cover, entry) = place.cover else { return }
            report += cover.held(resource, entry, field: "bricks[\(place.name)]")
        }
    }

    /// `start force` starts every stopped brick everywhere, those too that somebody stopped to work on their host.
    private var maintenance: [WaitingOn] {
        found.bricks.compactMap(input.host).distinct().filter { input.desired.hosts[$0]?.maintenance ?? false }
            .map(WaitingOn.maintenance)
    }

    /// Server quorum, where the volume has it or is to get it: without it gluster refuses the command and stops the
    /// volume's bricks on purpose.
    private func poolQuorum(with setting: [GlusterOption] = []) -> [WaitingOn] {
        let option = ServerQuorum.typeOption
        let types = [found.option(option), setting.first { $0.name == option }?.value]
        guard types.contains(ServerQuorum.enforced) else { return [] }
        let needed = pool.quorum.needed(of: pool.members)
        return pool.connected >= needed ? [] : [.gluster(.quorum(volume.name, up: pool.connected, needed: needed))]
    }

    private func held(_ difference: Difference, _ waitingOn: WaitingOn) -> StageReport {
        StageReport(held: [
            HeldStep(resource: .volume(volume.name), differences: [difference], waitingOn: [waitingOn])
        ])
    }
}

/// A brick of a volume that is there, as its own host tells.
private struct PlacedBrick {
    let brick: GlusterBrickView
    let host: HostName
    let volume: GlusterVolumeView
    private let input: PlanningInput
    private let storage: StageConclusion

    init(
        _ brick: GlusterBrickView, _ host: HostName, _ volume: GlusterVolumeView, _ input: PlanningInput,
        _ storage: StageConclusion
    ) {
        self.brick = brick
        self.host = host
        self.volume = volume
        self.input = input
        self.storage = storage
    }

    var name: Brick { Brick(host: host, path: brick.path) }

    var isRunning: Reading<Bool> { input.isRunning(brick, of: volume, on: host) }

    /// A glusterd that answers and does not tell the state of its own brick.
    var unseen: UnknownFact? {
        guard case .unknown(let why) = isRunning, case .known = input.observed.host(host).gluster.view else {
            return nil
        }
        return UnknownFact(.volume(volume.name), on: host, why)
    }

    /// Read again just before it is started.
    var requirements: [Precondition] {
        (entry.map {
            [
                .storage(.mounted(host, device: $0.device, at: $0.mountPoint)),
                .storage(.liesOn(host, path: brick.path, device: $0.device)),
            ]
        } ?? [])
            + [.gluster(.brickMarked(host, path: brick.path, volume: volume.id))]
    }

    /// A brick is started only over the file system that carries the volume's own mark: what stands below its mount
    /// point may carry it too, from an earlier start by force.
    var obstacles: [WaitingOn] {
        guard mounting.isEmpty else { return mounting }
        return mountObstacle.map { [$0] } ?? directoryObstacles
    }

    /// What speaks against its file system being at its place. A disk that cannot be read may well be mounted.
    private var mountObstacle: WaitingOn? {
        guard let entry else { return nil }
        let seen = input.observed.host(host)
        if case .unknown(let why) = seen.storage.mounts { return .fact(.mounts(host), why) }
        guard case .known(let mounts) = seen.storage.mounts,
            let mount = mounts.first(where: { $0.target == entry.mountPoint })
        else { return .storage(.notMounted(name, mountPoint: entry.mountPoint)) }
        if case .unknown(let why) = seen.device(entry.device) { return .fact(.device(host, path: entry.device), why) }
        if let cover { return cover.cover.waitingOn(entry) }
        guard input.isWritable(entry, on: host) else {
            return .storage(.readOnly(host, mountPoint: entry.mountPoint))
        }
        guard !input.isMounted(entry, on: host) else { return nil }
        return .storage(.mountConflict(host, mountPoint: entry.mountPoint, found: "\(mount.source) is mounted there"))
    }

    /// Another file system that its path leads to.
    var cover: (cover: Cover, entry: HostSpec.Storage)? {
        guard let entry, let cover = input.cover(brick.path, entry, on: host) else { return nil }
        return (cover, entry)
    }

    /// The file system that it is to be on, if the manifest names one.
    private var entry: HostSpec.Storage? { input.storage(above: brick.path, on: host) }

    /// What is about to mount it.
    private var mounting: [WaitingOn] {
        storage.steps(on: host).filter { step in
            if case .host(.mount(_, let target, _), _) = step.action { target == entry?.mountPoint } else { false }
        }.map { .step($0.id) }
    }

    private var directoryObstacles: [WaitingOn] {
        switch input.observed.host(host).brick(brick.path) {
        case .known(let directory) where directory.volumeID == volume.id: []
        case .known(let directory):
            [
                .gluster(
                    .brickInUse(
                        name, found: "it carries \(directory.volumeID.map { "the mark of volume \($0)" } ?? "no mark")")
                )
            ]
        case .absent:
            [.storage(.notMounted(name, mountPoint: entry?.mountPoint ?? "its mount"))]
        case .unknown(let why): [.fact(.directory(name), why)]
        }
    }
}
