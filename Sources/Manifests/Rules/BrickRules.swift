internal import ClusterModel

/// Where bricks lie: on hosts that there are, below their mount points, no two in one place.
enum BrickRules {
    static func check(_ set: ManifestSet, _ problems: inout Problems) {
        if !set.hasGaps { dangling(set, &problems) }
        var ground = Ground(set, problems)
        for volume in set.volumes where volume.isSound(problems, "hosts", "brickPath", "bricks") {
            volume.locatedBricks.forEach { ground.put($0) }
        }
        ground.findNested()
        ground.complaints.report(to: &problems)
    }

    private static func dangling(_ set: ManifestSet, _ problems: inout Problems) {
        let names = set.hosts.map(\.name) + set.clusters.flatMap { $0.spec.hosts.map(\.text) }
        let known = Set(names)
        for volume in set.volumes where !volume.names(only: known, problems) {
            let mentions = volume.hostMentions
            for mention in mentions where !known.contains(mention.host.text) && mention.isWellFormed {
                let free = names.filter { name in !mentions.contains { $0.host.text == name } }
                problems.dangling(mention.host, at: mention.place, free)
            }
        }
    }
}

extension Problems {
    /// Says that there is no such host; `candidates` are those that could be meant.
    mutating func dangling(_ host: HostName, at place: SourcePlace, _ candidates: [String]) {
        error(
            "there is no Host \(Words.quoted(host.text))", at: place,
            advice: NearestName.advice(for: host.text, among: candidates) ?? "add a document of the kind Host")
    }
}

extension Resource where Spec == GlusterVolumeSpec {
    /// Whether all hosts that it names are known, as those of nearly all volumes are.
    fileprivate func names(only known: Set<String>, _ problems: Problems) -> Bool {
        isSound(problems, "hosts", "bricks") && spec.hosts.allSatisfy { known.contains($0.text) }
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

    /// Of names that are not well formed that was said.
    var isWellFormed: Bool { TextRule.hostName.flaw(host.text) == nil }
}
