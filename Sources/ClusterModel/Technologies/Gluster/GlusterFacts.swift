/// What a host shows of gluster: its daemon's view of the pool, its store, and its bricks.
package struct GlusterFacts: Sendable, Hashable {
    /// What the host's own glusterd reports; unknown where it does not run, because pool and volumes still exist.
    package var view: Reading<GlusterView> = .unknown(.notAsked)
    /// Names of the volumes in glusterd's store (/var/lib/glusterd/vols), readable while glusterd does not run;
    /// absent where there is no store.
    package var storedVolumes: Reading<[String]> = .unknown(.notAsked)
    /// By path of the brick; absent where there is no such directory. A path without an entry was not asked for.
    package var bricks: [String: Reading<BrickDirectory>] = [:]
    /// Entries that wait to be healed, by path of the brick; absent where the brick keeps no index yet.
    package var healBacklog: [String: Reading<Int>] = [:]
    /// By path, the attributes that gluster checks before it takes a directory as a brick. Only of bricks that belong to
    /// no volume, and of the directories above them.
    package var marks: [String: Reading<PathMarks>] = [:]
    /// What keeps a glusterd that failed from starting. Only of hosts where it did.
    package var damage: Reading<StoreDamage> = .unknown(.notAsked)
    /// By volume, the checksums of glusterd's store. Only where a peer is rejected.
    package var storeSums: Reading<[String: String]> = .unknown(.notAsked)
    /// The files of TLS. Only where a volume of the manifests uses it.
    package var tls: Reading<TLSFiles> = .unknown(.notAsked)

    package init() {}
}

/// The directory of a brick.
package struct BrickDirectory: Sendable, Hashable {
    /// Whether it holds nothing at all.
    package let isEmpty: Bool
    /// `trusted.glusterfs.volume-id` as a UUID in lower case; nil where it carries none.
    package let volumeID: String?
    /// Whether it is what a create left that was refused half-way. Asked of directories that are not empty and belong to
    /// no volume that the host knows.
    package var leftover = Leftover.no

    package init(isEmpty: Bool, volumeID: String?, leftover: Leftover = .no) {
        self.isEmpty = isEmpty
        self.volumeID = volumeID
        self.leftover = leftover
    }

    /// Whether it holds nothing but an empty `.glusterfs`.
    package enum Leftover: Sendable, Hashable {
        case no
        /// It does, but was changed a moment ago: the create may still be at work.
        case young
        case yes
    }
}
