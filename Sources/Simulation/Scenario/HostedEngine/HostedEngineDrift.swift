internal import ClusterModel
internal import SimulatedWorld

/// A kind of drift of the hosted engine. The order of the cases is a part of every seed.
enum HostedEngineDrift: CaseIterable, Hashable {
    case maintenance, mail, gateway, failingInstaller

    var share: Int { 1 }
}

extension Drift {
    /// Nothing where no engine is declared.
    func actions(_ kind: HostedEngineDrift, _ host: HostName, _ state: ClusterState) -> [ExternalAction] {
        guard let engine = desired.hostedEngines.first else { return [] }
        switch kind {
        case .maintenance:
            return state.engines.isEmpty
                ? [] : [.hostedEngine(.setGlobalMaintenance(engine.spec.maintenance != .global))]
        case .mail:
            return state.engines.isEmpty
                ? [] : [.hostedEngine(.setBroker(key: "email.smtp-server", value: "other.lab.test"))]
        case .gateway: return [.hostedEngine(.setOwn(engine.spec.deployFrom, key: "gateway", value: "192.0.2.9"))]
        case .failingInstaller: return [.hostedEngine(.failDeployment(engine.spec.deployFrom, at: .install))]
        }
    }
}
