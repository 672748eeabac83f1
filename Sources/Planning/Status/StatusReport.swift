package import ClusterModel

/// How each resource stands, from the same values that the plan was made of.
package struct StatusReport {
    private let desired: DesiredState
    private let observed: ObservedState
    private let plan: Plan
    private let results: [StepKey: StepResult]
    private let resources: [StepKey: ResourceID]
    private let firstSeen: [HoldKey: WallTime]
    private let now: WallTime

    /// `results` of the steps taken in this run; `resources` tells whose they were; `firstSeen` since when each reason
    /// holds.
    package init(
        _ desired: DesiredState, _ observed: ObservedState, _ plan: Plan, results: [StepKey: StepResult] = [:],
        resources: [StepKey: ResourceID] = [:], firstSeen: [HoldKey: WallTime] = [:], now: WallTime
    ) {
        self.desired = desired
        self.observed = observed
        self.plan = plan
        self.results = results
        self.resources = resources
        self.firstSeen = firstSeen
        self.now = now
    }

    /// One for each resource of the manifests, in their order.
    package var statuses: [ResourceStatus] {
        let hosts = desired.orderedHosts.map { status(.host($0.name), hostHealth($0.name), hostFacts($0.name)) }
        let volumes = desired.volumes.map { status($0.id, volumeHealth($0), volumeFacts($0)) }
        let groups = desired.optionGroups.map { status($0.id, groupHealth($0.name), groupFacts($0)) }
        let parts = hosts + groups + volumes
        let shown = Set(parts.map(\.resource) + [.cluster(desired.cluster)])
        // Every other resource, of whichever kind: it is not observed, so that its health is unknown and does not make
        // the cluster's unknown.
        let all = ResourceKind.allCases.flatMap(desired.resources) + desired.notYetManaged.map(\.resource)
        let others = all.distinct().filter { !shown.contains($0) }.sorted()
        return [status(.cluster(desired.cluster), worst(parts.map(\.health)), ["hosts": .integer(hosts.count)])] + parts
            + others.map { status($0, .unknown, [:]) }
    }

    private func status(_ resource: ResourceID, _ health: ResourceStatus.Health, _ facts: JSON) -> ResourceStatus {
        let isWhole = resource.kind == .cluster
        let ready = (plan.running + plan.ready).filter { isWhole || $0.resource == resource }
        let held = plan.held.filter { isWhole || $0.resource == resource }
        let unknown = plan.unknown.filter { isWhole || $0.resource == resource }
        let fight = plan.recurringDrifts.first { isWhole || $0.repair.resource == resource }
        let sync: ResourceStatus.Sync =
            !ready.isEmpty || !held.isEmpty ? .outOfSync : unknown.isEmpty ? .synced : .unknown
        return ResourceStatus(
            resource: resource, sync: sync, health: health,
            actuation: actuation(resource, pending: !ready.isEmpty, isOpen: !held.isEmpty || !unknown.isEmpty),
            conditions: conditions(ready, held, unknown, health, fight), facts: facts)
    }

    private func actuation(_ resource: ResourceID, pending: Bool, isOpen: Bool) -> ResourceStatus.Actuation {
        let own = results.filter { resource.kind == .cluster || resources[$0.key] == resource }.values
        if pending { return .pending }
        if own.isEmpty { return isOpen ? .skipped : .succeeded }
        return own.allSatisfy { $0 == .done } ? .succeeded : .failed
    }

    private func conditions(
        _ ready: [Step], _ held: [HeldStep], _ unknown: [UnknownFact], _ health: ResourceStatus.Health,
        _ fight: RecurringDrift?
    ) -> [ResourceStatus.Condition] {
        var found: [ResourceStatus.Condition] = []
        let isReady = ready.isEmpty && held.isEmpty && unknown.isEmpty && fight == nil && health == .healthy
        found.append(
            condition(
                .ready, isReady, isReady ? .asDeclared : .notAsDeclared))
        if let first = ready.first {
            found.append(
                condition(.reconciling, true, .stepsReady(ready.count, first: first.action)))
        }
        let waiting = held.flatMap { held in held.waitingOn.map { (held.resource, $0) } }
        let vain = waiting.first { if case .noEffect = $0.1 { true } else { false } }
        found += [(ResourceStatus.Condition.Kind.held, waiting.first), (.stalled, vain)].compactMap { kind, reason in
            reason.map { resource, waiting in
                condition(kind, true, .waiting(waiting), since: firstSeen[HoldKey(resource, waiting)])
            }
        }
        // It is stalled while it is mended, too.
        if vain == nil, let fight {
            found.append(condition(.stalled, true, .fighting(fight), since: fight.count.since.wall))
        }
        return found
    }

    private func condition(
        _ kind: ResourceStatus.Condition.Kind, _ status: Bool, _ cause: ResourceStatus.Condition.Cause,
        since: WallTime? = nil
    ) -> ResourceStatus.Condition {
        ResourceStatus.Condition(kind, status, cause, since: since ?? now)
    }

    private func worst(_ healths: [ResourceStatus.Health]) -> ResourceStatus.Health {
        let order: [ResourceStatus.Health] = [.failed, .degraded, .unknown]
        return order.first { healths.contains($0) } ?? .healthy
    }
}

