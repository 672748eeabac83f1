internal import ClusterModel

/// Rules about exports: paths and numbers of their own, and one NFS server for each volume.
enum NFSExportRules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        uniquePaths(set, &diagnostics)
        uniqueNumbers(set, &diagnostics)
        for export in set.nfsExports { glusterServer(export, set, &diagnostics) }
    }

    private static func uniquePaths(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        var first: [String: SourcePlace] = [:]
        for export in set.nfsExports where export.gives("pseudoPath") && export.isSound(diagnostics, "pseudoPath") {
            let place = export.place(.key("pseudoPath"))
            guard let other = first.first(under: export.spec.pseudoPath, place) else { continue }
            diagnostics.error(
                "the pseudoPath \(MessageText.quoted(export.spec.pseudoPath)) is that of another NFSExport too",
                at: place,
                advice: "each export has one of its own", notes: [.init("it is first used here", at: other)])
        }
    }

    /// A number that follows from a name may be that of another name, or one that is written out.
    private static func uniqueNumbers(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        var first: [Int: SourcePlace] = [:]
        for export in set.nfsExports where export.isSound(diagnostics, "exportId") {
            let number = export.spec.exportId ?? NFSExportID.derived(from: export.name)
            let place = export.gives("exportId") ? export.place(.key("exportId")) : export.place
            guard let other = first.first(under: number, place) else { continue }
            let origin = export.gives("exportId") ? "" : ", which follows from its name,"
            diagnostics.error(
                "the exportId \(number)\(origin) is that of another NFSExport too", at: place,
                advice: "each export has one of its own: give this one an exportId",
                notes: [.init("it is first used here", at: other)])
        }
    }

    /// Gluster's own NFS server wants the ports of NFS-Ganesha.
    private static func glusterServer(
        _ export: Resource<NFSExportSpec>, _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector
    ) {
        guard export.isSound(diagnostics, "volume"),
            let volume = set.volumes.first(where: { $0.name == export.spec.volume.text }),
            let option = volume.spec.options.first(where: { $0.name == "nfs.disable" }),
            ["0", "off", "no", "false", "disable"].contains(option.value.lowercased())
        else { return }
        diagnostics.error(
            "volume \(MessageText.quoted(volume.name)) is exported by NFS-Ganesha and by gluster's own NFS server",
            at: export.place(.key("volume")), advice: "take nfs.disable: off out of GlusterVolume/\(volume.name)")
    }
}
