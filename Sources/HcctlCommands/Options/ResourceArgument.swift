internal import ArgumentParser
internal import ClusterModel
internal import Manifests

/// A resource on the command line: `GlusterVolume/engine`, `volume/engine`.
struct ResourceArgument: ExpressibleByArgument {
    let kind: ResourceKind
    let name: String

    var resource: ResourceID { ResourceID(kind, name) }

    init?(argument: String) {
        let parts = argument.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, let kind = KindArgument.kind(String(parts[0])) else { return nil }
        self.kind = kind
        name = String(parts[1])
    }
}

/// A kind on the command line: its name or a short one, in upper or lower case, in the singular or plural.
enum KindArgument {
    static let shortNames: [String: ResourceKind] = [
        "group": .volumeOptionGroup, "optiongroup": .volumeOptionGroup, "volume": .glusterVolume,
        "vol": .glusterVolume, "ctdb": .ctdbCluster, "export": .nfsExport, "engine": .hostedEngine,
        "domain": .storageDomain,
    ]

    static func kind(_ word: String) -> ResourceKind? {
        let word = word.lowercased()
        let singular = word.hasSuffix("s") ? String(word.dropLast()) : word
        return ResourceKind.allCases.first { [word, singular].contains($0.rawValue.lowercased()) }
            ?? shortNames[word] ?? shortNames[singular]
    }

    /// The words of a message about one that is unknown.
    static func unknown(_ word: String) -> ValidationError {
        let names = ResourceKind.allCases.map(\.rawValue)
        let advice = ClosestMatch.advice(for: word, among: names + shortNames.keys.sorted())
        return ValidationError(
            "there is no kind “\(word)”; \(advice ?? "the kinds are \(names.joined(separator: ", "))")")
    }
}
