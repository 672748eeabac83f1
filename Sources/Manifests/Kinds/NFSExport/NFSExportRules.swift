internal import ClusterModel

/// Rules about exports: paths and numbers of their own.
enum NFSExportRules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        unique(set, "pseudoPath", diagnostics: &diagnostics) { $0.spec.pseudoPath }
        unique(set, "exportId", diagnostics: &diagnostics) { $0.spec.exportId.map(String.init) }
    }

    private static func unique(
        _ set: ManifestSet, _ field: String, diagnostics: inout DiagnosticCollector,
        _ value: (Resource<NFSExportSpec>) -> String?
    ) {
        var first: [String: SourcePlace] = [:]
        for export in set.nfsExports where export.gives(field) && export.isSound(diagnostics, field) {
            guard let value = value(export) else { continue }
            let place = export.place(.key(field))
            guard let other = first.first(under: value, place) else { continue }
            diagnostics.error(
                "the \(field) \(MessageText.quoted(value)) is that of another NFSExport too", at: place,
                advice: "each export has one of its own", notes: [.init("it is first used here", at: other)])
        }
    }
}
