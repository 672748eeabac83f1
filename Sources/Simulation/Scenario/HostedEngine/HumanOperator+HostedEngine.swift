internal import ClusterModel
internal import SimulatedWorld

extension HumanOperator {
    /// The operator's opinion of a hold of the hosted engine.
    func opinion(_ hold: HostedEngineHold) -> Opinion {
        switch hold {
        case .preflight(let host, let finding): return opinion(finding, host)
        case .deployFailed(let host, _, _, _):
            return state[host]?.engine.installation?.failed == nil ? .wrong("no installer failed there") : .justified
        case .storageInUse: return state.engines.isEmpty ? .wrong("no volume holds a domain") : .justified
        case .notGood, .maintenanceSpreads, .otherHostFirst, .addressesFirst: return .follows
        case .severalEngines: return state.engineHosts.count > 1 ? .justified : .wrong("one engine runs at most")
        case .noAgent: return .follows
        case .onlyEngineHost(let host):
            return state.engineHosts == [host] ? .justified : .wrong("the engine does not run there")
        case .deployedOtherwise: return .wrong("every engine of the model is deployed as declared")
        case .addedByEngine: return .justified
        case .holdsEngine: return state.engines.isEmpty ? .wrong("no volume holds an engine") : .justified
        }
    }

    private func opinion(_ finding: HostedEngineFinding, _ host: HostName) -> Opinion {
        guard let engine = state[host]?.engine else { return .wrong("there is no such host") }
        switch finding {
        case .volumeMissing, .volumeStopped, .volumeBricks, .volumeOwner: return .follows
        case .memory: return engine.freeMemory < 4096 ? .justified : .wrong("it has memory")
        case .temporarySpace: return engine.temporarySpace < 10_240 ? .justified : .wrong("it has space")
        case .noInterface: return engine.hasInterface ? .wrong("it has the interface") : .justified
        case .gatewaySilent: return engine.gatewayAnswers ? .wrong("its gateway answers") : .justified
        case .noAppliance: return engine.hasAppliance ? .wrong("it has an appliance") : .justified
        case .noVirtualization: return engine.canVirtualize ? .wrong("it can virtualize") : .justified
        case .nameNotFound, .otherAddress, .reverseName:
            return state.dns.isEmpty ? .justified : .wrong("the records of the name are right")
        case .notInstalled, .noHardwareAddress, .clocks, .volumeCopies:
            return .wrong("the model has nothing of the kind")
        }
    }
}
