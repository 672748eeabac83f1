internal import ClusterModel

/// What may be done to pool and volumes.
struct GlusterRules {
    let step: Step
    let host: HostName
    let observed: ObservedState
    let now: Moment

    init(_ step: Step, _ host: HostName, _ observed: ObservedState, now: Moment) {
        self.now = now
        self.step = step
        self.host = host
        self.observed = observed
    }

    func judge(_ action: GlusterAction) -> [Objection] {
        if case .writeOptionGroup(let name, let text, let digest) = action { return group(name, text, digest) }
        guard case .known(let view) = observed.host(host).gluster else {
            return [Objection(step, "glusterd on \(host) did not answer")]
        }
        return switch action {
        case .probe, .writeOptionGroup: []
        case .createVolume(let name, let replica, let arbiter, let bricks):
            creation(name, replica, arbiter, bricks, view)
        case .setOptions(let name, let options): change(name, options, view)
        case .resetOption(let name, let key): reset(name, key, view)
        case .setClusterOption(let option): OptionRules(step: step, now: now).set(option, in: view)
        case .startVolume(let name): change(name, [], view)
        case .startBricks(let name): StartForceRules(step, host, observed).judge(name, view)
        }
    }

    /// Only over mounted file systems, each read again just before, and never over a volume that is there.
    private func creation(
        _ name: VolumeName, _ replica: Int, _ arbiter: Int, _ bricks: [String], _ view: GlusterView
    ) -> [Objection] {
        var found: [Objection] = []
        if view.volume(name) != nil { found.append(Objection(step, "volume \(name) exists")) }
        if bricks.count % replica != 0 { found.append(Objection(step, "\(bricks.count) bricks do not fill the sets")) }
        if arbiter >= replica { found.append(Objection(step, "no copy would hold data")) }
        let places = step.preconditions.compactMap { requirement -> (HostName, String)? in
            if case .brickUnused(let host, let path) = requirement { (host, path) } else { nil }
        }
        if places.map(\.1) != bricks.map(Self.path) {
            found.append(Objection(step, "the bricks are not those that are read again before"))
        }
        for begin in stride(from: 0, to: places.count, by: max(1, replica)) {
            let hosts = places[begin..<min(begin + max(1, replica), places.count)].map(\.0)
            if Set(hosts).count != hosts.count {
                found.append(Objection(step, "a host would hold two copies of a set"))
            }
        }
        return found + places.flatMap { unmounted($0.0, $0.1) }
    }

    /// The directory in `address:directory`; an IPv6 address has colons of its own.
    private static func path(_ brick: String) -> String {
        brick.firstRange(of: ":/").map { String(brick[brick.index(after: $0.lowerBound)...]) } ?? brick
    }

    private func unmounted(_ host: HostName, _ path: String) -> [Objection] {
        let targets = step.preconditions.compactMap { requirement in
            if case .mounted(host, _, let target) = requirement, path.hasPrefix(target + "/") { target } else { nil }
        }
        guard case .known(let mounts) = observed.host(host).mounts,
            mounts.contains(where: { targets.contains($0.target) })
        else { return [Objection(step, "\(host):\(path) does not lie below a mounted file system")] }
        return []
    }

    /// A volume that is there is ours or nobody's; one that is not is made by a step before this one.
    private func change(_ name: VolumeName, _ options: [GlusterOption], _ view: GlusterView) -> [Objection] {
        guard let volume = view.volume(name) else {
            return step.after.isEmpty ? [Objection(step, "volume \(name) does not exist")] : []
        }
        let owner = volume.option(OwnershipTag.owner)
        let mark = options.first { $0.name == OwnershipTag.owner }?.value
        if let owner, let mark, owner != mark { return [Objection(step, "volume \(name) belongs to \(owner)")] }
        let tooLong = options.filter { $0.value.utf8.count > OwnershipTag.valueLimit && $0.name.hasPrefix("user.") }
            .map {
                Objection(step, "\($0.name) is longer than \(OwnershipTag.valueLimit) bytes, which crashes glusterd")
            }
        return OptionRules(step: step, now: now).set(options, on: volume) + tooLong
    }

    /// The file is still the one that was read, and holds options and nothing else.
    private func group(_ group: OptionGroupName, _ text: String, _ digest: String?) -> [Objection] {
        let isAsRead =
            switch observed.host(host).optionGroup(group) {
            case .absent: digest == nil
            case .known(let file): file.digest == digest
            case .unknown: false
            }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let isWhole = text.hasSuffix("\n") && lines.allSatisfy { $0.split(separator: "=", maxSplits: 1).count == 2 }
        return (isAsRead ? [] : [Objection(step, "the file of group \(group) on \(host) is not the one that was read")])
            + (isWhole || text.isEmpty ? [] : [Objection(step, "a line for group \(group) is no option")])
    }

    private func reset(_ name: VolumeName, _ key: String, _ view: GlusterView) -> [Objection] {
        guard let volume = view.volume(name) else { return [Objection(step, "volume \(name) does not exist")] }
        return OptionRules(step: step, now: now).reset(key, of: volume)
    }
}
