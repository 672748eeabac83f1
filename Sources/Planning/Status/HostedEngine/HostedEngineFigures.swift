internal import ClusterModel

/// Figures of the hosted engine: where it runs, whether it is well, and which hosts could take it over.
struct HostedEngineFigures {
    private let desired: DesiredState
    private let observed: ObservedState

    init(_ desired: DesiredState, _ observed: ObservedState) {
        self.desired = desired
        self.observed = observed
    }

    var all: [ResourceFigures] {
        desired.hostedEngines.map { engine in
            let merge = HostedEngineMerge(desired.spec.hosts, observed)
            return ResourceFigures(engine.id, health(engine.spec, merge), facts(merge))
        }
    }

    /// | engine's machine up on live hosts   | health   |
    /// |-------------------------------------|----------|
    /// | none, and no row is live            | unknown  |
    /// | none                                | failed   |
    /// | two or more                         | failed   |
    /// | one, its health page is bad         | degraded |
    /// | one, a declared host could not take it over | degraded |
    /// | one, global maintenance not declared        | degraded |
    /// | one                                 | healthy  |
    private func health(_ spec: HostedEngineSpec, _ merge: HostedEngineMerge) -> ResourceStatus.Health {
        guard merge.rows.contains(where: \.isLive) else { return .unknown }
        guard merge.engineOn.count == 1, let row = merge.engineOn.first else { return .failed }
        let ready = merge.rows.filter { $0.isLive && $0.score > 0 && !$0.isStopped }.compactMap(host)
        let isMaintenanceDeclared = merge.isInGlobalMaintenance == (spec.maintenance == .global)
        let isWell = row.engine.health == "good" && Set(spec.hosts).isSubset(of: ready)
        return isWell && isMaintenanceDeclared ? .healthy : .degraded
    }

    private func facts(_ merge: HostedEngineMerge) -> JSON {
        let engine = merge.engineOn.count == 1 ? merge.engineOn.first?.engine : nil
        return [
            "engineOn": .array(merge.engineOn.map { .string($0.hostname) }),
            "health": JSON(engine?.health), "detail": JSON(engine?.detail),
            "globalMaintenance": merge.isInGlobalMaintenance.map(JSON.bool) ?? .null,
            "hosts": .array(merge.rows.map(row)),
            "unknown": .array(
                merge.unknown.map { ["host": .string($0.host.text), "reason": .string($0.why.reason)] }),
        ]
    }

    private func row(_ row: HostedEngineRow) -> JSON {
        [
            "hostId": .integer(row.id), "hostname": .string(row.hostname), "host": JSON(host(row)?.text),
            "live": .bool(row.isLive), "score": .integer(row.score), "state": JSON(row.state),
            "maintenance": .bool(row.isInMaintenance), "stopped": .bool(row.isStopped),
        ]
    }

    /// The manifest's name of the host that calls itself so: by its address, its name, or the first label of either.
    private func host(_ row: HostedEngineRow) -> HostName? {
        desired.orderedHosts.first { name, spec in
            [spec.address, name.text].contains { $0 == row.hostname || Self.label($0) == Self.label(row.hostname) }
        }?.0
    }

    private static func label(_ name: String) -> Substring { name.prefix { $0 != "." } }
}
