internal import ClusterModel

/// Bricks lie on existing hosts, below their mount points, no two in one place.
enum BrickRules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        if !set.isPartial { dangling(set, &diagnostics) }
        var placement = BrickPlacement(set, diagnostics)
        for volume in set.volumes where volume.isSound(diagnostics, "hosts", "brickPath", "bricks") {
            volume.locatedBricks.forEach { placement.put($0) }
        }
        placement.findNested()
        placement.complaints.report(to: &diagnostics)
    }

    private static func dangling(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        let names = set.hosts.map(\.name) + set.clusters.flatMap { $0.spec.hosts.map(\.text) }
        let known = Set(names)
        for volume in set.volumes where !volume.names(only: known, diagnostics) {
            let mentions = volume.hostMentions
            for mention in mentions where !known.contains(mention.host.text) && mention.isWellFormed {
                let free = names.filter { name in !mentions.contains { $0.host.text == name } }
                diagnostics.dangling(mention.host, at: mention.place, free)
            }
        }
    }
}

extension DiagnosticCollector {
    /// Reports a missing host; `candidates` are the names that could be meant.
    mutating func dangling(_ host: HostName, at place: SourcePlace, _ candidates: [String]) {
        error(
            "there is no Host \(MessageText.quoted(host.text))", at: place,
            advice: ClosestMatch.advice(for: host.text, among: candidates) ?? "add a document of the kind Host")
    }
}

extension Resource where Spec == GlusterVolumeSpec {
    /// Whether all hosts that it names are known, as those of nearly all volumes are.
    fileprivate func names(only known: Set<String>, _ diagnostics: DiagnosticCollector) -> Bool {
        isSound(diagnostics, "hosts", "bricks") && spec.hosts.allSatisfy { known.contains($0.text) }
            && spec.bricks.allSatisfy { known.contains($0.host.text) }
    }

    /// Every host that is named, with its place.
    fileprivate var hostMentions: [HostMention] {
        let listed = node.entry("hosts")?.value.items ?? []
        let ofBricks = (node.entry("bricks")?.value.items ?? []).compactMap { $0.entry("host")?.value }
        return (listed + ofBricks).compactMap { node in
            node.text.map { HostMention(host: HostName($0), place: node.place) }
        }
    }
}

private struct HostMention {
    let host: HostName
    let place: SourcePlace

    /// Names that are not well formed are already reported.
    var isWellFormed: Bool { TextRule.hostName.violation(host.text) == nil }
}
