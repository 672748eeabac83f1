internal import ClusterModel

/// Copies and bricks of a volume, set by set. Gluster gives the order of the sets no meaning, and none to the bricks of a
/// set, but for two places: the arbiter is the last of its set (afr.h), and of two copies the first one decides while
/// quorum is `auto` (afr-common.c, afr_has_quorum).
struct VolumeLayout: Equatable {
    private let replica: Int
    private let arbiter: Int
    private let bricks: [String]

    init(replica: Int, arbiter: Int, bricks: [String]) {
        self.replica = replica
        self.arbiter = arbiter
        self.bricks = bricks
    }

    /// One set with its places that count.
    private struct ReplicaSet: Hashable {
        let bricks: Set<String>
        /// The arbiter, or the first of a pair; nil where no place counts.
        let special: String?
    }

    private var sets: [[String]] {
        let size = max(1, replica)
        return stride(from: 0, to: bricks.count, by: size).map { Array(bricks[$0..<min($0 + size, bricks.count)]) }
    }

    private var meaning: Set<ReplicaSet> {
        Set(
            sets.map { set in
                ReplicaSet(
                    bricks: Set(set), special: arbiter > 0 ? set.last : replica == 2 ? set.first : nil)
            })
    }

    /// Both layouts in words where they mean different things, with the place that counts; nil where they do not.
    func difference(from desired: Self) -> (desired: String, observed: String)? {
        guard replica == desired.replica, arbiter == desired.arbiter, bricks.count == desired.bricks.count else {
            return (desired.words, words)
        }
        guard meaning != desired.meaning else { return nil }
        return Set(sets.map(Set.init)) == Set(desired.sets.map(Set.init))
            ? (desired.words + desired.placeWords, words + placeWords) : (desired.words, words)
    }

    private var words: String {
        "replica \(replica)\(arbiter > 0 ? " arbiter \(arbiter)" : ""): \(bricks.joined(separator: " "))"
    }

    /// Which brick is in the place that counts.
    private var placeWords: String {
        let special = arbiter > 0 ? sets.compactMap(\.last) : sets.compactMap(\.first)
        return " (\(arbiter > 0 ? "arbiter" : "first of the pair"): \(special.joined(separator: " ")))"
    }
}
