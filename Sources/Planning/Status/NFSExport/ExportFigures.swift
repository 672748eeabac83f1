internal import ClusterModel

/// Figures of the exports: on how many hosts each is ready.
struct ExportFigures {
    private let desired: DesiredState
    private let observed: ObservedState

    init(_ desired: DesiredState, _ observed: ObservedState) {
        self.desired = desired
        self.observed = observed
    }

    var all: [ResourceFigures] { desired.nfsExports.map(figures) }

    private func figures(_ export: Desired<NFSExportSpec>) -> ResourceFigures {
        let ready = desired.spec.hosts.map { isReady(export, on: $0) }
        return ResourceFigures(
            export.id, health(ready),
            [
                "exportId": .integer(export.exportID), "hosts": .integer(ready.count),
                "hostsReady": .integer(ready.count { $0 == true }),
            ])
    }

    /// It works as long as one host serves it, and as declared when all do.
    private func health(_ ready: [Bool?]) -> ResourceStatus.Health {
        if ready.allSatisfy({ $0 == true }) { return .healthy }
        if ready.contains(true) { return .degraded }
        return ready.contains(nil) ? .unknown : .failed
    }

    /// Whether a host serves it and its server answers and is not in grace; nil where that is not known.
    private func isReady(_ export: Desired<NFSExportSpec>, on host: HostName) -> Bool? {
        let nfs = observed.host(host).nfs
        if nfs.hangs { return false }
        switch (nfs.nullCall, nfs.exports) {
        case (.unknown, _), (_, .unknown): return nil
        case (.absent, _), (_, .absent): return false
        case (.known, .known(let served)):
            return nfs.isReady
                && served.contains { $0.id == export.exportID && $0.pseudoPath == export.spec.pseudoPath }
        }
    }
}
