internal import ClusterModel

/// Bricks of one set that fail together.
enum FailureDomainRules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        let domains = Dictionary(
            set.hosts.compactMap { host in host.spec.failureDomain.map { (HostName(host.name), ($0, host)) } }
        ) { first, _ in first }
        guard !domains.isEmpty else { return }
        for volume in set.volumes where volume.isSound(diagnostics, "replica", "disperse", "hosts", "bricks") {
            for (index, bricks) in volume.brickSets.enumerated() {
                var first: [String: LocatedBrick] = [:]
                for brick in bricks {
                    guard let (domain, _) = domains[brick.brick.host] else { continue }
                    guard let other = first[domain] else {
                        first[domain] = brick
                        continue
                    }
                    // Two bricks on one host are already reported.
                    guard other.brick.host != brick.brick.host else { continue }
                    diagnostics.error(
                        "two bricks of \(volume.setWord) set \(index + 1) are in the failure domain "
                            + "\(MessageText.quoted(domain))",
                        at: brick.hostPlace, advice: "put them on hosts that do not fail together",
                        notes: [.init("its other brick is on \(other.brick.host) here", at: other.hostPlace)])
                }
            }
        }
    }
}
