internal import ClusterModel

/// What options need of the hosts of their volume: TLS needs certificate, key and authorities, without which no client can
/// mount the volume.
struct OptionNeeds {
    private let volume: Desired<GlusterVolumeSpec>
    private let input: PlanningInput

    init(_ volume: Desired<GlusterVolumeSpec>, _ input: PlanningInput) {
        self.volume = volume
        self.input = input
    }

    /// The options of the volume that are on and need the files.
    private var options: [String] {
        let wanted = input.options(of: volume).all.map(\.option)
        return DesiredState.tlsOptions.filter { name in
            wanted.contains { $0.name == name && GlusterOptionType.boolean.normal($0.value) == "on" }
        }
    }

    /// What is missing, host by host.
    var missing: [WaitingOn] {
        guard let option = options.first else { return [] }
        return volume.spec.allBricks.map(\.host).distinct().compactMap { host in
            guard case .known(let files) = input.observed.host(host).gluster.tls, !files.problems.isEmpty else {
                return nil
            }
            let found = files.problems.joined(separator: "; ")
            return .gluster(.optionNeeds(volume.name, option: option, host: host, found: found))
        }
    }

    /// Of a volume that has the options already.
    func report() -> StageReport {
        let missing = missing
        guard let option = options.first, !missing.isEmpty else { return StageReport() }
        return StageReport(held: [
            HeldStep(
                resource: .volume(volume.name),
                differences: [
                    Difference(
                        "spec.options[\(option)]", desired: "on, with certificates on every host",
                        observed: "on, without", rule: .cluster)
                ], waitingOn: missing)
        ])
    }
}