extension StatusReport {
    private func groupHealth(_ name: OptionGroupName) -> ResourceStatus.Health {
        let files = desired.spec.hosts.map { observed.host($0).file(.optionGroup(name)) }
        if files.contains(where: { if case .unknown = $0 { true } else { false } }) { return .unknown }
        return files.contains(.absent) ? .degraded : .healthy
    }

    private func groupFacts(_ group: Desired<VolumeOptionGroupSpec>) -> JSON {
        ["options": .integer(group.spec.options.count), "file": .string(ManagedFile.ID.optionGroup(group.name).path)]
    }

    private func hostHealth(_ host: HostName) -> ResourceStatus.Health {
        switch observed.host(host).service(ServiceStage.glusterd) {
        case .known(let state): state.active == "active" ? .healthy : .degraded
        case .absent: .degraded
        case .unknown: .unknown
        }
    }

    private func hostFacts(_ host: HostName) -> JSON {
        let seen = observed.host(host)
        guard case .known(let view) = seen.gluster else { return ["gluster": .null] }
        return [
            "gluster": ["uuid": .string(view.uuid), "opVersion": .integer(view.opVersion)],
            "peersConnected": .integer(view.peers.filter(\.isConnected).count),
        ]
    }

    private func volumeHealth(_ volume: Desired<GlusterVolumeSpec>) -> ResourceStatus.Health {
        let bricks = brickReadings(volume)
        guard bricks.contains(where: { $0 != .absent }) else { return .unknown }
        if bricks.contains(.known(false)) { return bricks.contains(.known(true)) ? .degraded : .failed }
        if bricks.contains(where: { if case .unknown = $0 { true } else { false } }) { return .unknown }
        return backlog(volume) == .known(0) && !bricks.contains(.absent) ? .healthy : .degraded
    }

    /// Whether each brick runs, as its own host says.
    private func brickReadings(_ volume: Desired<GlusterVolumeSpec>) -> [Reading<Bool>] {
        volume.spec.allBricks.map { brick in
            switch observed.host(brick.host).gluster {
            case .unknown(let why): return .unknown(why)
            case .absent: return .absent
            case .known(let view):
                let own = view.volume(volume.name)?.bricks.first { brick.path == $0.path && $0.isRunning.isLocal }
                return own?.isRunning ?? .absent
            }
        }
    }

    /// Entries that wait to be healed, summed over the bricks that keep an index; unknown if one did not tell.
    private func backlog(_ volume: Desired<GlusterVolumeSpec>) -> Reading<Int> {
        volume.spec.allBricks.reduce(.known(0)) { sum, brick in
            switch (sum, backlog(brick)) {
            case (.unknown(let why), _), (_, .unknown(let why)): .unknown(why)
            case (.known(let left), .known(let right)): .known(left + right)
            case (_, _): sum
            }
        }
    }

    private func backlog(_ brick: Brick) -> Reading<Int> {
        let seen = observed.host(brick.host)
        guard let backlog = seen.healBacklog[brick.path] else {
            return if case .unknown(let why) = seen.mounts { .unknown(why) } else { .absent }
        }
        return backlog
    }

    private func volumeFacts(_ volume: Desired<GlusterVolumeSpec>) -> JSON {
        let readings = brickReadings(volume)
        let backlog: JSON = if case .known(let entries) = backlog(volume) { .integer(entries) } else { .null }
        return [
            "bricks": .integer(readings.count),
            "bricksRunning": .integer(readings.filter { $0 == .known(true) }.count),
            "healBacklog": backlog,
        ]
    }
}

extension Reading where Value == Bool {
    /// Whether the glusterd that was asked serves the brick itself.
    fileprivate var isLocal: Bool {
        if case .unknown(.notAsked) = self { false } else { true }
    }
}
