internal import ClusterModel

/// A volume that is not there: directories for its bricks, then create, set, start.
///
/// It is created only when every brick's parent was read as the declared mount on its host, and never with `force`: a
/// create that fails half-way leaves marks behind that block its own repetition (field notes A10).
struct NewVolume {
    let volume: Desired<GlusterVolumeSpec>
    let coordinator: HostName
    let input: PlanningInput
    let storage: StageConclusion
    let pool: PoolAssessment

    init(
        _ volume: Desired<GlusterVolumeSpec>, from coordinator: HostName, _ input: PlanningInput,
        _ storage: StageConclusion,
        _ pool: PoolAssessment
    ) {
        self.volume = volume
        self.coordinator = coordinator
        self.input = input
        self.storage = storage
        self.pool = pool
    }

    func report() -> StageReport {
        let bricks = volume.spec.allBricks.map { BrickPlace($0, volume.name, input, storage) }
        let obstacles =
            hostObstacles + OptionNeeds(volume, input).missing + bricks.flatMap(\.obstacles) + pool.lockObstacles
        let directories = bricks.reduce(into: StageReport()) { report, brick in
            report += brick.directory
            if obstacles.isEmpty { report += brick.resumption }
        }
        let create = create(after: directories.ready.map(\.id), bricks)
        let set = set(after: [create.id])
        var report = directories + .one(create, waitingOn: obstacles)
        report += .one(set, waitingOn: obstacles.isEmpty ? [] : [.step(create.id)])
        if volume.spec.state == .started {
            report += .one(start(after: [create.id, set.id]), waitingOn: obstacles.isEmpty ? [] : [.step(create.id)])
        }
        return report
    }

    /// What the pool still lacks of this volume's hosts.
    private var hostObstacles: [WaitingOn] {
        volume.spec.allBricks.map(\.host).distinct().flatMap { host in
            let probing = pool.report.ready.filter { $0.resource == .host(host) }.map { WaitingOn.step($0.id) }
            return probing + (pool.obstacles[host] ?? [])
        }
    }

    private func create(after: [StepKey], _ bricks: [BrickPlace]) -> Step {
        let spec = volume.spec
        return Step(
            resource: .volume(volume.name),
            action: .gluster(
                .createVolume(
                    volume.name, replica: spec.replica, arbiter: spec.arbiter,
                    bricks: spec.allBricks.map(input.glusterName)), from: coordinator),
            after: after, preconditions: bricks.flatMap(\.preconditions),
            postcondition: .gluster(.volumeExists(volume.name)),
            risk: .benign,
            scope: .volume(volume.name),
            differences: [
                Difference(
                    "spec.bricks", desired: spec.allBricks.map(\.description).joined(separator: " "), observed: nil,
                    rule: .explicit)
            ])
    }

    private func set(after: [StepKey]) -> Step {
        let wanted = input.options(of: volume).all.filter {
            !input.isIgnored($0.difference(observed: nil), of: .volume(volume.name))
        }
        return DesiredOptions.step(
            volume, wanted.map(\.option),
            marks: DesiredOptions.marks(owner: input.desired.cluster, keys: wanted.map(\.option.name)),
            differences: wanted.map { $0.difference(observed: nil) }, from: coordinator, after: after)
    }

    private func start(after: [StepKey]) -> Step {
        Step(
            resource: .volume(volume.name), action: .gluster(.startVolume(volume.name), from: coordinator),
            after: after, postcondition: .gluster(.volumeStarted(volume.name)), risk: .benign,
            scope: .volume(volume.name),
            differences: [Difference("spec.state", desired: "started", observed: nil, rule: .explicit)])
    }
}

/// Where one brick of a new volume is to go.
private struct BrickPlace {
    let brick: Brick
    let volume: VolumeName
    let input: PlanningInput
    let storage: StageConclusion

    init(_ brick: Brick, _ volume: VolumeName, _ input: PlanningInput, _ storage: StageConclusion) {
        self.brick = brick
        self.volume = volume
        self.input = input
        self.storage = storage
    }

    private var entry: HostSpec.Storage? { input.storage(above: brick.path, on: brick.host) }
    private var seen: ObservedHost { input.observed.host(brick.host) }

    var preconditions: [Precondition] { mounted + [.gluster(.brickUnused(brick.host, path: brick.path))] }

    private var mounted: [Precondition] {
        entry.map {
            [
                .storage(.mounted(brick.host, device: $0.device, at: $0.mountPoint)),
                .storage(.liesOn(brick.host, path: brick.path, device: $0.device)),
            ]
        } ?? []
    }

