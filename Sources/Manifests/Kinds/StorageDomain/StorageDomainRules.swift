internal import ClusterModel

/// Rules about the engine's storage domains.
enum StorageDomainRules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        for domain in set.storageDomains {
            function(domain, &diagnostics)
            dataCenter(domain, set, &diagnostics)
        }
    }

    /// The engine writes what it exports by NFS only, and reads images of disks by NFS.
    private static func function(_ domain: Resource<StorageDomainSpec>, _ diagnostics: inout DiagnosticCollector) {
        guard domain.isSound(diagnostics, "function", "type"), domain.gives("type"), domain.spec.function != .data,
            domain.spec.type != .nfs
        else { return }
        diagnostics.error(
            "a domain for \(domain.spec.function.rawValue) needs the type nfs", at: domain.place("type"),
            advice: "export its volume with an NFSExport",
            notes: [.init("its function is here", at: domain.place("function"))])
    }

    private static func dataCenter(
        _ domain: Resource<StorageDomainSpec>, _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector
    ) {
        guard !set.isPartial, domain.isSound(diagnostics, "dataCenter") else { return }
        let known = set.engineClusters.map(\.spec.dataCenter)
        guard !known.contains(domain.spec.dataCenter) else { return }
        diagnostics.error(
            "no EngineCluster is in the data centre \(MessageText.quoted(domain.spec.dataCenter))",
            at: domain.gives("dataCenter") ? domain.place("dataCenter") : domain.place,
            advice: ClosestMatch.advice(for: domain.spec.dataCenter, among: known)
                ?? "add a document of the kind EngineCluster")
    }
}
