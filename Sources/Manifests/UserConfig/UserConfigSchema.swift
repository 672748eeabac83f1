package import ClusterModel

extension UserConfig: ManifestObject {
    static var title: String { "the configuration" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "clusters", \.clusters, .list(of: .object, atLeast: 1), required: true, "Clusters by name.", source: .hcctl)
        Field(
            "default", \.defaultCluster, .text(.clusterName), "The cluster of command lines that name none.",
            example: "lab", whenOmitted: "none", source: .hcctl)
    }
}

extension UserConfig.NamedCluster: ManifestObject {
    static var title: String { "a cluster of the configuration" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "name", \.name, .text(.clusterName), required: true, "What --cluster names.", example: "lab", source: .hcctl
        )
        Field(
            "manifests", \.manifests, .list(of: .localFile(), atLeast: 1), required: true,
            "Files and directories; relative to the configuration.", example: "[~/clusters/lab]", source: .hcctl)
    }
}

/// Reads the user's configuration, with the same diagnostics as manifests.
package enum UserConfigReader {
    /// Nil where there is any error.
    package static func read(_ source: SourceText) -> (config: UserConfig?, diagnostics: [Diagnostic]) {
        let read = YAMLReader.documents(of: source)
        var diagnostics = DiagnosticCollector()
        read.diagnostics.forEach { diagnostics.add($0) }
        let config = read.documents.first.flatMap { FieldCodec<UserConfig>.object.read($0, &diagnostics) }
        let hasErrors = diagnostics.collected.contains { $0.severity == .error }
        return (hasErrors ? nil : config, diagnostics.collected)
    }
}
