internal import ClusterModel

extension HostedEnginePostcondition {
    /// Whether the observation shows it. Unknown proves nothing.
    func isSatisfied(in observed: ObservedState) -> Bool {
        let merge = HostedEngineMerge(observed.hosts.keys.sorted(), observed)
        switch self {
        case .runs(let host, let storage):
            return merge.engineOn.count == 1 && merge.engineOn[0].engine.health == "good"
                && observed.host(host).hostedEngine.configuration.isKnown { $0.isDeployed && $0.storage == storage }
        case .takesPart(let host):
            guard case .known(let configuration) = observed.host(host).hostedEngine.configuration,
                configuration.isDeployed, let id = configuration.values["host_id"].flatMap({ Int($0) })
            else { return false }
            return merge.rows.contains { $0.id == id && $0.isLive }
        case .cleaned(let host):
            let facts = observed.host(host).hostedEngine
            return facts.configuration == .absent && facts.deployment == .absent
        case .globalMaintenance(let isOn): return merge.isInGlobalMaintenance == isOn
        case .configured(let host, .broker, let key, let value):
            return observed.host(host).hostedEngine.broker.isKnown { $0[key] == value }
        case .configured(let host, .ownCopy, let key, let value):
            return observed.host(host).hostedEngine.configuration.isKnown { $0.values[key] == value }
        case .configured(_, .shared, _, _): return false
        }
    }
}
