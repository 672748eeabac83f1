package import ClusterModel

/// Finds why a resource is not as it should be, from the same observation and plan as its status.
///
/// A chain begins with a symptom and goes on while a fact of the observation explains the last link. It ends with the
/// first fact that nothing observed explains.
package struct Diagnosis {
    let desired: DesiredState
    let observed: ObservedState
    let plan: Plan
    let overview: ClusterOverview

    package init(_ desired: DesiredState, _ observed: ObservedState, _ plan: Plan, _ overview: ClusterOverview) {
        self.desired = desired
        self.observed = observed
        self.plan = plan
        self.overview = overview
    }

    package func chain(for resource: ResourceID) -> CauseChain {
        let links = links(resource)
        let touched = Set([resource] + links.flatMap(\.resources))
        return CauseChain(
            resource, links, repairs: plan.ready.filter { touched.contains($0.resource) },
            holds: plan.held.filter { !touched.isDisjoint(with: $0.resources) }.flatMap(\.waitingOn).filter(\.isRoot)
                .distinct())
    }

    private func links(_ resource: ResourceID) -> [Cause] {
        let own: [Cause] =
            switch resource.kind {
            case .cluster: cluster()
            case .host: HostDiagnosis(HostName(resource.name), self).links
            case .glusterVolume: VolumeDiagnosis(VolumeName(resource.name), self).links
            case .volumeOptionGroup, .ctdbCluster, .nfsExport, .hostedEngine, .engineCluster, .storageDomain: []
            }
        let links: [Cause] = own.isEmpty ? planned(resource) : own
        return links.isEmpty ? [.plan(.asDeclared(resource))] : links
    }

    /// The first part that is not as it should be: hosts first, because volumes depend on them.
    private func cluster() -> [Cause] {
        let parts = ResourceKind.allCases.filter { $0 != .cluster }.flatMap(desired.resources)
        for part in parts {
            let links = links(part)
            if links != [.plan(.asDeclared(part))] { return [.plan(.part(part))] + links }
        }
        return []
    }

    /// What the plan says of a resource: differences with what holds them, then what is unknown.
    func planned(_ resource: ResourceID) -> [Cause] {
        let ready = (plan.running + plan.ready).filter { $0.resource == resource }.flatMap(\.differences)
        let held = plan.held.filter { $0.resources.contains(resource) }
        let differences = (ready + held.flatMap(\.differences)).distinct()
        let reason = held.lazy.flatMap(\.waitingOn).first(where: \.isRoot)
        if !differences.isEmpty || reason != nil {
            return (differences.isEmpty ? [] : [.plan(.differs(differences))])
                + (reason.map { [.plan(.held($0))] } ?? [])
        }
        return plan.unknown.first { $0.resource == resource }.map { [.plan(.unknown($0.why))] } ?? []
    }
}

extension Diagnosis {
    /// Why no host answers or reports: the chain of the host itself.
    func host(_ name: HostName) -> [Cause] { HostDiagnosis(name, self).links }
}

extension WaitingOn {
    /// Whether it says more than that another step comes first.
    fileprivate var isRoot: Bool { if case .step = self { false } else { true } }
}

extension Cause {
    /// Resources whose steps repair it.
    fileprivate var resources: [ResourceID] {
        switch self {
        case .plan(.part(let resource)), .plan(.asDeclared(let resource)): [resource]
        case .plan(.differs), .plan(.held), .plan(.unknown): []
        case .hostOS(let cause): [.host(cause.host)]
        case .storage(let cause): [.host(cause.host)]
        case .gluster(let cause): cause.resource.map { [$0] } ?? []
        }
    }
}

extension HostOSCause {
    fileprivate var host: HostName {
        switch self {
        case .unreachable(let host, _, _), .serviceDown(let host, _, _), .packagesMissing(let host, _),
            .namesNotFound(let host, _), .inMaintenance(let host):
            host
        }
    }
}

extension StorageCause {
    fileprivate var host: HostName {
        switch self {
        case .noDevice(let host, _), .blankDevice(let host, _, _), .signature(let host, _, _),
            .unreadable(let host, _, _), .notMounted(let host, _), .otherMounted(let host, _, _):
            host
        }
    }
}

extension GlusterCause {
    fileprivate var resource: ResourceID? {
        switch self {
        case .volumeMissing(let volume), .volumeStopped(let volume), .bricksDown(let volume, _, _),
            .brickDown(let volume, _), .brickUnobserved(let volume, _), .processEnded(let volume, _),
            .directoryMissing(let volume, _), .wrongMark(let volume, _, _), .healing(let volume, _):
            .volume(volume)
        case .peerDisconnected(let host, _), .notInPool(let host): .host(host)
        case .serverQuorumLost: nil
        }
    }
}
