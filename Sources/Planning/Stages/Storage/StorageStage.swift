internal import ClusterModel

/// Device → file system → line of fstab → mount, host by host.
///
/// Nothing is formatted but a device proven blank, and not even that where data is expected: a blank disk under a known
/// brick, or under a line of fstab, is a failed disk that somebody replaced (field notes A13).
struct StorageStage: PlanningStage {
    static let name = StageName.storage
    let input: PlanningInput
    let packages: StageConclusion

    init(_ input: PlanningInput, _ draft: PlanDraft) {
        self.input = input
        packages = draft[.packages]
    }

    func report() -> StageReport {
        input.orderedHosts.reduce(into: StageReport()) { report, host in
            report += self.report(host.name, host.spec)
        }
    }

    private func report(_ host: HostName, _ spec: HostSpec) -> StageReport {
        if let why = input.unreachable(host) {
            return StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
        }
        let verdicts = spec.storage.map { StorageAssessment($0, on: host, input, packages) }
        if let twice = Self.sameDevice(spec, input.observed.host(host)) {
            return StageReport(held: [
                HeldStep(
                    resource: .host(host),
                    differences: [
                        Difference("spec.storage", desired: "one device each", observed: twice, rule: .explicit)
                    ],
                    waitingOn: [.unsupported(.sharedDevice(host, paths: twice))])
            ])
        }
        let table = FstabStage(input, host: host)
            .report(verdicts.compactMap(\.present), following: verdicts.compactMap(\.futureFilesystem))
        let writing = table.ready.map(\.id)
        return verdicts.reduce(into: table + ReleasedMountPoints(host, spec, input).report()) {
            $0 += $1.report(after: writing)
        }
    }
}

extension StorageStage {
    /// Two declared paths that lead to one device, which text alone does not show.
    fileprivate static func sameDevice(_ spec: HostSpec, _ seen: ObservedHost) -> String? {
        var paths: [String: String] = [:]
        for entry in spec.storage {
            guard case .known(let device) = seen.device(entry.device) else { continue }
            if let other = paths.updateValue(entry.device, forKey: device.number) {
                return "\(other) and \(entry.device)"
            }
        }
        return nil
    }
}

/// What is to become of one storage entry.
private struct StorageAssessment {
    let entry: HostSpec.Storage
    let host: HostName
    private let input: PlanningInput
    private let seen: ObservedHost
    private let packages: StageConclusion

    init(_ entry: HostSpec.Storage, on host: HostName, _ input: PlanningInput, _ packages: StageConclusion) {
        self.packages = packages
        self.entry = entry
        self.host = host
        self.input = input
        seen = input.observed.host(host)
    }

    /// The file system that is there, for the table of file systems and for mounting.
    var present: StorageFilesystem? {
        guard case .known(let device) = seen.device(entry.device),
            case .filesystem(entry.filesystem.rawValue, let uuid) = device.signature, device.holders.isEmpty
        else { return nil }
        let found = filesystem(device, uuid)
        guard case .known(let mounts) = seen.storage.mounts, linkObstacles.isEmpty else { return nil }
        let isThere = mounts.contains { found.isMounted(as: $0) }
        return isThere || mountConflicts(number: device.number).isEmpty ? found : nil
    }

    func report(after writing: [StepKey]) -> StageReport {
        switch seen.device(entry.device) {
        case .unknown(let why): return StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
        case .absent:
            return held([.storage(.noDevice(host, device: entry.device))], observed: nil, field: "device", entry.device)
        case .known(let device): return report(device, after: writing)
        }
    }

    private func report(_ device: BlockDevice, after writing: [StepKey]) -> StageReport {
        guard device.holders.isEmpty else { return signed("\(device.holders.joined(separator: ", ")) made on it") }
        switch device.signature {
        case .blank: return format()
        case .filesystem(entry.filesystem.rawValue, let uuid):
            return mount(filesystem(device, uuid), after: writing)
        case .filesystem(let kind, let uuid): return signed("a file system of type \(kind), UUID \(uuid)")
        case .partitionTable(let kind): return signed("a partition table of type \(kind)")
        case .other(let kind): return signed(kind)
        }
    }

    private func filesystem(_ device: BlockDevice, _ uuid: String) -> StorageFilesystem {
        let paths = seen.storage.sourceNumbers.filter { $0.value == .known(device.number) }.map(\.key)
        return StorageFilesystem(
            entry: entry, uuid: uuid, number: device.number, otherNames: device.tags + paths.sorted())
    }

    /// The kernel shows a mount where the path really leads: at a link it would never be seen.
    private var linkObstacles: [WaitingOn] {
        seen.link(onTheWayTo: entry.mountPoint).map { link, real in
            [.storage(.linkedPath(host, path: entry.mountPoint, link: link, real: real))]
        } ?? []
    }

    private func signed(_ found: String) -> StageReport {
        .one(
            makeFilesystem(found: found), waitingOn: [.storage(.signature(host, device: entry.device, found: found))])
    }

