internal import ClusterModel
internal import SimulatedWorld

/// The differences between the desired state and the model itself: the independent check of “converged”. It shares no
/// code with the planner, so rules that both need are written twice on purpose.
struct GroundTruth {
    let desired: DesiredState
    let state: ClusterState

    init(_ desired: DesiredState, _ state: ClusterState) {
        self.desired = desired
        self.state = state
    }

    func differences() -> [String] {
        desired.orderedHosts.flatMap { hostDifferences($0.name, $0.spec) } + desired.volumes.flatMap(volumeDifferences)
            + addressDifferences() + engineDifferences()
    }

    private func hostDifferences(_ name: HostName, _ spec: HostSpec) -> [String] {
        guard let host = state[name] else { return ["there is no host \(name)"] }
        guard host.power == .on else { return ["\(name) does not run"] }
        return baseDifferences(host, spec) + spec.storage.flatMap { storageDifferences($0, host) }
            + glusterDifferences(host) + ctdbDifferences(host) + nfsDifferences(host)
    }
}
