package import ClusterModel

extension RunReport {
    /// How `hcctl status` ends: 0 where all resources are ready, 3 where one is stalled, 4 otherwise.
    package var statusExitCode: Int32 {
        let isReady = statuses.allSatisfy(\.isReady)
        return isReady ? 0 : verdict == .stalled || statuses.contains(where: \.isStalled) ? 3 : 4
    }
}
