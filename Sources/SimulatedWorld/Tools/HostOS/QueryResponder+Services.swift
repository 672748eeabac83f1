internal import ClusterModel
internal import World

/// `systemctl show`.
extension QueryResponder {
    static let serviceQueries = [
        QueryHandler(["systemctl", "show", "-p", "Id,LoadState,ActiveState,UnitFileState", "--"]) { $0.services($1) }
    ]

    func services(_ names: [String]) -> Finished {
        .said(
            names.map { name in
                let name = host.aliases[name] ?? name
                if name == ClusterState.packageUnit { return packageUnit() }
                let unit = host.units[name]
                if host.runtimeMasks.contains(name), unit?.enablement != "masked" {
                    return "Id=\(name)\nLoadState=masked\nActiveState=\(unit?.active.rawValue ?? "inactive")\n"
                        + "UnitFileState=masked-runtime\n"
                }
                let load = unit.map { $0.enablement == "masked" ? "masked" : "loaded" } ?? "not-found"
                return "Id=\(name)\nLoadState=\(load)\nActiveState=\(unit?.active.rawValue ?? "inactive")\n"
                    + "UnitFileState=\(unit?.enablement ?? "")\n"
            }.joined(separator: "\n"))
    }

    private func packageUnit() -> String {
        let work = host.packageWork
        let active = work.map { $0.failed == nil ? "active" : "failed" } ?? "inactive"
        return "Id=\(ClusterState.packageUnit)\nLoadState=\(work == nil ? "not-found" : "loaded")\n"
            + "ActiveState=\(active)\nUnitFileState=\(work == nil ? "" : "transient")\n"
    }
}
