package import ClusterModel

/// Why a plan must not be carried out.
package struct Objection: Sendable, Hashable, CustomStringConvertible {
    /// The step objected to.
    package let step: StepKey
    /// The rule, in one sentence, with the facts.
    package let description: String

    /// An objection.
    package init(_ step: Step, _ description: String) {
        self.step = step.id
        self.description = "\(step.resource) \(step.action.name): \(description)"
    }
}

/// A second opinion on a plan, from the observation and the plan alone. It shares no code with the planner: an error in
/// one is to be caught by the other, so what both must know is written twice on purpose.
package struct Auditor: Sendable {
    /// Nothing disruptive is done on an observation older than this. A cycle of a dozen hosts takes about a second; a
    /// minute and a half allows for a slow host, and is far less than what it takes to swap a disk.
    package static let staleness = Duration.seconds(90)

    /// The cluster whose tag the volumes carry that may be changed.
    private let owner: ClusterName

    package init(for owner: ClusterName) { self.owner = owner }

    /// Every objection to the ready steps. The caller holds the steps objected to and what follows them.
    package func judge(_ plan: Plan, _ observed: ObservedState, now: Moment) -> [Objection] {
        let places = Dictionary(plan.ready.enumerated().map { ($1.id, $0) }) { first, _ in first }
        return togetherRules(plan) + NFSRules.together(plan) + HostedEngineRules.together(plan)
            + plan.ready.flatMap { step in plan.running.compactMap { BesideRule(step, $0).judge() } }
            + plan.ready.flatMap { step in
                orderRules(step, places) + reachRules(step, observed, now) + rules(step, plan, observed, now)
            }
    }

    /// One host at a time: a replica set of three loses one brick and no more. The budget spans the whole plan,
    /// whichever stage its steps come from.
    private func togetherRules(_ plan: Plan) -> [Objection] {
        let disturbing = (plan.running + plan.ready).filter(Self.disturbsBricks)
        return disturbing.dropFirst().filter(plan.ready.contains).map {
            Objection($0, "another host is disturbed by the same plan, or by a step that runs")
        }
    }

    /// Whether the step takes bricks that run away for a while.
    private static func disturbsBricks(_ step: Step) -> Bool {
        guard step.risk != .benign else { return false }
        return switch step.action {
        case .host(.restart, _): true
        case .host, .gluster, .ctdb, .nfs, .hostedEngine: false
        }
    }

    /// What a step comes after has an earlier place in the plan.
    private func orderRules(_ step: Step, _ places: [StepKey: Int]) -> [Objection] {
        let own = places[step.id] ?? 0
        return step.after.filter { (places[$0] ?? own) >= own }.map {
            Objection(step, "it comes after step \($0), which does not stand before it")
        }
    }

    /// Nothing is done to a host that did not answer, and nothing that disturbs on old news.
    private func reachRules(_ step: Step, _ observed: ObservedState, _ now: Moment) -> [Objection] {
        guard let host = step.action.host, let sighting = observed.hosts[host] else {
            return [Objection(step, "\(step.action.target) was not observed")]
        }
        if case .unknown(let why) = sighting.facts.storage.mounts, why.unreachableHost != nil {
            return [Objection(step, "\(host) did not answer")]
        }
        if step.risk == .destructive { return [Objection(step, "nothing destructive is allowed without consent")] }
        guard step.risk == .benign || now - sighting.observedAt <= Self.staleness else {
            return [
                Objection(step, "what was seen of \(host) is \((now - sighting.observedAt).tenths) s old")
            ]
        }
        return []
    }

    private func rules(_ step: Step, _ plan: Plan, _ observed: ObservedState, _ now: Moment) -> [Objection] {
        switch step.action {
        case .host(.removeBrickMark(let path, let volume), let host): unmark(step, path, volume, on: host, observed)
        case .host(.restart, let host): RestartRules(step, host, observed).judge()
        case .host(let action, let host): HostRules(step, host, observed.host(host)).judge(action)
        case .gluster(let action, let host): GlusterRules(step, host, observed, owner, now: now).judge(action)
        case .ctdb(let action, let host): CTDBRules(step, host, observed, plan).judge(action)
        case .nfs(let action, let host): NFSRules(step, host, observed).judge(action)
        case .hostedEngine(let action, let host): HostedEngineRules(step, host, observed).judge(action)
        }
    }

    /// A mark is taken only from a directory that holds nothing, if it is that of no volume that any member knows.
    private func unmark(
        _ step: Step, _ path: String, _ volume: String, on host: HostName, _ observed: ObservedState
    ) -> [Objection] {
        guard case .known(let directory) = observed.host(host).brick(path), directory.leftover == .yes,
            directory.volumeID == volume,
            step.preconditions.contains(.gluster(.brickLeftover(host, path: path, volume: volume)))
        else { return [Objection(step, "\(host):\(path) is not known to hold nothing, or is not read again before")] }
        let known = observed.hosts.keys.sorted().filter { member in
            guard case .known(let view) = observed.host(member).gluster.view else { return false }
            return view.volumes.contains { $0.id == volume }
        }
        return known.map { Objection(step, "\($0) knows the volume \(volume), whose mark \(host):\(path) carries") }
    }
}