    private func makeFilesystem(found: String?) -> Step {
        Step(
            resource: .host(host),
            action: .host(
                .makeFilesystem(device: entry.device, mountPoint: entry.mountPoint, inodeSize: entry.mkfs?.inodeSize),
                on: host),
            preconditions: [
                .storage(.deviceBlank(host, device: entry.device)), .storage(.notMounted(host, at: entry.mountPoint)),
            ],
            postcondition: .storage(.filesystemOn(host, device: entry.device)), risk: .disruptive, scope: .host(host),
            differences: [difference("filesystem", entry.filesystem.rawValue, observed: found)])
    }

    private func format() -> StageReport {
        let step = makeFilesystem(found: blank)
        let obstacles = linkObstacles + expectedData + mountConflicts(number: nil)
        let making = StageReport.one(step, waitingOn: missingTools + input.maintenance(of: host) + obstacles)
        return obstacles.isEmpty ? making + later(mount, after: step.id) : making
    }

    /// The file system that is to be made, for the table of file systems, and the step that makes it; nil where one
    /// exists or an operator is needed first.
    var futureFilesystem: (entry: HostSpec.Storage, step: StepKey)? {
        guard case .known(let device) = seen.device(entry.device), device.holders.isEmpty, device.signature == .blank,
            linkObstacles.isEmpty, expectedData.isEmpty, mountConflicts(number: nil).isEmpty
        else { return nil }
        return (entry, makeFilesystem(found: blank).id)
    }

    /// The mount of a file system that is yet to be made.
    private func later(_ action: HostAction, after making: StepKey) -> StageReport {
        let step = ForeseenStep(resource: .host(host), .action(action), on: host, differences: [mountDifference])
        return StageReport(held: [HeldStep(step, waitingOn: [.step(making)])])
    }

    private var mount: HostAction {
        .mount(
            device: entry.device, at: entry.mountPoint,
            options: MountOptions.kernel(entry.declaredOptions ?? StorageFilesystem.standardOptions))
    }

    private var mountDifference: Difference {
        difference("mountPoint", "\(entry.device) on \(entry.mountPoint)", observed: "not mounted")
    }

    /// `blank, 2 GiB`.
    private var blank: String? {
        guard case .known(let device) = seen.device(entry.device) else { return nil }
        return "blank, \(ByteCount.text(device.size))"
    }

    /// mkfs.xfs comes with a package of its own. Where packages cannot be read, the command itself tells.
    private var missingTools: [WaitingOn] {
        switch seen.os.packages["xfsprogs"] {
        case .absent?: packages.obstacles(on: host)
        case .known(let package)? where !package.isConfigured: packages.obstacles(on: host)
        default: []
        }
    }

    /// Who expects data on what is now a blank device.
    private var expectedData: [WaitingOn] {
        let expectations: [Reading<String>] = [fstabExpectation, brickExpectation]
        return expectations.compactMap { expectation in
            switch expectation {
            case .absent: nil
            case .known(let expects): .storage(.blankReplacement(host, device: entry.device, expects: expects))
            case .unknown(let why): .fact(.expectedData(host, mountPoint: entry.mountPoint), why)
            }
        }
    }

    private var fstabExpectation: Reading<String> {
        switch seen.fstab {
        case .unknown(let why): .unknown(why)
        case .absent: .absent
        case .known(let table):
            table.entries.first { $0.target == entry.mountPoint || $0.source == entry.device }.map {
                .known("/etc/fstab has \($0.source) for \($0.target)")
            } ?? .absent
        }
    }

    /// A glusterd that runs tells its bricks; of one that does not, its store must hold no volume.
    private var brickExpectation: Reading<String> {
        if let brick = brickKnownElsewhere { return .known(brick) }
        return switch seen.gluster.view {
        case .known(let view):
            ownBrick(view).map { .known("volume \($0.volume) has a brick at \($0.path)") } ?? .absent
        case .absent, .unknown:
            switch seen.gluster.storedVolumes {
            case .absent, .known([]): .absent
            case .known(let names):
                .known("glusterd, which does not run, knows \(names.joined(separator: ", "))")
            case .unknown(let why): .unknown(why)
            }
        }
    }

    /// A host that was installed anew has forgotten its bricks; the other members of the pool have not.
    private var brickKnownElsewhere: String? {
        let names = input.desired.hosts[host].map { [$0.glusterAddress, $0.address] } ?? []
        for volume in input.answering.flatMap(\.view.volumes) {
            for brick in volume.bricks where names.contains(brick.host) && brick.path.isBelow(entry.mountPoint) {
                return "volume \(volume.name) has a brick at \(brick.host):\(brick.path)"
            }
        }
        return nil
    }

    private func ownBrick(_ view: GlusterView) -> (volume: VolumeName, path: String)? {
        let others = input.orderedHosts.filter { $0.name != host }.map(\.spec.glusterAddress)
        for volume in view.volumes {
            for brick in volume.bricks where brick.path.isBelow(entry.mountPoint) && !others.contains(brick.host) {
                return (volume.name, brick.path)
            }
        }
        return nil
    }

