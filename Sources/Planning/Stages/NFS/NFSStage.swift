internal import ClusterModel

/// The NFS servers of the hosts and what they export (MISSION M14): files first, then the service; the exports of a
/// running server are changed over D-Bus, because a restart makes every client of the host wait for the grace period.
struct NFSStage: PlanningStage {
    static let name = StageName.nfs
    let input: PlanningInput
    let packages: StageConclusion
    let services: StageConclusion
    let volumes: StageConclusion

    init(_ input: PlanningInput, _ draft: PlanDraft) {
        self.input = input
        packages = draft[.packages]
        services = draft[.services]
        volumes = draft[.volumes]
    }

    /// Without a declared export the NFS servers are not observed, and nothing is done to them.
    func report() -> StageReport {
        guard !input.desired.nfsExports.isEmpty else { return StageReport() }
        var report = StageReport()
        var restart: StepKey?
        for host in input.desired.spec.hosts where input.unreachable(host) == nil {
            let found = HostNFS(host, self, restarting: restart).report()
            restart = restart ?? found.ready.first(where: \.restartsNFS)?.id
            report += found
        }
        return report + unobserved()
    }

    /// Hosts that do not answer: nobody knows what they serve.
    private func unobserved() -> StageReport {
        StageReport(
            unknown: input.desired.spec.hosts.flatMap { host in
                input.unreachable(host).map { why in
                    input.desired.nfsExports.map { UnknownFact($0.id, on: host, why) }
                } ?? []
            })
    }

    /// What keeps a volume from being exported: a server that opens a volume that is not there goes on without it.
    func obstacles(of volume: VolumeName) -> [WaitingOn] {
        let coming = volumes.report.ready.filter { $0.resource == .volume(volume) }
        guard coming.isEmpty else { return coming.map { .step($0.id) } }
        guard let view = input.observed.volumes[volume], view.status == .started, serves(view) else {
            return [.nfs(.volumeNotServing(volume))]
        }
        return view.option("nfs.disable").map(Self.isOff) ?? false ? [.nfs(.glusterServer(volume))] : []
    }

    /// Gluster's booleans (options.c, gf_string2boolean).
    private static func isOff(_ value: String) -> Bool {
        ["0", "off", "no", "false", "disable"].contains(value.lowercased())
    }

    /// Whether clients could write: in each set as many bricks run as they need, and one at least.
    private func serves(_ volume: GlusterVolumeView) -> Bool {
        volume.sets.allSatisfy { set in
            let runs = set.map { brick in
                input.host(of: brick).map { input.isRunning(brick, of: volume, on: $0) == .known(true) } ?? false
            }
            let quorum = ClientQuorum(of: set.count, for: .disturbing, option: volume.option)
            return runs.contains(true) && quorum.shortage(runs) == nil
        }
    }
}

extension Step {
    /// Whether the clients of a host's NFS server have to wait for it.
    var restartsNFS: Bool {
        if case .nfs(.restartServer, _) = action { true } else { false }
    }
}
