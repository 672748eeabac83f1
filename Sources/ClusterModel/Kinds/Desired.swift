/// A resource that the manifests declare.
package struct Desired<Spec: ResourceSpec>: Sendable, Hashable {
    /// `metadata.name`.
    package let name: Name<Spec>
    /// What is declared of it.
    package let spec: Spec

    /// A resource.
    package init(_ name: Name<Spec>, _ spec: Spec) {
        self.name = name
        self.spec = spec
    }

    /// Its kind and name.
    package var id: ResourceID { ResourceID(name) }
}
