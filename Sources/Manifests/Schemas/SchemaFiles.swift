public import ClusterModel

/// The schemas as files below crd-like-schemas.
public enum SchemaFiles {
    /// One file.
    public struct File: Sendable {
        /// Below the directory.
        public let path: String
        /// Whole, with a line end at the end.
        public let text: String
    }

    /// Every file.
    public static var all: [File] {
        ResourceKind.allCases.map(crd) + ResourceKind.allCases.map(json) + [any]
    }

    /// The CustomResourceDefinition of a kind.
    public static func crd(_ kind: ResourceKind) -> File {
        File(path: "\(kind.rawValue).yaml", text: Schemas.customResource(kind))
    }

    /// The JSON Schema of a kind.
    public static func json(_ kind: ResourceKind) -> File {
        File(path: "json/\(kind.rawValue).schema.json", text: "\(Schemas.json(kind))\n")
    }

    /// The JSON Schema of a document of any kind.
    public static var any: File { File(path: "json/hcctl.schema.json", text: "\(Schemas.anyJSON)\n") }
}
