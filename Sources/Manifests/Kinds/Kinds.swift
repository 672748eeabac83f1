internal import ClusterModel

/// The kinds as the reader knows them.
enum Kinds {
    static let apiVersion = "hcctl.dev/v1alpha1"

    /// Kinds that this version knows.
    static let now = ResourceKind.allCases.map(\.rawValue)

    /// Their names, for messages.
    static var names: String { MessageText.list(now, "or") }
}
