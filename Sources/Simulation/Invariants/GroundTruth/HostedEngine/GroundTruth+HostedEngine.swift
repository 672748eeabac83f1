internal import ClusterModel
internal import SimulatedWorld

extension GroundTruth {
    /// The engine: one machine, on the declared volume, with the declared settings; no secret outside the answer file.
    func engineDifferences() -> [String] {
        guard let engine = desired.hostedEngines.first else { return [] }
        guard let storage = state.engines[engine.spec.storage.volume?.text ?? ""] else {
            return ["no engine is deployed"]
        }
        let isGlobal = engine.spec.maintenance == .global
        let running = state.engineHosts.count
        let mail = engine.spec.notifications.map { $0.smtpServer == storage.broker["email.smtp-server"] } ?? true
        let gateway = EngineInstaller.values(
            String(
                decoding: state[engine.spec.deployFrom]?.root.file("/etc/ovirt-hosted-engine/hosted-engine.conf") ?? [],
                as: UTF8.self))["gateway"]
        return (storage.isInGlobalMaintenance == isGlobal ? [] : ["global maintenance is not as declared"])
            + (running == 1 || isGlobal && running == 0 ? [] : ["the engine runs on \(running) hosts"])
            + (mail ? [] : ["the brokers use another mail server"])
            + (gateway == engine.spec.gateway ? [] : ["the agents watch another gateway"]) + openSecrets()
    }

    /// Files that hold a secret of the run.
    private func openSecrets() -> [String] {
        let mark = Array(SimulatedSecrets.mark.utf8)
        return state.hosts.flatMap { host in
            host.root.nodes.keys.sorted().compactMap { path in
                guard path != "/run/hcctl-hosted-engine.answers", let bytes = host.root.file(path),
                    !bytes.ranges(of: mark).isEmpty
                else { return nil }
                return "\(host.name):\(path) holds a secret"
            }
        }
    }
}