    private func mount(_ filesystem: StorageFilesystem, after writing: [StepKey]) -> StageReport {
        switch seen.storage.mounts {
        case .unknown(let why): return StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
        case .known(let mounts):
            if let mount = mounts.last(where: { filesystem.isMounted(as: $0) }) {
                return LiveMount(entry, mount, on: host, input, filesystem).report()
            }
            fallthrough
        case .absent:
            let conflicts =
                linkObstacles + input.maintenance(of: host) + mountConflicts(number: filesystem.number)
                + fstabConflicts(filesystem)
            return .one(mountStep(filesystem, after: writing), waitingOn: conflicts)
        }
    }

    private func mountStep(_ filesystem: StorageFilesystem, after writing: [StepKey]) -> Step {
        Step(
            resource: .host(host),
            action: .host(
                .mount(device: entry.device, at: entry.mountPoint, options: filesystem.options(in: seen.fstab)),
                on: host),
            after: writing,
            preconditions: [
                .storage(.filesystem(host, device: entry.device, uuid: filesystem.uuid)),
                .storage(.notMounted(host, at: entry.mountPoint)),
            ],
            postcondition: .storage(.mounted(host, device: entry.device, at: entry.mountPoint)), risk: .benign,
            scope: .host(host),
            differences: [mountDifference])
    }

    /// /etc/fstab expects another file system here, or this one elsewhere: device names may have moved.
    private func fstabConflicts(_ filesystem: StorageFilesystem) -> [WaitingOn] {
        switch seen.fstab {
        case .unknown(let why): [.fact(.fstab(host), why)]
        case .absent: []
        case .known(let table):
            table.entries.filter { ($0.target == entry.mountPoint) != filesystem.isNamed(by: $0) }.map {
                .storage(
                    .mountConflict(
                        host, mountPoint: entry.mountPoint, found: "/etc/fstab has \($0.source) for \($0.target)"))
            }
        }
    }

    /// What stands in the way of mounting: another file system there, or this device elsewhere.
    private func mountConflicts(number: String?) -> [WaitingOn] {
        guard case .known(let mounts) = seen.storage.mounts else {
            let why: UnknownReason = if case .unknown(let why) = seen.storage.mounts { why } else { .notAsked }
            return [.fact(.mounts(host), why)]
        }
        return mounts.filter { $0.target == entry.mountPoint || $0.number == number }.map {
            .storage(
                .mountConflict(host, mountPoint: entry.mountPoint, found: "\($0.source) is mounted on \($0.target)"))
        }
    }

    private func held(_ waitingOn: [WaitingOn], observed: String?, field: String, _ wanted: String) -> StageReport {
        StageReport(held: [
            HeldStep(
                resource: .host(host), differences: [difference(field, wanted, observed: observed)],
                waitingOn: waitingOn)
        ])
    }

    private func difference(_ field: String, _ desired: String, observed: String?) -> Difference {
        Difference("spec.storage[\(entry.name)].\(field)", desired: desired, observed: observed, rule: .explicit)
    }
}

/// A storage entry whose file system is there.
struct StorageFilesystem {
    let entry: HostSpec.Storage
    let uuid: String
    /// `major:minor`.
    let number: String
    /// What else fstab may call it: a label, a partition's UUID or label, a path that leads to the device.
    var otherNames: [String] = []

    var source: String { "UUID=\(uuid)" }

    var declaredOptions: [String]? { entry.declaredOptions }

    static let standardOptions = ["defaults"]

    /// Whether the line of fstab means this file system. A line by device is how people write it: it is adopted.
    func isNamed(by line: Fstab.Entry) -> Bool {
        let names = [source, "/dev/disk/by-uuid/\(uuid)"].map { $0.lowercased() }
        let written = line.source.filter { $0 != "\"" }
        return names.contains(written.lowercased()) || written == entry.device || otherNames.contains(written)
            || otherNames.contains { Self.link(of: $0) == written }
            || otherNames.contains { $0.hasPrefix("PARTUUID=") && $0.lowercased() == written.lowercased() }
    }

    /// `/dev/disk/by-label/data` of `LABEL=data` (udev's 60-persistent-storage.rules).
    private static func link(of tag: String) -> String? {
        guard let equals = tag.firstIndex(of: "=") else { return nil }
        return "/dev/disk/by-\(tag[..<equals].lowercased())/\(tag[tag.index(after: equals)...])"
    }

    func isMounted(as mount: Mount) -> Bool {
        mount.target == entry.mountPoint && mount.number == number && mount.isWhole
    }

    /// As declared, else as fstab has them, else `defaults`.
    func options(in fstab: Reading<Fstab>) -> [String] {
        if let declared = declaredOptions { return MountOptions.kernel(declared) }
        guard case .known(let table) = fstab, let line = table.entries.first(where: { $0.target == entry.mountPoint })
        else { return Self.standardOptions }
        return MountOptions.kernel(line.options)
    }
}

extension HostSpec.Storage {
    /// As declared; an empty list is `defaults`, because fstab has no empty field.
    var declaredOptions: [String]? { mountOptions.map { $0.isEmpty ? StorageFilesystem.standardOptions : $0 } }
}
