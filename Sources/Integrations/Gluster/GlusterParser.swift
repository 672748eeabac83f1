package import ClusterModel
package import World

/// What gluster answered, as values.
package enum GlusterParser {
    /// The reply to `GlusterCommands.state`, or why there is none; never absent.
    package static func view(_ answer: QueryResult) -> Reading<GlusterView> { Reading(try viewFound(answer)) }

    private static func viewFound(_ answer: QueryResult) throws(UnknownReason) -> GlusterView {
        let text = try answer.text()
        do throws(UnreadableState) {
            return try view(of: text)
        } catch {
            throw answer.unreadable(error.why, excerpt: error.excerpt)
        }
    }

    /// Reads the text of `gluster get-state`: strict about what is used, indifferent to keys it does not know, which
    /// differ from release to release.
    package static func view(of text: String) throws(UnreadableState) -> GlusterView {
        let state = try GlusterState(text)
        return GlusterView(
            uuid: try state.uuid("MYUUID"), opVersion: try state.number("op-version"),
            peers: try state.numbered("Peer", peer), volumes: try state.numbered("Volume", volume),
            options: try state.clusterOptions(), daemons: try sharedDaemons(state),
            basePort: try state.basePort())
    }

    private static func peer(_ state: GlusterState, _ peer: String) throws(UnreadableState) -> GlusterPeer {
        let others = (try state.optional("\(peer).othernames") ?? "").split { $0 == "," || $0 == " " }.map(String.init)
        return GlusterPeer(
            uuid: try state.uuidIfAny("\(peer).uuid"), names: [try state.text("\(peer).primary_hostname")] + others,
            state: try state.text("\(peer).state"),
            isConnected: try state.choice("\(peer).connected", ["Connected": true, "Disconnected": false]))
    }

    private static func volume(_ state: GlusterState, _ volume: String) throws(UnreadableState) -> GlusterVolumeView {
        let bricks = try state.numbered("\(volume).Brick", brick)
        let count = try state.number("\(volume).brickcount")
        guard bricks.count == count else {
            throw UnreadableState("\(bricks.count) bricks are listed", "\(volume).brickcount: \(count)")
        }
        return GlusterVolumeView(
            name: VolumeName(try state.text("\(volume).name")), id: try state.uuid("\(volume).id"),
            type: try state.text("\(volume).type"),
            status: try state.choice(
                "\(volume).status", ["Created": .created, "Started": .started, "Stopped": .stopped]),
            replica: try state.number("\(volume).replica_count"), arbiter: try state.number("\(volume).arbiter_count"),
            bricks: bricks, options: try state.options(of: volume),
            daemons: try daemons(state, ["snapd_svc": .snapshots, "shd_svc": .selfHeal]) { "\(volume).\($0)" })
    }

    /// By the names that get-state gives them below `[Services]`.
    private static let sharedDaemons: [String: GlusterDaemon] = ["bitd": .bitrot, "scrub": .scrub, "quotad": .quota]

    private static func sharedDaemons(_ state: GlusterState) throws(UnreadableState) -> [GlusterDaemon: Bool] {
        var found: [GlusterDaemon: Bool] = [:]
        for (name, isOnline) in try state.numbered("svc", service) {
            if let daemon = sharedDaemons[name] { found[daemon] = isOnline }
        }
        return found
    }

    private static func service(_ state: GlusterState, _ service: String) throws(UnreadableState) -> (String, Bool) {
        (try state.text("\(service).name"), try state.choice("\(service).online_status", online))
    }

    private static let online = ["Online": true, "Offline": false]

    /// Of each that is reported, whether it runs on the host.
    private static func daemons(
        _ state: GlusterState, _ names: [String: GlusterDaemon], _ key: (String) -> String
    ) throws(UnreadableState) -> [GlusterDaemon: Bool] {
        var found: [GlusterDaemon: Bool] = [:]
        for (name, daemon) in names {
            let status = "\(key(name)).online_status"
            if try state.optional(status) != nil { found[daemon] = try state.choice(status, online) }
        }
        return found
    }

    /// `path` is the whole of `host:directory`; the state stands only with bricks of glusterd's own host.
    private static func brick(_ state: GlusterState, _ brick: String) throws(UnreadableState) -> GlusterBrickView {
        let (host, path) = (try state.text("\(brick).hostname"), try state.text("\(brick).path"))
        guard path.hasPrefix("\(host):/") else { throw UnreadableState("it does not begin with its host", path) }
        return GlusterBrickView(
            host: host, path: String(path.dropFirst(host.count + 1)), isRunning: try state.isRunning(brick),
            space: try space(state, brick), port: try state.port("\(brick).port"))
    }

    /// Reported with local bricks only. A directory that glusterd cannot open has 0 bytes: that is no size.
    private static func space(_ state: GlusterState, _ brick: String) throws(UnreadableState) -> FilesystemSpace? {
        guard let total = bytes(try state.optional("\(brick).spacetotal")), total > 0,
            let free = bytes(try state.optional("\(brick).spacefree"))
        else { return nil }
        return FilesystemSpace(total: total, free: free)
    }

    /// `8429166592Bytes`; nil of anything else, because a figure for people must not make the view unreadable.
    private static func bytes(_ text: String?) -> UInt64? {
        guard let text, text.hasSuffix("Bytes") else { return nil }
        return UInt64(text.dropLast("Bytes".count))
    }
}

/// What a reply holds that this version does not understand.
package struct UnreadableState: Error, Sendable, Hashable {
    /// What was expected and is not so.
    package let why: String
    /// The place.
    package let excerpt: String

    init(_ why: String, _ excerpt: String) {
        self.why = why
        self.excerpt = excerpt
    }
}
