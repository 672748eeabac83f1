/// The extended attributes of a directory by which gluster knows a brick (glusterd-utils.c, glusterd_is_path_in_use).
package struct PathMarks: Sendable, Hashable {
    /// `trusted.glusterfs.volume-id` as a UUID in lower case; nil where there is none.
    package let volumeID: String?
    /// Whether it carries `trusted.gfid`: it was a directory inside a brick, or a brick.
    package let hasGFID: Bool

    package init(volumeID: String?, hasGFID: Bool) {
        self.volumeID = volumeID
        self.hasGFID = hasGFID
    }
}

/// What a glusterd that failed to start left to read.
package struct StoreDamage: Sendable, Hashable {
    /// Files of its own that are empty and must not be, sorted.
    package let emptyFiles: [String]
    /// The last errors of its log, the oldest first.
    package let words: [String]

    package init(emptyFiles: [String], words: [String]) {
        self.emptyFiles = emptyFiles
        self.words = words
    }
}

/// The files that gluster's TLS needs on every host (glusterfs docs: SSL; socket.c).
package struct TLSFiles: Sendable, Hashable {
    /// What is wrong with them, one sentence each; empty: certificate, key and authority fit and are valid.
    package let problems: [String]

    package init(problems: [String]) { self.problems = problems }
}
