/// Keeps volumes that several hosts report alike once in memory: those that no brick of the reporting host belongs to.
package struct SharedVolumes {
    private var known: [VolumeName: GlusterVolumeView] = [:]

    package init() {}

    /// The same view, with volumes that an earlier one held already as copies of those.
    package mutating func share(_ view: GlusterView) -> GlusterView {
        GlusterView(
            uuid: view.uuid, opVersion: view.opVersion, peers: view.peers, volumes: view.volumes.map { share($0) },
            options: view.options, daemons: view.daemons, basePort: view.basePort)
    }

    private mutating func share(_ volume: GlusterVolumeView) -> GlusterVolumeView {
        guard volume.localBricks.isEmpty else { return volume }
        guard let earlier = known[volume.name] else {
            known[volume.name] = volume
            return volume
        }
        return earlier == volume ? earlier : volume
    }
}
