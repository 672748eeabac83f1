package import ClusterModel

/// The status of each resource, from the same values that the plan was made of.
package struct StatusReport {
    private let desired: DesiredState
    private let observed: ObservedState
    package let overview: ClusterOverview
    private let outcomes: PlanOutcomes
    private let firstSeen: [HoldKey: WallTime]
    private let now: WallTime

    /// `results` of the steps taken in this run; `resources` says whose they were; `firstSeen` since when each reason
    /// holds.
    package init(
        _ desired: DesiredState, _ observed: ObservedState, _ plan: Plan, results: [StepKey: StepResult] = [:],
        resources: [StepKey: ResourceID] = [:], firstSeen: [HoldKey: WallTime] = [:], now: WallTime
    ) {
        self.desired = desired
        self.observed = observed
        overview = OverviewBuilder(desired, observed).overview
        outcomes = PlanOutcomes(plan, results, resources)
        self.firstSeen = firstSeen
        self.now = now
    }

    /// One for each resource of the manifests: by kind, then in the order of the manifests. The resources of a kind
    /// that is not observed come last: their health is unknown and does not make the cluster's unknown.
    package var statuses: [ResourceStatus] {
        let parts = ResourceKind.allCases.flatMap(figures)
        let whole = ClusterFigures(desired, parts).figures
        let shown = Set(parts.map(\.resource) + [whole.resource])
        let all = ResourceKind.allCases.flatMap(desired.resources) + desired.notYetManaged.map(\.resource)
        let others = all.distinct().filter { !shown.contains($0) }.sorted()
        return [status(whole, outcomes.whole)] + parts.map { status($0, outcomes[$0.resource]) }
            + others.map { status(ResourceFigures($0, .unknown, [:]), outcomes[$0]) }
    }

    /// The observed resources of a kind; the cluster's figures follow from those of all the others.
    private func figures(_ kind: ResourceKind) -> [ResourceFigures] {
        switch kind {
        case .host: HostFigures(overview, observed).all
        case .volumeOptionGroup: OptionGroupFigures(desired, observed).all
        case .glusterVolume: VolumeFigures(overview).all
        case .ctdbCluster: CTDBFigures(desired, observed).all
        case .nfsExport: ExportFigures(desired, observed).all
        case .hostedEngine: HostedEngineFigures(desired, observed).all
        case .cluster, .engineCluster, .storageDomain: []
        }
    }

    private func status(_ figures: ResourceFigures, _ outcome: PlanOutcomes.Outcome) -> ResourceStatus {
        ResourceStatus(
            resource: figures.resource, sync: outcome.sync, health: figures.health, actuation: outcome.actuation,
            conditions: ConditionList(outcome, figures.health, firstSeen, now).all, facts: figures.facts)
    }
}
