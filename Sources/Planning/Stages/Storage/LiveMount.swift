internal import ClusterModel

/// A declared file system that is mounted at its place: whether something covers it, whether it can be written, and its
/// options.
struct LiveMount {
    private let entry: HostSpec.Storage
    private let mount: Mount
    private let host: HostName
    private let input: PlanningInput
    private let filesystem: StorageFilesystem

    init(
        _ entry: HostSpec.Storage, _ mount: Mount, on host: HostName, _ input: PlanningInput,
        _ filesystem: StorageFilesystem
    ) {
        self.entry = entry
        self.mount = mount
        self.host = host
        self.input = input
        self.filesystem = filesystem
    }

    func report() -> StageReport {
        if case .unknown(let why)? = input.observed.host(host).storage.paths[entry.mountPoint] {
            return StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
        }
        if let cover = input.cover(entry.mountPoint, entry, on: host) { return cover.held(.host(host), entry) }
        guard input.isWritable(entry, on: host) else { return readOnly() }
        guard let declared = filesystem.declaredOptions else { return StageReport() }
        let missing = MountOptions.differing(mount.options, declared: declared)
        guard !missing.isEmpty else { return StageReport() }
        let difference = difference(desired: declared.joined(separator: ","), missing)
        let (counted, noted) = input.split([difference], of: .host(host))
        return StageReport(noted: noted) + (counted.isEmpty ? StageReport() : remount(missing, declared, difference))
    }

    private func difference(desired: String, _ missing: [String]) -> Difference {
        Difference(
            "spec.storage[\(entry.name)].mountOptions", desired: desired,
            observed: "mounted without \(missing.joined(separator: ","))", rule: .explicit)
    }

    private func remount(_ missing: [String], _ declared: [String], _ difference: Difference) -> StageReport {
        guard MountOptions.isLive(missing) else {
            return StageReport(held: [
                HeldStep(
                    resource: .host(host), differences: [difference],
                    waitingOn: [
                        .storage(.freshMount(host, mountPoint: entry.mountPoint, options: missing))
                    ])
            ])
        }
        let step = Step(
            resource: .host(host),
            action: .host(
                .remount(
                    device: entry.device, at: entry.mountPoint,
                    options: MountOptions.remount(declared, missing: missing)), on: host),
            preconditions: [.storage(.mounted(host, device: entry.device, at: entry.mountPoint))],
            postcondition: .storage(.mountedWith(host, at: entry.mountPoint, options: declared)), risk: .benign,
            scope: .host(host), differences: [difference])
        return .one(step, waitingOn: input.maintenance(of: host))
    }

    private func readOnly() -> StageReport {
        StageReport(held: [
            HeldStep(
                resource: .host(host),
                differences: [
                    Difference(
                        "spec.storage[\(entry.name)].mountPoint", desired: "\(entry.mountPoint) writable",
                        observed: "read-only", rule: .explicit)
                ],
                waitingOn: [.storage(.readOnly(host, mountPoint: entry.mountPoint))])
        ])
    }
}

/// What lies over a path that is to be on a declared device.
struct Cover {
    let host: HostName
    let path: String
    let found: String

    func waitingOn(_ entry: HostSpec.Storage) -> WaitingOn {
        .storage(.covered(host, path: path, device: entry.device, found: found))
    }

    func held(_ resource: ResourceID, _ entry: HostSpec.Storage, field: String? = nil) -> StageReport {
        StageReport(held: [
            HeldStep(
                resource: resource,
                differences: [
                    Difference(
                        field ?? "spec.storage[\(entry.name)].mountPoint", desired: "\(path) on \(entry.device)",
                        observed: found, rule: .explicit)
                ],
                waitingOn: [waitingOn(entry)])
        ])
    }
}

extension PlanningInput {
    /// What a path lies on, if that is known and is not the entry's device.
    func cover(_ path: String, _ entry: HostSpec.Storage, on host: HostName) -> Cover? {
        let seen = observed.host(host)
        guard case .known(let device) = seen.device(entry.device),
            case .known(let number) = seen.deviceNumber(above: path), number != device.number
        else { return nil }
        return Cover(host: host, path: path, found: seen.mounted(number, above: path))
    }

    /// Whether the file system can be written, or is declared not to be.
    func isWritable(_ entry: HostSpec.Storage, on host: HostName) -> Bool {
        guard case .known(let mounts) = observed.host(host).storage.mounts,
            let mount = mounts.last(where: { $0.target == entry.mountPoint })
        else { return true }
        return !mount.options.contains("ro") || (entry.mountOptions ?? []).contains("ro")
    }
}
