internal import ClusterModel

/// Volumes, hosts and interfaces that manifests of other kinds name.
enum ReferenceRules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        let references = set.references(diagnostics)
        if !set.isPartial {
            references.volumes.forEach { dangling($0, set, &diagnostics) }
            hosts(references.hosts, set, &diagnostics)
        }
        references.volumes.forEach { stopped($0, set, &diagnostics) }
        twice(references.volumes, &diagnostics)
        interfaces(references.interfaces, set, &diagnostics)
        LocationRules.check(references.locations, set, &diagnostics)
    }

    private static func dangling(_ use: VolumeReference, _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        let names = set.volumes.map(\.name)
        guard !names.contains(use.volume) else { return }
        diagnostics.error(
            "there is no GlusterVolume \(MessageText.quoted(use.volume))", at: use.place,
            advice: ClosestMatch.advice(for: use.volume, among: names) ?? "add a document of the kind GlusterVolume")
    }

    private static func stopped(_ use: VolumeReference, _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        guard let volume = set.volumes.first(where: { $0.name == use.volume }), volume.spec.state == .stopped,
            volume.isSound(diagnostics, "state")
        else { return }
        diagnostics.error(
            "the volume \(MessageText.quoted(use.volume)) is to be stopped, but \(use.user) needs it", at: use.place,
            advice: "let it be started", notes: [.init("its state is here", at: volume.place("state"))])
    }

    /// A volume that two things keep for themselves.
    private static func twice(_ uses: [VolumeReference], _ diagnostics: inout DiagnosticCollector) {
        var first: [String: VolumeReference] = [:]
        for use in uses where use.isExclusive {
            guard let other = first[use.volume] else {
                first[use.volume] = use
                continue
            }
            diagnostics.error(
                "the volume \(MessageText.quoted(use.volume)) is used by \(use.user) and by \(other.user)",
                at: use.place,
                advice: "give each a volume of its own", notes: [.init("it is first used here", at: other.place)])
        }
    }

    private static func hosts(
        _ references: [HostReference], _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector
    ) {
        let names = set.hosts.map(\.name) + set.clusters.flatMap { $0.spec.hosts.map(\.text) }
        let known = Set(names)
        for reference in references where !known.contains(reference.host.text) {
            diagnostics.dangling(reference.host, at: reference.place, names)
        }
    }

    /// Where hosts say which interfaces they have, no other one may be named.
    private static func interfaces(
        _ references: [InterfaceReference], _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector
    ) {
        let hosts = set.hosts.filter { $0.spec.interfaces != nil && $0.isSound(diagnostics, "interfaces") }
        for reference in references {
            let (name, place) = (reference.interface, reference.place)
            guard let host = hosts.first(where: { $0.spec.interfaces?.contains(name) == false }) else { continue }
            let advice =
                ClosestMatch.advice(for: name, among: host.spec.interfaces ?? [])
                ?? "it has \(MessageText.list(host.spec.interfaces ?? []))"
            diagnostics.error(
                "the Host \(MessageText.quoted(host.name)) has no interface \(MessageText.quoted(name))", at: place,
                advice: advice,
                notes: [.init("its interfaces are here", at: host.place("interfaces"))])
        }
    }
}
