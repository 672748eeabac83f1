internal import ClusterModel

/// Sentences of the holds that the trusted pool, its volumes and their bricks cause.
enum GlusterHoldText {
    static func brickInUse(_ brick: Brick, _ found: String) -> String { "\(brick) cannot become a brick: \(found)" }

    static func createSettling(_ brick: Brick) -> String {
        "\(brick) was marked less than 3 min ago for a volume that no member knows; a create that was cut off is over "
            + "within 3 min"
    }

    static func foreignPool(_ host: HostName, _ peers: [String]) -> String {
        "\(host) belongs to another pool (\(peers.joined(separator: ", "))); detach it there first"
    }

    static func peerStateSettling(_ host: HostName, _ state: String) -> String {
        "gluster reports \(host) as \(state); it settles within about 30 s"
    }

    static func peerDisconnected(_ host: HostName) -> String {
        "\(host) is reachable over ssh but disconnected from the trusted pool; see its gluster network and glusterd's "
            + "port 24007"
    }

    static func peerRejected(_ host: HostName, _ state: String) -> String {
        "the pool reports \(host) as “\(state)”: its store differs from the others'; repair that by hand"
    }

    static func layout(_ volume: VolumeName, _ desired: String, _ observed: String) -> String {
        "volume \(volume) exists with another layout, which this version does not change: desired \(desired); "
            + "observed \(observed)"
    }

    static func quorum(_ volume: VolumeName, _ up: Int, _ needed: Int) -> String {
        "\(up) members of the pool are connected and \(needed) are needed to act on volume \(volume)"
    }

    static func clientQuorum(_ volume: VolumeName, _ up: Int, _ needed: Int) -> String {
        "\(up) bricks of a replica set of volume \(volume) would run and its quorum needs \(needed): clients could no "
            + "longer write"
    }

    static func brickDown(_ volume: VolumeName, _ brick: Brick) -> String {
        "brick \(brick) of volume \(volume) does not run: without another one its data would be out of reach"
    }

    static func onlyCopy(_ volume: VolumeName, _ brick: Brick) -> String {
        "brick \(brick) is the only copy of its part of volume \(volume); stop the volume first, if its users agree"
    }

    static func healing(_ volume: VolumeName, _ entries: Int, _ allowed: Int) -> String {
        "\(entries) entries of volume \(volume) wait to be healed and \(allowed) may; gluster's self-heal daemon heals "
            + "them"
    }

    static func healSettling(_ volume: VolumeName, _ samples: Int, _ needed: Int) -> String {
        "heal backlog of volume \(volume) was 0 in \(samples) of \(needed) required samples"
    }

    static func unobservedBricks(_ volume: VolumeName, _ host: HostName, _ since: WallTime) -> String {
        "\(host) has not answered since \(since), and gluster reports it as connected: start force would start, and "
            + "mark, unobserved bricks of volume \(volume) there; until \(host) answers, or gluster reports it as "
            + "disconnected"
    }

    static func losesData(_ volume: VolumeName, _ option: String) -> String {
        "\(option) of volume \(volume) is never switched off: of every file gluster would show the first part only; "
            + "take the line back, or copy the files to a new volume"
    }

    static func otherTransaction(_ host: HostName, _ since: WallTime, _ until: WallTime) -> String {
        "gluster on \(host) reports since \(since) that another transaction is in progress; it is tried again until "
            + "\(until)"
    }

    static func sharedUUID(_ hosts: [HostName], _ uuid: String) -> String {
        let names = hosts.map(\.text).joined(separator: " and ")
        return
            "\(names) have the same glusterd UUID \(uuid), as copies of one image have; on all but one of them, stop "
            + "glusterd and empty /var/lib/glusterd"
    }

    static func reinstalled(_ host: HostName, _ known: String, _ own: String) -> String {
        "the pool knows \(host) by the glusterd UUID \(known), the host itself has \(own): it was reinstalled; write "
            + "“UUID=\(known)” into its /var/lib/glusterd/glusterd.info and remove /var/lib/glusterd/peers/\(known) while "
            + "glusterd is stopped, then start it"
    }

    static func peerOfItself(_ host: HostName, _ uuid: String) -> String {
        "glusterd of \(host) counts its own UUID \(uuid) among its peers, so that no command of gluster can lock the pool: "
            + "stop it there, remove /var/lib/glusterd/peers/\(uuid), start it again"
    }

    static func handshakeStuck(_ host: HostName, _ state: String, _ since: WallTime) -> String {
        "gluster reports \(host) as “\(state)” since \(since), longer than a handshake takes; restart glusterd there"
    }

    static func storeDiffers(_ host: HostName, _ volumes: [String]) -> String {
        "the pool rejects \(host): \(volumes.map { "/var/lib/glusterd/vols/\($0)/info" }.joined(separator: ", ")) "
            + "\(volumes.count == 1 ? "differs" : "differ") there from the other members'; take the newer one of the two, "
            + "and no option of \(volumes.joined(separator: ", ")) is set until then"
    }

    static func optionNeeds(_ volume: VolumeName, _ option: String, _ host: HostName, _ found: String) -> String {
        "\(option) of volume \(volume) needs something on \(host): \(found)"
    }

    static func damagedStore(_ host: HostName, _ files: [String], _ words: String) -> String {
        let what = files.isEmpty ? "" : "; empty: \(files.joined(separator: ", "))"
        return "glusterd on \(host) failed to start\(what)" + (words.isEmpty ? "" : "; its log: \(words)")
            + "; restore what is damaged from another member or a backup, then run apply again"
    }
}
