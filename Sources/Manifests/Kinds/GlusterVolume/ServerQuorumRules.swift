internal import ClusterModel

/// Server quorum that a single lost host takes away: glusterd then stops the bricks of such volumes on every host.
enum ServerQuorumRules {
    private static let typeOption = "cluster.server-quorum-type"
    private static let ratioOption = "cluster.server-quorum-ratio"

    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        guard let cluster = set.clusters.first, cluster.isSound(diagnostics, "gluster", "hosts") else { return }
        let hosts = cluster.spec.hosts.count
        let ratio = cluster.spec.gluster.options.first { $0.name == ratioOption }
        let needed = needed(of: hosts, ratio?.value)
        guard hosts > 1, needed > hosts - 1 else { return }
        for volume in set.volumes {
            guard let options = EffectiveOptions(volume, set, diagnostics), let type = options[typeOption],
                type.value == "server"
            else { continue }
            diagnostics.warning(
                "\(typeOption) is server, and \(needed) of \(MessageText.count(hosts, "host")) have to be up: one lost "
                    + "host stops the bricks of this volume everywhere",
                at: type.place, advice: advice(hosts))
        }
    }

    private static func advice(_ hosts: Int) -> String {
        hosts == 2 ? "leave it out, or add a third host" : "lower \(ratioOption) to \((hosts - 1) * 100 / hosts)%"
    }

    /// More than half, or the ratio rounded up (glusterd-server-quorum.c).
    private static func needed(of hosts: Int, _ ratio: String?) -> Int {
        guard let ratio, let percent = Double(ratio.hasSuffix("%") ? String(ratio.dropLast()) : ratio), percent > 0
        else { return hosts / 2 + 1 }
        return Int((Double(hosts) * percent / 100).rounded(.up))
    }
}
