internal import ClusterModel

/// How many members of the pool must be connected for volumes with server quorum (glusterd-server-quorum.c,
/// get_quorum_cluster_counts).
struct ServerQuorum: Equatable, Sendable {
    static let typeOption = "cluster.server-quorum-type"
    /// The value under which gluster enforces it; the default is `none`.
    static let enforced = "server"
    static let ratioOption = "cluster.server-quorum-ratio"

    /// Percent of the members; nil is more than half.
    private let ratio: Double?

    /// As the pool's own options say; a ratio that cannot be read counts as none.
    init(_ view: GlusterView) {
        ratio = view.clusterOption(Self.ratioOption).flatMap { text in
            Double(text.hasSuffix("%") ? String(text.dropLast()) : text)
        }
    }

    /// More than half without a ratio, else the ratio rounded up.
    func needed(of members: Int) -> Int {
        guard let ratio else { return members / 2 + 1 }
        return Int((Double(members) * ratio / 100).rounded(.up))
    }

    private init() { ratio = nil }

    /// Of a pool that no member reported.
    static let unknown = ServerQuorum()
}
