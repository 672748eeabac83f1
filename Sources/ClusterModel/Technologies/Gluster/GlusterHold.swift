/// Why a step is not taken now: the state of the trusted pool, its volumes and their bricks.
package enum GlusterHold: Sendable, Hashable {
    /// The brick's directory belongs to a volume or holds files.
    case brickInUse(Brick, found: String)
    /// The brick carries the mark of a volume that nobody knows, since a moment ago: a create may still be at work.
    case createSettling(Brick)
    /// The host is a member of another pool.
    case foreignPool(HostName, peers: [String])
    /// A peer is on its way into the pool, or has just died, and gluster does not know yet.
    case peerStateSettling(HostName, state: String)
    /// The peer answers us, but the pool has no connection to it.
    case peerDisconnected(HostName)
    /// The pool will not have the peer: its volumes differ from the pool's.
    case peerRejected(HostName, state: String)
    /// The volume exists with another layout.
    case layout(VolumeName, desired: String, observed: String)
    /// Fewer of the pool's members are connected than server quorum needs.
    case quorum(VolumeName, up: Int, needed: Int)
    /// Fewer bricks of a replica set run than the quorum needs that is to be set: clients could no longer write.
    case clientQuorum(VolumeName, up: Int, needed: Int)
    /// A brick of the set is down: taking another one away leaves too few copies.
    case brickDown(VolumeName, Brick)
    /// The brick's data is nowhere else.
    case onlyCopy(VolumeName, Brick)
    /// Entries of the volume wait to be healed.
    case healing(VolumeName, entries: Int, allowed: Int)
    /// Too few samples show that nothing waits to be healed.
    case healSettling(VolumeName, samples: Int, needed: Int)
    /// Gluster reaches a host that has given us no answer since then: nobody has seen its bricks of the volume.
    case unobservedBricks(VolumeName, HostName, since: Moment)
    /// The option keeps data readable and is never set to what is wanted.
    case losesData(VolumeName, option: String)
    /// Gluster runs another transaction, here or on another member; tried again with pauses until then.
    case otherTransaction(HostName, since: Moment, until: Moment)
    /// Hosts that call themselves by one UUID: copies of one image. To gluster they are one member.
    case sharedUUID([HostName], uuid: String)
    /// The pool knows the host's name under another UUID than the host has: it was reinstalled.
    case reinstalled(HostName, known: String, own: String)
    /// The host has a file of itself among those of its peers, so that every transaction fails to lock it twice.
    case peerOfItself(HostName, uuid: String)
    /// The peer is in a state of the handshake since longer than one takes.
    case handshakeStuck(HostName, state: String, since: Moment)
    /// The pool rejects the peer because these volumes are stored otherwise there.
    case storeDiffers(HostName, volumes: [String])
    /// The option needs something of the host that is not there.
    case optionNeeds(VolumeName, option: String, host: HostName, found: String)
    /// glusterd failed to start, and files that it reads are empty.
    case damagedStore(HostName, files: [String], words: String)

    /// The word in JSON and in the list of reasons (docs/reasons.md).
    package var reason: String {
        switch self {
        case .brickInUse: "BrickInUse"
        case .createSettling: "CreateSettling"
        case .foreignPool: "ForeignPool"
        case .peerStateSettling: "PeerStateSettling"
        case .peerDisconnected: "PeerDisconnected"
        case .peerRejected: "PeerRejected"
        case .layout: "LayoutDiffers"
        case .quorum: "QuorumMissing"
        case .clientQuorum: "BricksMissing"
        case .brickDown: "BrickDown"
        case .onlyCopy: "OnlyCopy"
        case .healing: "HealPending"
        case .healSettling: "HealSettling"
        case .unobservedBricks: "BricksUnobserved"
        case .losesData: "OptionLosesData"
        case .otherTransaction: "OtherTransaction"
        case .sharedUUID: "SharedUUID"
        case .reinstalled: "HostReinstalled"
        case .peerOfItself: "PeerOfItself"
        case .handshakeStuck: "HandshakeStuck"
        case .storeDiffers: "StoreDiffers"
        case .optionNeeds: "OptionNeeds"
        case .damagedStore: "StoreDamaged"
        }
    }

    /// What ends the wait.
    package var resolution: WaitingOn.Resolution {
        switch self {
        case .createSettling, .peerStateSettling, .healing, .healSettling, .otherTransaction:
            .automatic
        case .peerDisconnected, .quorum, .clientQuorum, .brickDown, .unobservedBricks:
            .hostRecovery
        case .brickInUse, .foreignPool, .peerRejected, .layout, .onlyCopy, .losesData, .sharedUUID,
            .reinstalled, .peerOfItself, .handshakeStuck, .storeDiffers, .optionNeeds, .damagedStore:
            .operatorAction
        }
    }
}
