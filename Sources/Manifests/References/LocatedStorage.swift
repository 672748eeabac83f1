internal import ClusterModel

/// Where data is stored, with its YAML.
struct LocatedStorage {
    let value: StorageLocation
    let node: Node

    func gives(_ field: String) -> Bool { node.entry(field) != nil }
    func place(_ field: String) -> SourcePlace { node.place(at: [.key(field)]) }
    func keyPlace(_ field: String) -> SourcePlace { node.entry(field)?.place ?? node.place }
}
