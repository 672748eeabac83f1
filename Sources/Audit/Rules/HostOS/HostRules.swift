internal import ClusterModel

/// What may be done to one host.
struct HostRules {
    let step: Step
    let host: HostName
    let seen: ObservedHost

    init(_ step: Step, _ host: HostName, _ seen: ObservedHost) {
        self.step = step
        self.host = host
        self.seen = seen
    }

    func judge(_ action: HostAction) -> [Objection] {
        switch action {
        case .makeFilesystem(let device, let mountPoint, _): format(device) + expected(at: mountPoint)
        case .replaceFile(let replacement):
            FileRules(step, replacement, inForce: nodes).judge(seen.file(replacement.file))
        case .mount(let device, let target, _): mount(device, target)
        case .remount(_, let target, let options): remount(target, options)
        case .releaseMountPoint(let path): release(path)
        case .makeDirectory(let path): belowMount(path)
        case .enableAndStart(let unit, _, let unmasking): unmasking ? ownMask(unit) : []
        // The auditor judges both by what all members report.
        case .restart, .removeBrickMark: []
        case .installPackages(let names, let units): install(names, masking: units)
        case .updatePackageLists, .configurePackages: idle()
        }
    }

    private var nodes: [CTDBNode] { if case .known(let view) = seen.ctdb.view { view.nodes } else { [] } }

    /// A mask that outlives a start of the host was put there by a person.
    private func ownMask(_ unit: String) -> [Objection] {
        guard case .known(let state) = seen.os.services[unit], state.enablement == "masked-runtime" else {
            return [Objection(step, "\(unit) is masked by somebody else, or was not read")]
        }
        return []
    }

    /// Only what is missing or was not finished, and never the mask of a daemon that runs.
    private func install(_ names: [String], masking units: [String]) -> [Objection] {
        let there = names.filter { name in
            switch seen.os.packages[name] {
            case .absent: false
            case .known(let package): package.isConfigured
            case .unknown, nil: true
            }
        }
        let running = units.filter {
            if case .known(let state) = seen.os.services[$0] { state.active == "active" } else { false }
        }
        return idle()
            + there.map { Objection(step, "\($0) is installed, or was not read") }
            + running.map { Objection(step, "\($0) runs") }
    }

    /// Only what is mounted, and never read-only or writable again: that is the kernel's answer to an error.
    private func remount(_ target: String, _ options: [String]) -> [Objection] {
        guard case .known(let mounts) = seen.storage.mounts, let mount = mounts.last(where: { $0.target == target })
        else {
            return [Objection(step, "nothing is mounted at \(target), or it was not read")]
        }
        let isReadOnly = mount.options.contains("ro") || options.contains("ro")
        return isReadOnly ? [Objection(step, "\(target) is read-only, or would be")] : []
    }

    /// Only what hcctl recorded as its own, while nothing is mounted there, which is read again.
    private func release(_ path: String) -> [Objection] {
        guard case .known(let own) = seen.storage.protectedMountPoints, own.contains(path) else {
            return [Objection(step, "\(path) was not made immutable by hcctl, or that was not read")]
        }
        guard case .known(let mounts) = seen.storage.mounts, !mounts.contains(where: { $0.target == path }),
            step.preconditions.contains(.storage(.notMounted(host, at: path)))
        else { return [Objection(step, "something is mounted at \(path), or that is not read again before")] }
        return []
    }

    /// Two installations at once are one too many.
    private func idle() -> [Objection] {
        if case .known(let work) = seen.os.packageWork, work.state == .running {
            return [Objection(step, "packages are being installed")]
        }
        return []
    }

    /// No file system is made on anything that carries a signature, is in use, or was not read.
    private func format(_ device: String) -> [Objection] {
        guard case .known(let found) = seen.storage.devices[device] else {
            return [Objection(step, "\(device) was not read")]
        }
        guard case .blank = found.signature else { return [Objection(step, "\(device) carries a signature")] }
        guard found.holders.isEmpty else { return [Objection(step, "\(device) has devices made on it")] }
        guard case .known(let mounts) = seen.storage.mounts, !mounts.contains(where: { $0.number == found.number })
        else {
            return [Objection(step, "\(device) is mounted, or the table of mounts was not read")]
        }
        let isReadAgain = step.preconditions.contains(.storage(.deviceBlank(host, device: device)))
        return isReadAgain ? [] : [Objection(step, "\(device) is not read again just before it is formatted")]
    }

    /// None either where fstab or a known volume expects data.
    private func expected(at mountPoint: String) -> [Objection] {
        switch seen.fstab {
        case .absent: break
        case .known(let table) where !table.entries.contains(where: { $0.target == mountPoint }): break
        case .known, .unknown:
            return [Objection(step, "/etc/fstab has a line for \(mountPoint), or was not read")]
        }
        switch (seen.gluster.view, seen.gluster.storedVolumes) {
        case (.known(let view), _):
            let local = view.volumes.flatMap(\.bricks).filter {
                $0.path.hasPrefix(mountPoint + "/") && $0.isRunning != .unknown(.notAsked)
            }
            return local.isEmpty ? [] : [Objection(step, "a volume has a brick below \(mountPoint)")]
        case (_, .absent), (_, .known([])): return []
        case (_, _): return [Objection(step, "glusterd does not answer, and its store is not known to be empty")]
        }
    }

    private func mount(_ device: String, _ target: String) -> [Objection] {
        guard case .known(let mounts) = seen.storage.mounts, !mounts.contains(where: { $0.target == target }) else {
            return [Objection(step, "something is mounted on \(target), or the table of mounts was not read")]
        }
        guard case .known(let found) = seen.storage.devices[device], case .filesystem(_, let uuid) = found.signature
        else {
            return [Objection(step, "\(device) is not known to carry a file system")]
        }
        guard case .known(let table) = seen.fstab else { return [Objection(step, "/etc/fstab was not read")] }
        let others = table.entries.filter {
            $0.target == target && $0.source.hasPrefix("UUID=") && $0.source.lowercased() != "uuid=\(uuid.lowercased())"
        }
        return others.isEmpty ? [] : [Objection(step, "/etc/fstab expects \(others[0].source) on \(target)")]
    }

    /// A directory for a brick is never made on the root file system: there it would hide below the mount to come.
    private func belowMount(_ path: String) -> [Objection] {
        let targets = step.preconditions.compactMap { requirement in
            if case .storage(.mounted(host, _, let target)) = requirement, path.hasPrefix(target + "/") {
                target
            } else {
                nil
            }
        }
        guard case .known(let mounts) = seen.storage.mounts, mounts.contains(where: { targets.contains($0.target) })
        else {
            return [Objection(step, "\(path) does not lie below a mounted file system that is read again before")]
        }
        return []
    }
}
