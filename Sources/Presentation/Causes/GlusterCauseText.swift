internal import ClusterModel

extension GlusterCause {
    var sentence: String {
        switch self {
        case .volumeMissing: "gluster has no such volume"
        case .volumeStopped(let volume): "volume \(volume) is stopped, and its manifest says started"
        case .bricksDown(_, let down, let all):
            "\(down.count) of \(all) bricks \(down.count == 1 ? "does" : "do") not serve"
        case .brickDown(_, let brick): "the brick \(brick) does not run"
        case .brickUnobserved(_, let brick): "no glusterd reports whether the brick \(brick) runs"
        case .processEnded(_, let brick):
            "its process on \(brick.host) has ended; its file system and its mark are as they should be"
        case .directoryMissing(_, let brick): "the directory \(brick.path) does not exist on \(brick.host)"
        case .wrongMark(_, let brick, found: nil): "\(brick.path) on \(brick.host) does not carry the volume's mark"
        case .wrongMark(_, let brick, let found?): "\(brick.path) on \(brick.host) carries the mark of volume \(found)"
        case .serverQuorumLost(_, let host, let connected, let needed):
            "glusterd on \(host) ended it: \(connected) members of the pool are connected, server quorum needs \(needed)"
        case .peerDisconnected(let host, let viewer): "glusterd on \(viewer) reports \(host) as disconnected"
        case .notInPool(let host): "\(host) is not a member of the trusted pool"
        case .healing(_, let entries): "\(RunText.count(entries, "entry", "entries")) still to be healed"
        }
    }

    var reason: String {
        switch self {
        case .volumeMissing: "VolumeMissing"
        case .volumeStopped: "VolumeStopped"
        case .bricksDown: "BricksDown"
        case .brickDown: "BrickDown"
        case .brickUnobserved: "BricksUnobserved"
        case .processEnded: "BrickProcessEnded"
        case .directoryMissing: "BrickMissing"
        case .wrongMark: "BrickMarkWrong"
        case .serverQuorumLost: "QuorumMissing"
        case .peerDisconnected: "PeerDisconnected"
        case .notInPool: "NotInPool"
        case .healing: "HealPending"
        }
    }

    var remedy: String {
        switch self {
        case .volumeMissing: "hcctl diff shows what keeps it from being created"
        case .volumeStopped(let volume): "hcctl apply starts it, or say state: stopped in GlusterVolume/\(volume)"
        case .bricksDown, .brickDown, .brickUnobserved: "see the host of the brick"
        case .processEnded(_, let brick): "read the brick's log below /var/log/glusterfs/bricks of \(brick.host)"
        case .directoryMissing(let volume, let brick):
            "restore the directory, or replace the brick \(brick) of volume \(volume) by hand"
        case .wrongMark(let volume, let brick, _):
            "check what \(brick.path) holds; if it is the brick of volume \(volume), set trusted.glusterfs.volume-id again"
        case .serverQuorumLost: "bring the other members of the pool back: gluster then starts the bricks itself"
        case .peerDisconnected(let host, let viewer): "check port 24007 between \(viewer) and \(host)"
        case .notInPool(let host): "hcctl diff shows what keeps \(host) from being probed"
        case .healing: "no action needed: gluster heals by itself; hcctl status shows how far it is"
        }
    }
}
