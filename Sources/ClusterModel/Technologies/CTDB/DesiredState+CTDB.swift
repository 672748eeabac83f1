extension DesiredState {
    /// The CTDB cluster, if one is declared.
    package var ctdb: Desired<CTDBClusterSpec>? { ctdbClusters.first }

    /// The files that a declared CTDB cluster needs. What is not declared is left as the package ships it.
    package var ctdbFiles: [CTDBFile] {
        guard let spec = ctdb?.spec else { return [] }
        return CTDBFile.allCases.filter { file in
            switch file {
            case .nodes, .configuration, .lockUnit, .dropIn: true
            case .publicAddresses: !spec.publicAddresses.isEmpty
            case .scriptOptions: !spec.scriptOptions.isEmpty
            case .tunables: !spec.tunables.isEmpty
            }
        }
    }

    /// Options that the lock volume has unless its manifest says otherwise: the lock of a dead leader is released only when
    /// the bricks notice that its client is gone, which takes them 42 s with gluster's defaults (measured: a new leader
    /// after 43.5 s, with these after 8.3 s). In force for clients that connect after they were set.
    package static let lockVolumeOptions = [
        GlusterOption("network.ping-timeout", "3"), GlusterOption("server.keepalive-count", "2"),
        GlusterOption("server.keepalive-interval", "1"), GlusterOption("server.keepalive-time", "2"),
        GlusterOption("server.tcp-user-timeout", "3"),
    ]

    /// The defaults of a volume by its role.
    package func roleOptions(of volume: VolumeName) -> [GlusterOption] {
        ctdb?.spec.lockVolume.volume == volume ? Self.lockVolumeOptions : []
    }
}
