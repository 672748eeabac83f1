internal import ClusterModel

/// Every brick of a host takes one port between basePort and maxPort.
enum PortRules {
    /// glusterd's own, where its file names none (glusterd.vol; glusterd.c).
    private static let standard = (first: 49_152, last: 60_999)
    /// With it, bricks of one host share a process and its port.
    private static let multiplexing = "cluster.brick-multiplex"

    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        guard let cluster = set.clusters.first, cluster.isSound(diagnostics, "gluster") else { return }
        let gluster = cluster.spec.gluster
        guard gluster.basePort != nil || gluster.maxPort != nil,
            !gluster.options.contains(where: { $0.name == multiplexing && OptionWords.isOn($0.value) })
        else { return }
        let ports = (gluster.maxPort ?? standard.last) - (gluster.basePort ?? standard.first) + 1
        guard ports > 1 else { return }
        for (host, bricks) in bricks(set, diagnostics) where bricks > ports {
            diagnostics.error(
                "\(host) has \(MessageText.count(bricks, "brick")) and \(MessageText.count(ports, "port")) for them",
                at: cluster.place("gluster", gluster.maxPort == nil ? "basePort" : "maxPort"),
                advice: "each brick takes one: give at least \(bricks)")
        }
    }

    /// In the order in which the hosts are first named.
    private static func bricks(_ set: ManifestSet, _ diagnostics: DiagnosticCollector) -> [(HostName, Int)] {
        var (order, counts): ([HostName], [HostName: Int]) = ([], [:])
        for volume in set.volumes where volume.isSound(diagnostics, "hosts", "brickPath", "bricks") {
            for brick in volume.spec.allBricks {
                if counts[brick.host] == nil { order.append(brick.host) }
                counts[brick.host, default: 0] += 1
            }
        }
        return order.map { ($0, counts[$0] ?? 0) }
    }
}

/// Gluster's words for a switch.
enum OptionWords {
    static func isOn(_ value: String) -> Bool { GlusterOptionType.boolean.normal(value) == "on" }
}
