/// A fact about the pool, its volumes and their bricks that must hold at the moment of acting.
package enum GlusterPrecondition: Sendable, Hashable, Codable {
    /// The brick's directory is missing or holds at most an empty `.glusterfs`, and carries no volume's mark.
    case brickUnused(HostName, path: String)
    /// The directory holds nothing but an empty `.glusterfs` and carries the mark of that volume, by its UUID.
    case brickLeftover(HostName, path: String, volume: String)
    /// The brick's directory carries the mark of that volume, by its UUID.
    case brickMarked(HostName, path: String, volume: String)
    /// The host's glusterd calls the peer of these names disconnected: what is sent to all members does not reach it.
    case peerAway(HostName, names: [String])

    /// The host to be asked.
    package var host: HostName {
        switch self {
        case .brickUnused(let host, _), .brickLeftover(let host, _, _), .brickMarked(let host, _, _),
            .peerAway(let host, _):
            host
        }
    }
}

/// What the next observation of the pool, its volumes and their bricks must show for a step to count as done.
package enum GlusterPostcondition: Sendable, Hashable, Codable {
    /// The directory carries no volume's mark.
    case brickUnmarked(HostName, path: String)
    /// glusterd has read its settings, its peers are connected, and the bricks of the host run.
    case daemonServes(HostName)
    /// `seenFrom` knows the other as a connected member under that name.
    case peerConnected(String, seenFrom: HostName)
    case volumeExists(VolumeName)
    case options(VolumeName, [GlusterOption])
    /// The option is not set any more.
    case optionReset(VolumeName, String)
    /// Of all volumes together.
    case clusterOption(GlusterOption)
    case volumeStarted(VolumeName)
    /// These bricks of the volume run, as their own hosts tell.
    case bricksRun(VolumeName, [Brick])
}
