package import ClusterModel

/// The schemas as files below crd-like-schemas.
package enum SchemaFiles {
    /// One file.
    package struct File: Sendable {
        /// Below the directory.
        package let path: String
        /// Whole, with a line end at the end.
        package let text: String
    }

    /// Every file.
    package static var all: [File] {
        ResourceKind.allCases.map(crd) + ResourceKind.allCases.map(json) + [any]
    }

    /// The CustomResourceDefinition of a kind.
    package static func crd(_ kind: ResourceKind) -> File {
        File(path: "\(kind.rawValue).yaml", text: Schemas.customResource(kind))
    }

    /// The JSON Schema of a kind.
    package static func json(_ kind: ResourceKind) -> File {
        File(path: "json/\(kind.rawValue).schema.json", text: "\(Schemas.json(kind))\n")
    }

    /// The JSON Schema of a document of any kind.
    package static var any: File { File(path: "json/hcctl.schema.json", text: "\(Schemas.anyJSON)\n") }
}
