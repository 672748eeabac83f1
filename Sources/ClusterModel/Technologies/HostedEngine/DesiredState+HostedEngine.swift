extension DesiredState {
    /// The declared engine; there is one at most.
    package var hostedEngine: Desired<HostedEngineSpec>? { hostedEngines.first }

    /// The gluster volume that holds the engine's disk: the declared one, or that of the export which it is reached by.
    package var engineVolume: VolumeName? {
        guard let storage = hostedEngine?.spec.storage else { return nil }
        return storage.volume ?? nfsExports.first { $0.spec.pseudoPath == storage.path }?.spec.volume
    }

    /// `host1.lab.test:/engine`: the storage as the installer and hosted-engine.conf name it.
    package func engineStorage(_ spec: HostedEngineSpec) -> String {
        switch spec.storage.type {
        case .glusterfs:
            "\(hosts[spec.deployFrom]?.glusterAddress ?? spec.deployFrom.text):/\(spec.storage.volume?.text ?? "")"
        case .nfs: "\(spec.storage.address ?? ""):\(spec.storage.path ?? "")"
        }
    }

    /// Mount options of that storage: every other host as a source of the volume's description, then the declared ones.
    package func engineMountOptions(_ spec: HostedEngineSpec) -> [String] {
        guard spec.storage.type == .glusterfs else { return spec.mountOptions }
        let others = spec.hosts.filter { $0 != spec.deployFrom }.map { hosts[$0]?.glusterAddress ?? $0.text }
        return (others.isEmpty ? [] : ["backup-volfile-servers=\(others.joined(separator: ":"))"]) + spec.mountOptions
    }
}
