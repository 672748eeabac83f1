internal import ClusterModel

/// One resource as it was read. Its spec holds the fields that could be read; `isSound` is whether a field was.
struct Resource<Spec: ManifestKind>: Sendable {
    let name: String
    /// The place of the name.
    let place: SourcePlace
    let spec: Spec
    /// The YAML of the spec, for places.
    let node: Node
    /// Options that an annotation lets through although gluster is not known to have them.
    var allowedOptions: Set<String> = []
    /// The policy that annotations declare for it.
    var policy = ResourcePolicy()
    var labels: [String: String] = [:]
    /// What of it this version does not manage.
    let notYetManaged: [NotYetManagedValue]

    /// Its kind and name.
    var id: ResourceID { ResourceID(Spec.kind, name) }

    /// The place of a part of the spec; of the nearest part around it, if it was not given.
    func place(_ path: NodeStep...) -> SourcePlace { node.place(at: path) }

    /// Whether the field was given.
    func gives(_ field: String) -> Bool { node.has(field) }

    /// Whether the field was given and read without an error.
    func reads(_ field: String, _ diagnostics: DiagnosticCollector) -> Bool {
        gives(field) && isSound(diagnostics, field)
    }

    /// The place of a field's key.
    func keyPlace(_ field: String) -> SourcePlace { node.entry(field)?.place ?? node.place }

    /// Whether each of the fields, if it was given, was read without an error.
    func isSound(_ diagnostics: DiagnosticCollector, _ fields: String...) -> Bool {
        guard !diagnostics.unreadPlaces.isEmpty else { return true }
        return fields.allSatisfy { node.entry($0)?.value.touches(diagnostics.unreadPlaces) != true }
    }
}
