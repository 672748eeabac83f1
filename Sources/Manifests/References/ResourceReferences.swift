internal import ClusterModel

/// What a resource names in other documents.
struct ResourceReferences: Sendable {
    var volumes: [VolumeReference] = []
    /// Hosts that are not checked by a rule of the kind's own.
    var hosts: [HostReference] = []
    var interfaces: [InterfaceReference] = []
    /// Where it stores data.
    var locations: [LocatedStorage] = []

    /// No references.
    static let none = Self()

    mutating func add(_ other: Self) {
        volumes += other.volumes
        hosts += other.hosts
        interfaces += other.interfaces
        locations += other.locations
    }
}

extension ManifestSet {
    /// Every reference of every resource, in the order of the kinds.
    func references(_ diagnostics: DiagnosticCollector) -> ResourceReferences {
        ResourceKind.allCases.reduce(into: .none) { add(references(of: $1.manifest, diagnostics), to: &$0) }
    }

    private func add(_ references: [ResourceReferences], to all: inout ResourceReferences) {
        references.forEach { all.add($0) }
    }

    private func references<Spec: ManifestKind>(
        of _: Spec.Type, _ diagnostics: DiagnosticCollector
    ) -> [ResourceReferences] {
        guard let references = Spec.descriptor.references else { return [] }
        return self[keyPath: Spec.descriptor.resources].map { references($0, diagnostics) }
    }
}
