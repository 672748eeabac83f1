internal import ClusterModel

/// What may be done to pool and volumes.
struct GlusterRules {
    let step: Step
    let host: HostName
    let observed: ObservedState
    let now: Moment
    private let owner: ClusterName

    init(_ step: Step, _ host: HostName, _ observed: ObservedState, _ owner: ClusterName, now: Moment) {
        self.owner = owner
        self.now = now
        self.step = step
        self.host = host
        self.observed = observed
    }

    func judge(_ action: GlusterAction) -> [Objection] {
        guard case .known(let view) = observed.host(host).gluster.view else {
            return [Objection(step, "glusterd on \(host) did not answer")]
        }
        return switch action {
        case .probe: probe(from: view)
        case .createVolume(let name, let replica, let arbiter, let bricks):
            creation(name, replica, arbiter, bricks, view)
        case .setOptions(let name, let options): change(name, options, view)
        case .resetOption(let name, let key): reset(name, key, view)
        case .setClusterOption(let option): OptionRules(step: step, now: now).set(option, in: view)
        case .startVolume(let name): change(name, [], view)
        case .startBricks(let name): StartForceRules(step, host, observed).judge(name, view)
        }
    }

    /// A host is probed only if its own glusterd reports that it is alone, or that it knows the prober already: a probe
    /// from another pool would pull hosts out of theirs.
    private func probe(from view: GlusterView) -> [Objection] {
        guard step.resource.kind == .host else { return [Objection(step, "a probe is about a host")] }
        let target = HostName(step.resource.name)
        guard case .known(let own) = observed.host(target).gluster.view else {
            return [Objection(step, "glusterd on \(target) did not answer")]
        }
        let isAlone = own.peers.isEmpty && own.volumes.isEmpty
        let isMet = own.peers.contains { $0.uuid == view.uuid }
        return isAlone || isMet ? [] : [Objection(step, "\(target) belongs to another pool")]
    }

    /// Only over mounted file systems, each read again just before, and never over a volume that is there.
    private func creation(
        _ name: VolumeName, _ replica: Int, _ arbiter: Int, _ bricks: [String], _ view: GlusterView
    ) -> [Objection] {
        var found: [Objection] = []
        if view.volume(name) != nil { found.append(Objection(step, "volume \(name) exists")) }
        if replica < 1 || !bricks.count.isMultiple(of: replica) {
            found.append(Objection(step, "\(bricks.count) bricks do not fill the sets"))
        }
        if arbiter >= replica { found.append(Objection(step, "no copy would hold data")) }
        let places = step.preconditions.compactMap { requirement -> (HostName, String)? in
            if case .gluster(.brickUnused(let host, let path)) = requirement { (host, path) } else { nil }
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
            if case .storage(.mounted(host, _, let target)) = requirement, path.hasPrefix(target + "/") {
                target
            } else {
                nil
            }
        }
        guard case .known(let mounts) = observed.host(host).storage.mounts,
            mounts.contains(where: { targets.contains($0.target) })
        else { return [Objection(step, "\(host):\(path) does not lie below a mounted file system")] }
        return []
    }

    /// A volume that is there is ours or nobody's; one that is not is made by a step before this one.
    private func change(_ name: VolumeName, _ options: [GlusterOption], _ view: GlusterView) -> [Objection] {
        guard let volume = view.volume(name) else {
            return step.after.isEmpty ? [Objection(step, "volume \(name) does not exist")] : []
        }
        if let found = volume.option(OwnershipTag.owner), found != owner.text {
            return takeOver(name, options, from: found)
        }
        if let tag = options.first(where: { $0.name == OwnershipTag.owner })?.value, tag != owner.text {
            return [Objection(step, "volume \(name) would be tagged as \(tag)'s")]
        }
        let tooLong = options.filter { $0.value.utf8.count > OwnershipTag.valueLimit && $0.name.hasPrefix("user.") }
            .map {
                Objection(step, "\($0.name) is longer than \(OwnershipTag.valueLimit) bytes, which crashes glusterd")
            }
        return OptionRules(step: step, now: now).set(options, on: volume) + tooLong
    }

    /// Of another Cluster's volume nothing but the tag is changed, and that with consent for this very owner.
    private func takeOver(_ name: VolumeName, _ options: [GlusterOption], from found: String) -> [Objection] {
        let isTagOnly = options == [GlusterOption(OwnershipTag.owner, owner.text)]
        let isAgreed = step.consents.contains { consent in
            consent.allows("gluster.takeOver", found) && consent.isValid(at: now.wall)
        }
        return isTagOnly && isAgreed ? [] : [Objection(step, "volume \(name) belongs to \(found)")]
    }

    private func reset(_ name: VolumeName, _ key: String, _ view: GlusterView) -> [Objection] {
        guard let volume = view.volume(name) else { return [Objection(step, "volume \(name) does not exist")] }
        return OptionRules(step: step, now: now).reset(key, of: volume)
    }
}
