internal import ClusterModel

/// Checks a set of manifests as a whole. Each rule uses only values that were read without an error, so that one
/// mistake is reported once.
enum Rules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        diagnostics.endReading()
        var set = set
        for kind in ResourceKind.allCases { keepUnique(kind.manifest, in: &set, &diagnostics) }
        for kind in ResourceKind.allCases { check(kind.manifest, set, &diagnostics) }
        ReferenceRules.check(set, &diagnostics)
    }

    private static func check<Spec: ManifestKind>(
        _: Spec.Type, _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector
    ) {
        for rule in Spec.descriptor.rules { rule(set, &diagnostics) }
    }

    private static func keepUnique<Spec: ManifestKind>(
        _: Spec.Type, in set: inout ManifestSet, _ diagnostics: inout DiagnosticCollector
    ) {
        let resources = Spec.descriptor.resources
        set[keyPath: resources] = unique(set[keyPath: resources], &diagnostics)
    }

    /// The first resource of each name; the others are reported and checked no further.
    private static func unique<Spec>(
        _ resources: [Resource<Spec>], _ diagnostics: inout DiagnosticCollector
    ) -> [Resource<Spec>] {
        var first: [String: SourcePlace] = [:]
        return resources.filter { resource in
            guard let place = first.first(under: resource.name, resource.place) else { return true }
            diagnostics.error(
                "there is already \(Spec.descriptor.definition.title) \(MessageText.quoted(resource.name))",
                at: resource.place,
                advice: "give it another name, or take one of the two out",
                notes: [.init("the first one is here", at: place)])
            return false
        }
    }

    /// Reports a second resource of a kind of which a set holds at most one.
    static func onlyOne<Spec>(
        _ resources: [Resource<Spec>], _ why: String, _ diagnostics: inout DiagnosticCollector
    ) {
        guard let first = resources.first else { return }
        for other in resources.dropFirst() {
            diagnostics.error(
                "there is a second \(Spec.kind.rawValue), \(MessageText.quoted(other.name))", at: other.place,
                advice: "take one of the two out: \(why)",
                notes: [.init("the first one is here", at: first.place)])
        }
    }
}
