internal import ClusterModel

extension HostOSPostcondition {
    /// Whether the observation shows it. Unknown proves nothing.
    func isSatisfied(in observed: ObservedState) -> Bool {
        switch self {
        case .fileHolds(let host, let file, let lines):
            observed.host(host).file(file).isKnown { file.holds(lines, in: $0) }
        case .directory(let host, let path): observed.host(host).brick(path).isKnown { _ in true }
        case .serviceRuns(let host, let unit):
            observed.host(host).service(unit).isKnown { $0.active == "active" && $0.enablement == "enabled" }
        case .packagesInstalled(let host, let names):
            names.allSatisfy { observed.host(host).os.packages[$0]?.isKnown(\.isConfigured) ?? false }
        case .packagesAvailable(let host, let names):
            // Of a package that is there by now nobody asks which one could be installed.
            names.allSatisfy { observed.host(host).os.candidates[$0]?.isKnown { _ in true } ?? true }
        }
    }
}
