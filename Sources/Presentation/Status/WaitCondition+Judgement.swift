package import ClusterModel

extension WaitCondition {
    /// Whether a report shows the state.
    package func holds(in report: RunReport) -> Bool {
        guard let status = report.status(of: resource ?? .cluster(report.cluster)) else { return false }
        switch state {
        case .ready: return status.isReady && (resource != nil || report.statuses.allSatisfy(\.isReady))
        case .synced: return status.sync == .synced
        case .outOfSync: return status.sync == .outOfSync
        case .healthy: return status.health == .healthy
        case .degraded: return status.health == .degraded
        case .failed: return status.health == .failed
        case .reachable: return silent(in: report).isEmpty
        case .unreachable: return !silent(in: report).isEmpty
        case .healed: return volumes(in: report).allSatisfy { $0.healBacklog == .known(0) }
        case .held: return status.conditions.contains { $0.type == .held && $0.status }
        case .stalled: return status.isStalled
        }
    }

    /// Hosts that concern it and do not answer.
    private func silent(in report: RunReport) -> [HostOverview] {
        let names =
            resource?.kind == .host
            ? [HostName(resource?.name ?? "")]
            : resource?.kind == .glusterVolume
                ? volumes(in: report).flatMap(\.bricks).map(\.brick.host) : report.overview.hosts.map(\.name)
        return report.overview.hosts.filter { names.contains($0.name) && $0.silence != nil }
    }

    private func volumes(in report: RunReport) -> [VolumeOverview] {
        guard let resource, resource.kind == .glusterVolume else { return report.overview.volumes }
        return report.overview.volumes.filter { $0.name.text == resource.name }
    }
}
