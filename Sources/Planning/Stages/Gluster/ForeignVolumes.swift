internal import ClusterModel

/// Declared volumes that carry the ownership tag of another Cluster: one hold for each owner, because a renamed Cluster
/// finds all its volumes so. With consent for an owner, each of its volumes gets the tag of this Cluster.
struct ForeignVolumes {
    private let input: PlanningInput
    private let pool: PoolAssessment
    private let coordinator: HostName
    private let byOwner: [String: [GlusterVolumeView]]

    /// `existing`: the volumes that the coordinator knows.
    init(
        _ existing: [VolumeName: GlusterVolumeView], from coordinator: HostName, _ input: PlanningInput,
        _ pool: PoolAssessment
    ) {
        self.input = input
        self.pool = pool
        self.coordinator = coordinator
        byOwner = input.desired.volumes.compactMap { existing[$0.name] }.reduce(into: [:]) { found, volume in
            guard let owner = volume.foreignOwner(input.desired.cluster) else { return }
            found[owner, default: []].append(volume)
        }
    }

    private var cluster: ResourceID { .cluster(input.desired.cluster) }

    func report() -> StageReport {
        byOwner.sorted { $0.key < $1.key }.reduce(into: StageReport()) { report, one in
            report += self.report(one.value, of: one.key)
        }
    }

    private func report(_ volumes: [GlusterVolumeView], of owner: String) -> StageReport {
        let request = ConsentRequest.takeOver(from: owner, to: input.desired.cluster, volumes.map(\.name))
        let given = input.policy(cluster).consents.filter { consent in
            request.annotation.map { consent.allows($0.action, $0.object) } ?? false
        }
        guard !given.isEmpty else {
            return StageReport(held: [
                HeldStep(
                    resource: cluster, differences: [difference("volumes.ownership", owner)],
                    waitingOn: [.consent(request)])
            ])
        }
        return volumes.reduce(into: StageReport()) { $0 += takeOver($1, from: owner, given) }
    }

    /// A consent is used up for each volume by itself: a run that was killed between two of them goes on.
    private func takeOver(_ volume: GlusterVolumeView, from owner: String, _ given: [Consent]) -> StageReport {
        let consents = input.history.marked(given, of: .volume(volume.name))
        let tag = GlusterOption(OwnershipTag.owner, input.desired.cluster.text)
        let differences = [difference("ownership", owner)]
        guard let consent = consents.first(where: { $0.usedAt == nil }) else {
            let request = ConsentRequest.takeOver(from: owner, to: input.desired.cluster, [volume.name])
            return StageReport(
                held: consents.last.flatMap { last in
                    last.usedAt.map { used in
                        HeldStep(
                            resource: .volume(volume.name), differences: differences,
                            waitingOn: [.consentUsed(request, last, at: used)])
                    }
                }.map { [$0] } ?? [])
        }
        let step = Step(
            resource: .volume(volume.name), action: .gluster(.setOptions(volume.name, [tag]), from: coordinator),
            postcondition: .gluster(.options(volume.name, [tag])), risk: .benign, scope: .volume(volume.name),
            differences: differences, consents: [consent])
        return .one(step, waitingOn: pool.lockObstacles)
    }

    private func difference(_ field: String, _ owner: String) -> Difference {
        Difference(field, desired: input.desired.cluster.text, observed: owner, rule: .cluster)
    }
}

extension GlusterVolumeView {
    /// The Cluster that the volume's tag names, if that is not this one.
    func foreignOwner(_ cluster: ClusterName) -> String? {
        option(OwnershipTag.owner).flatMap { $0 == cluster.text ? nil : $0 }
    }
}
