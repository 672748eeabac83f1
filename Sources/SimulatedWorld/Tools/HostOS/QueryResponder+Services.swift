internal import ClusterModel
internal import World

/// `systemctl show`.
extension QueryResponder {
    static let serviceQueries = [
        QueryHandler([
            "systemctl", "show", "-p", "Id,LoadState,ActiveState,UnitFileState,InactiveExitTimestampMonotonic", "--",
        ]) { $0.services($1) }
    ]

    func services(_ names: [String]) -> Finished {
        .said(
            names.map { name in
                let name = host.aliases[name] ?? name
                if name == ClusterState.packageUnit { return packageUnit() }
                let unit = host.units[name]
                if host.runtimeMasks.contains(name), unit?.enablement != "masked" {
                    return "Id=\(name)\nLoadState=masked\nActiveState=\(unit?.active.rawValue ?? "inactive")\n"
                        + "UnitFileState=masked-runtime\n" + started(name)
                }
                let load = unit.map { $0.enablement == "masked" ? "masked" : "loaded" } ?? "not-found"
                return "Id=\(name)\nLoadState=\(load)\nActiveState=\(unit?.active.rawValue ?? "inactive")\n"
                    + "UnitFileState=\(unit?.enablement ?? "")\n" + started(name)
            }.joined(separator: "\n"))
    }

    private func packageUnit() -> String {
        let work = host.packageWork
        let active = work.map { $0.failed == nil ? "active" : "failed" } ?? "inactive"
        return "Id=\(ClusterState.packageUnit)\nLoadState=\(work == nil ? "not-found" : "loaded")\n"
            + "ActiveState=\(active)\nUnitFileState=\(work == nil ? "" : "transient")\n"
            + started(ClusterState.packageUnit)
    }

    /// Microseconds of the clock since boot; of daemons that the model keeps no time of, 0.
    private func started(_ name: String) -> String {
        let isActive = host.units[name]?.active == .active
        let began = !isActive ? nil : startTime(of: name)
        let microseconds = began.map {
            $0.components.seconds * 1_000_000 + $0.components.attoseconds / 1_000_000_000_000
        }
        return "InactiveExitTimestampMonotonic=\(microseconds ?? 0)\n"
    }

    private func startTime(of unit: String) -> Duration? {
        switch unit {
        case ClusterState.glusterdUnit: host.glusterd.startedAt
        case Ganesha.unit: host.ganesha.startedAt
        default: .seconds(1)
        }
    }
}
