internal import ClusterModel

/// One Cluster, whose hosts are the Host documents.
enum ClusterRules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        guard let cluster = set.clusters.first else { return missing(set, &diagnostics) }
        for other in set.clusters.dropFirst() where other.name != cluster.name {
            diagnostics.error(
                "there is a second Cluster, \(MessageText.quoted(other.name))", at: other.place,
                advice: "the files read together describe exactly one",
                notes: [.init("the first one is here", at: cluster.place)])
        }
        ports(cluster, &diagnostics)
        windows(cluster, &diagnostics)
        guard cluster.isSound(diagnostics, "hosts"), cluster.gives("hosts") else { return }
        everyHostHasADocument(cluster, set, &diagnostics)
        everyDocumentIsListed(cluster, set, &diagnostics)
        if cluster.spec.hosts.count == 2 {
            diagnostics.warning(
                "the cluster has two hosts: when one is lost, the other is no majority", at: cluster.place("hosts"),
                advice: "a third host, if only for arbiter bricks, is what keeps it running")
        }
    }

    /// A schedule such as `0 0 31 2 *` never comes; four years hold every date.
    private static let allDates = Duration.seconds(4 * 366 * 86_400)

    private static func windows(_ cluster: Resource<ClusterSpec>, _ diagnostics: inout DiagnosticCollector) {
        guard cluster.gives("controller"), cluster.isSound(diagnostics, "controller"),
            let controller = cluster.spec.controller
        else { return }
        for (index, window) in controller.windows.enumerated() {
            if window.duration <= .zero || window.duration > SyncWindow.longest {
                diagnostics.error(
                    "a sync window is open for \(DurationText.text(window.duration.components.seconds))",
                    at: cluster.place("controller", "windows", .item(index), "duration"),
                    advice: "a second to a week; a pause without an end is the annotation hcctl.dev/paused")
            }
            if window.schedule.next(after: WallTime(sinceEpoch: .zero), within: allDates) == nil {
                diagnostics.error(
                    "the schedule \(MessageText.quoted(window.schedule.text)) names a date that never comes",
                    at: cluster.place("controller", "windows", .item(index), "schedule"),
                    advice: "no year has that day in that month")
            }
        }
    }

    /// Ports of live migration (vdsm, libvirt's qemu.conf).
    private static let migration = 49_152...49_216

    private static func ports(_ cluster: Resource<ClusterSpec>, _ diagnostics: inout DiagnosticCollector) {
        guard cluster.gives("gluster"), cluster.isSound(diagnostics, "gluster") else { return }
        let (base, last) = (cluster.spec.gluster.basePort, cluster.spec.gluster.maxPort)
        if let base, let last, base >= last {
            return diagnostics.error(
                "the last port of the bricks, \(last), does not come after the first, \(base)",
                at: cluster.place("gluster", "maxPort"), advice: "each brick of a host takes one of them")
        }
        guard let base, base <= migration.upperBound, last.map({ $0 >= migration.lowerBound }) ?? true else { return }
        diagnostics.warning(
            "these ports overlap those of live migration, \(migration.lowerBound) to \(migration.upperBound)",
            at: cluster.place("gluster", "basePort"),
            advice: "where virtual machines migrate, begin above, such as at 50152")
    }

    private static func missing(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        guard !set.isPartial else { return }
        diagnostics.error(
            "there is no Cluster in these files", at: SourcePlace(file: set.firstFile, line: 1, column: 1),
            advice: "the files read together describe exactly one")
    }

    private static func everyHostHasADocument(
        _ cluster: Resource<ClusterSpec>, _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector
    ) {
        guard !set.isPartial else { return }
        let known = Set(set.hosts.map(\.name))
        let listed = Set(cluster.spec.hosts.map(\.text))
        let free = set.hosts.map(\.name).filter { !listed.contains($0) }
        for (index, host) in cluster.spec.hosts.enumerated() where !known.contains(host.text) {
            diagnostics.dangling(host, at: cluster.place("hosts", .item(index)), free)
        }
    }

    private static func everyDocumentIsListed(
        _ cluster: Resource<ClusterSpec>, _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector
    ) {
        let listed = Set(cluster.spec.hosts.map(\.text))
        for host in set.hosts where !listed.contains(host.name) {
            diagnostics.error(
                "the Host \(MessageText.quoted(host.name)) is not one of the hosts of the Cluster", at: host.place,
                advice: "add it to the list, or take the document out",
                notes: [.init("the list is here", at: cluster.place("hosts"))])
        }
    }
}
