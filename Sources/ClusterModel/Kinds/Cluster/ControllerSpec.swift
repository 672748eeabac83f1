/// What is declared of the controllers on the hosts.
package struct ControllerSpec: Sendable, Hashable {
    /// The volume whose lock elects the one that acts; nil is the lock volume of the CTDBCluster.
    package var lockVolume: VolumeName?
    /// The one host that may act.
    package var host: HostName?
    /// When controllers may change what runs.
    package var windows: [SyncWindow] = []

    /// The defaults.
    package init() {}
}

extension DesiredState {
    /// The volume whose lock elects the controller that acts; nil where none is elected.
    package var electionVolume: VolumeName? {
        guard let controller = spec.controller else { return nil }
        return controller.lockVolume ?? (controller.host == nil ? ctdbClusters.first?.spec.lockVolume.volume : nil)
    }
}
