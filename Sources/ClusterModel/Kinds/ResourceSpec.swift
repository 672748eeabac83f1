/// What one declares of a resource of one kind. A new value holds the defaults.
package protocol ResourceSpec: Sendable, Hashable {
    /// The kind.
    static var kind: ResourceKind { get }
    /// The resources of the kind in a desired state.
    static var resources: any WritableKeyPath<DesiredState, [Desired<Self>]> & Sendable { get }
}
