package import ClusterModel

/// What operators, the network and failures do to the engine and to what its installer needs.
package enum HostedEngineExternalAction: Sendable, Hashable {
    /// The virtual machine dies; the agents bring it back.
    case killMachine(HostName)
    /// The application in the virtual machine does not answer any more, or does again.
    case sicken(HostName, Bool)
    /// An operator sets or ends global maintenance.
    case setGlobalMaintenance(Bool)
    /// An operator sets a key of the brokers.
    case setBroker(key: String, value: String)
    /// An operator sets a key of a host's own configuration.
    case setOwn(HostName, key: String, value: String)
    /// The next run of the installer fails in that stage; nil: in none.
    case failDeployment(HostName, at: EngineInstaller.Stage?)
    /// The host lacks something that the installer needs, or gets it.
    case lack(HostName, Need, Bool)
    /// The record of the engine's name, or none.
    case setRecord(name: String, address: String?)

    package enum Need: String, Sendable, Hashable, CaseIterable {
        case memory, space, interface, gateway, appliance, kvm
    }
}

extension ClusterState {
    /// Performs an external action on the engine. False if the state does not allow it.
    mutating func perform(_ action: HostedEngineExternalAction) -> Bool {
        switch action {
        case .killMachine(let host):
            guard self[host]?.engine.own.machine != nil else { return false }
            change(host) { host in
                host.engine.own.machine = nil
                host.engine.own.lastState = .gone
            }
            for (name, storage) in engines
            where storage.lease?.hostID == self[host]?.engineConfiguration["host_id"].flatMap({ Int($0) }) {
                engines[name]?.lease = nil
            }
        case .sicken(let host, let isSick):
            guard self[host]?.engine.own.machine != nil else { return false }
            change(host) { $0.engine.own.machine?.isSick = isSick }
        case .setGlobalMaintenance(let isOn):
            guard !engines.isEmpty else { return false }
            for name in engines.keys { engines[name]?.isInGlobalMaintenance = isOn }
        case .setBroker(let key, let value):
            guard !engines.isEmpty else { return false }
            for name in engines.keys { engines[name]?.broker[key] = value }
        case .setOwn(let host, let key, let value):
            guard var found = self[host]?.engineConfiguration, found[key] != nil else { return false }
            found[key] = value
            change(host) { $0.writeEngine(found) }
        case .failDeployment(let host, let stage): change(host) { $0.engine.failsAt = stage }
        case .lack(let host, let need, let isMissing): change(host) { $0.engine.lack(need, isMissing) }
        case .setRecord(let name, let address): dns[name] = address
        }
        return true
    }
}

extension SimulatedEngine {
    fileprivate mutating func lack(_ need: HostedEngineExternalAction.Need, _ isMissing: Bool) {
        switch need {
        case .memory: freeMemory = isMissing ? 1024 : 65_536
        case .space: temporarySpace = isMissing ? 100 : 40_960
        case .interface: hasInterface = !isMissing
        case .gateway: gatewayAnswers = !isMissing
        case .appliance: hasAppliance = !isMissing
        case .kvm: canVirtualize = !isMissing
        }
    }
}
