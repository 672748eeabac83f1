internal import ClusterModel

/// A declared value that this version does not manage.
struct NotYetManagedValue: Sendable, Hashable {
    let path: String
    let text: String
    let holdsResource: Bool
    /// The kind whose resources alone use the value; nil where it is used by itself.
    let user: ResourceKind?

    func below(_ name: String) -> Self {
        let separator = path.hasPrefix("[") ? "" : "."
        return Self(path: name + separator + path, text: text, holdsResource: holdsResource, user: user)
    }
}
