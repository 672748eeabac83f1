internal import ClusterModel

extension GlusterHold {
    /// One sentence without a full stop: what is waited for, and what would end it.
    var sentence: String {
        switch self {
        case .brickInUse(let brick, let found): GlusterHoldText.brickInUse(brick, found)
        case .createSettling(let brick): GlusterHoldText.createSettling(brick)
        case .foreignPool(let host, let peers): GlusterHoldText.foreignPool(host, peers)
        case .peerStateSettling(let host, let state): GlusterHoldText.peerStateSettling(host, state)
        case .peerDisconnected(let host): GlusterHoldText.peerDisconnected(host)
        case .peerRejected(let host, let state): GlusterHoldText.peerRejected(host, state)
        case .layout(let volume, let desired, let observed): GlusterHoldText.layout(volume, desired, observed)
        case .quorum(let volume, let up, let needed): GlusterHoldText.quorum(volume, up, needed)
        case .clientQuorum(let volume, let up, let needed): GlusterHoldText.clientQuorum(volume, up, needed)
        case .brickDown(let volume, let brick): GlusterHoldText.brickDown(volume, brick)
        case .onlyCopy(let volume, let brick): GlusterHoldText.onlyCopy(volume, brick)
        case .healing(let volume, let entries, let allowed): GlusterHoldText.healing(volume, entries, allowed)
        case .healSettling(let volume, let samples, let needed): GlusterHoldText.healSettling(volume, samples, needed)
        case .unobservedBricks(let volume, let host, let since):
            GlusterHoldText.unobservedBricks(volume, host, since.wall)
        case .losesData(let volume, let option): GlusterHoldText.losesData(volume, option)
        case .otherTransaction(let host, let since, let until):
            GlusterHoldText.otherTransaction(host, since.wall, until.wall)
        case .sharedUUID(let hosts, let uuid): GlusterHoldText.sharedUUID(hosts, uuid)
        case .reinstalled(let host, let known, let own): GlusterHoldText.reinstalled(host, known, own)
        case .peerOfItself(let host, let uuid): GlusterHoldText.peerOfItself(host, uuid)
        case .handshakeStuck(let host, let state, let since): GlusterHoldText.handshakeStuck(host, state, since.wall)
        case .storeDiffers(let host, let volumes): GlusterHoldText.storeDiffers(host, volumes)
        case .optionNeeds(let volume, let option, let host, let found):
            GlusterHoldText.optionNeeds(volume, option, host, found)
        case .damagedStore(let host, let files, let words): GlusterHoldText.damagedStore(host, files, words)
        }
    }

    /// The facts one by one, for programs.
    var facts: [JSON.Member] {
        switch self {
        case .peerDisconnected(let host): texts(("host", host.text))
        case .brickInUse(let brick, let found):
            texts(("host", brick.host.text), ("path", brick.path), ("found", found))
        case .createSettling(let brick): texts(("host", brick.host.text), ("path", brick.path))
        case .foreignPool(let host, let peers):
            texts(("host", host.text)) + [.init("peers", .array(peers.map(JSON.string)))]
        case .peerStateSettling(let host, let state), .peerRejected(let host, let state):
            texts(("host", host.text), ("state", state))
        case .layout(let volume, let desired, let observed):
            texts(("volume", volume.text), ("desired", desired), ("observed", observed))
        case .quorum(let volume, let up, let needed), .clientQuorum(let volume, let up, let needed):
            texts(("volume", volume.text)) + [.init("up", .integer(up)), .init("needed", .integer(needed))]
        case .brickDown(let volume, let brick), .onlyCopy(let volume, let brick):
            texts(("volume", volume.text), ("host", brick.host.text), ("path", brick.path))
        case .healing(let volume, let entries, let allowed):
            texts(("volume", volume.text)) + [.init("entries", .integer(entries)), .init("allowed", .integer(allowed))]
        case .healSettling(let volume, let samples, let needed):
            texts(("volume", volume.text)) + [.init("samples", .integer(samples)), .init("needed", .integer(needed))]
        case .unobservedBricks(let volume, let host, let since):
            texts(("volume", volume.text), ("host", host.text), ("since", "\(since)"))
        case .losesData(let volume, let option): texts(("volume", volume.text), ("option", option))
        case .otherTransaction(let host, let since, let until):
            texts(("host", host.text), ("since", "\(since)"), ("until", "\(until)"))
        case .sharedUUID(let hosts, let uuid):
            [.init("hosts", .array(hosts.map { .string($0.text) })), .init("uuid", .string(uuid))]
        case .reinstalled(let host, let known, let own):
            texts(("host", host.text), ("known", known), ("own", own))
        case .peerOfItself(let host, let uuid): texts(("host", host.text), ("uuid", uuid))
        case .handshakeStuck(let host, let state, let since):
            texts(("host", host.text), ("state", state), ("since", "\(since)"))
        case .storeDiffers(let host, let volumes):
            texts(("host", host.text)) + [.init("volumes", .array(volumes.map(JSON.string)))]
        case .optionNeeds(let volume, let option, let host, let found):
            texts(("volume", volume.text), ("option", option), ("host", host.text), ("found", found))
        case .damagedStore(let host, let files, let words):
            texts(("host", host.text), ("words", words)) + [.init("files", .array(files.map(JSON.string)))]
        }
    }
}