    /// The directory, if it is not there and its file system is.
    var directory: StageReport {
        guard mountObstacles.isEmpty else { return laterDirectory }
        guard case .absent = seen.brick(brick.path) else { return StageReport() }
        return .one(
            Step(
                resource: .volume(volume), action: .host(.makeDirectory(path: brick.path), on: brick.host),
                preconditions: mounted, postcondition: .host(.directory(brick.host, path: brick.path)), risk: .benign,
                scope: .host(brick.host),
                differences: [directoryDifference(observed: nil)]))
    }

    /// The directory on a file system that a step of this plan mounts, and that may hold it by then.
    private var laterDirectory: StageReport {
        guard let entry, brick.path != entry.mountPoint,
            let mount = storage.mount(at: entry.mountPoint, on: brick.host)
        else { return StageReport() }
        let step = ForeseenStep(
            resource: .volume(volume), .action(.makeDirectory(path: brick.path)), on: brick.host,
            differences: [directoryDifference(observed: "not known before the mount")])
        return StageReport(held: [HeldStep(step, waitingOn: [.step(mount)])])
    }

    private func directoryDifference(observed: String?) -> Difference {
        Difference("bricks[\(brick)].directory", desired: "present", observed: observed, rule: .cluster)
    }

    /// What a create left that some member refused, or that was killed: the mark of a volume that no reachable member
    /// knows, on a directory that holds nothing but an empty `.glusterfs`. Without the mark the same create goes
    /// through, without `force` (field notes A10).
    var resumption: StageReport {
        guard let mark = leftoverMark, case .known(let directory) = seen.brick(brick.path), directory.leftover == .yes
        else { return StageReport() }
        return .one(
            Step(
                resource: .volume(volume),
                action: .host(.removeBrickMark(path: brick.path, volume: mark), on: brick.host),
                preconditions: mounted + [.gluster(.brickLeftover(brick.host, path: brick.path, volume: mark))],
                postcondition: .gluster(.brickUnmarked(brick.host, path: brick.path)), risk: .benign,
                scope: .host(brick.host),
                differences: [
                    Difference(
                        "bricks[\(brick)].mark", desired: nil, observed: "volume \(mark), which nobody knows",
                        rule: .cluster)
                ]))
    }

    private var leftoverMark: String? {
        guard case .known(let directory) = seen.brick(brick.path), directory.leftover != .no,
            let mark = directory.volumeID,
            !input.answering.flatMap(\.view.volumes).contains(where: { $0.id == mark })
        else { return nil }
        return mark
    }

    var obstacles: [WaitingOn] {
        guard mountObstacles.isEmpty else { return mountObstacles }
        let surroundings = BrickSurroundings(brick, input)
        if let found = surroundings.refusal { return [.gluster(.brickInUse(brick, found: found))] }
        if let why = surroundings.unread { return [.fact(.directory(brick), why)] }
        switch seen.brick(brick.path) {
        case .absent: return []
        case .unknown(let why): return [.fact(.directory(brick), why)]
        case .known(let directory) where leftoverMark != nil:
            return directory.leftover == .young ? [.gluster(.createSettling(brick))] : []
        case .known(let directory):
            if let mark = directory.volumeID {
                return [.gluster(.brickInUse(brick, found: "it carries the mark of volume \(mark)"))]
            }
            return directory.isEmpty || directory.leftover != .no
                ? [] : [.gluster(.brickInUse(brick, found: "it is not empty"))]
        }
    }

    /// What gluster would refuse, or take for another place: a link on the way, a file system over it, one that cannot be
    /// written.
    private func placeObstacles(_ entry: HostSpec.Storage) -> [WaitingOn] {
        if let (link, real) = seen.link(onTheWayTo: brick.path) {
            return [.storage(.linkedPath(brick.host, path: brick.path, link: link, real: real))]
        }
        if let cover = input.cover(brick.path, entry, on: brick.host) { return [cover.waitingOn(entry)] }
        return input.isWritable(entry, on: brick.host)
            ? [] : [.storage(.readOnly(brick.host, mountPoint: entry.mountPoint))]
    }

    private var mountObstacles: [WaitingOn] {
        guard input.unreachable(brick.host) == nil else { return [.host(.hostUnreachable(brick.host))] }
        guard let entry else { return [.storage(.notMounted(brick, mountPoint: "a declared mount"))] }
        if input.isMounted(entry, on: brick.host) { return placeObstacles(entry) }
        let steps = storage.steps(on: brick.host).map { WaitingOn.step($0.id) }
        guard steps.isEmpty else { return steps }
        // Of a file system that cannot be made yet the mount is held, too.
        let mount = storage.mount(at: entry.mountPoint, on: brick.host)
        return [mount.map { .step($0) } ?? .storage(.notMounted(brick, mountPoint: entry.mountPoint))]
    }
}
