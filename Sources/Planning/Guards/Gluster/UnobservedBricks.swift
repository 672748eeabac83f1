internal import ClusterModel

/// Bricks of a volume that gluster reaches and nobody sees.
///
/// `start … force` goes to every member that is connected, and each one puts the volume's mark on a directory of its
/// own bricks that carries none (glusterd-volume-ops.c, glusterd_op_stage_start_volume). Where a file system is not
/// mounted that is a directory of the root file system, which from then on is the brick. No other command of ours does
/// so: a plain start refuses such a directory, and what daemons start by themselves they start over marks only.
struct UnobservedBricks {
    private let volume: GlusterVolumeView
    private let input: PlanningInput

    init(of volume: GlusterVolumeView, _ input: PlanningInput) {
        self.volume = volume
        self.input = input
    }

    /// What keeps anything from being started by force.
    var obstacles: [WaitingOn] { volume.bricks.compactMap(obstacle).distinct() }

    /// How long the other hosts must have been silent before a minority of the pool starts bricks by force. It may be on
    /// one side of a partition that ends while the command runs, which then reaches bricks that were not observed (seed
    /// 2197). A minute is longer than glusterd's keepalive (42 s); a pair whose other host is dead waits once for it.
    static let minoritySilence = Duration.seconds(60)

    /// What keeps a minority of the pool from starting bricks by force.
    var settling: [WaitingOn] {
        volume.bricks.compactMap(input.host).distinct().filter { input.unreachable($0) != nil }.compactMap { host in
            let since = input.history.unreachableSince[host] ?? input.now
            return input.now - since < Self.minoritySilence
                ? .gluster(.peerStateSettling(host, state: "disconnected, and most of the pool with it")) : nil
        }
    }

    /// What is read again just before: a host that is away may be back any moment, its file systems not mounted yet.
    func requirements(from coordinator: HostName) -> [Precondition] {
        volume.bricks.filter { isSilent(input.host(of: $0)) && isAway($0, input.host(of: $0)) }.map {
            .gluster(.peerAway(coordinator, names: names($0, input.host(of: $0)).sorted()))
        }.distinct()
    }

    /// A host that answers shows its own bricks.
    private func isSilent(_ host: HostName?) -> Bool { host.map { input.unreachable($0) != nil } ?? true }

    /// One that is away is not reached.
    private func obstacle(_ brick: GlusterBrickView) -> WaitingOn? {
        let host = input.host(of: brick)
        guard isSilent(host), !isAway(brick, host) else { return nil }
        guard let host else {
            return .fact(.brickProcess(volume.name, brick: "\(brick.host):\(brick.path)"), .notAsked)
        }
        return .gluster(.unobservedBricks(volume.name, host, since: input.history.unreachableSince[host] ?? input.now))
    }

    /// Whether every member that knows the volume calls the host disconnected: one that does not may tell the others
    /// any moment.
    private func isAway(_ brick: GlusterBrickView, _ host: HostName?) -> Bool {
        let names = names(brick, host)
        let members = input.answering.filter { input.observed.volumes[volume.name, on: $0.name] != nil }
        return members.allSatisfy { member in
            member.view.peers.contains { !names.isDisjoint(with: $0.names) && !$0.isConnected }
        }
    }

    /// Names that the brick's host may have in the pool.
    private func names(_ brick: GlusterBrickView, _ host: HostName?) -> Set<String> {
        let spec = host.flatMap { input.desired.hosts[$0] }
        return Set([brick.host] + (spec.map { [$0.glusterAddress, $0.address] } ?? []))
    }
}
