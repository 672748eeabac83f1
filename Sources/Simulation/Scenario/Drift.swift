internal import ClusterModel
internal import SimulatedWorld

/// External changes of an existing cluster, which hcctl or its operator repairs.
struct Drift {
    let desired: DesiredState
    let choice: SeededChoice

    init(_ desired: DesiredState, _ choice: SeededChoice) {
        self.desired = desired
        self.choice = choice
    }

    /// A kind of drift, by technology. The reaction of the operator to its holds is in `HumanOperator`.
    enum Kind: CaseIterable, Hashable {
        case gluster(GlusterDrift)
        case storage(StorageDrift)
        case host(HostDrift)
        case ctdb(CTDBDrift)
        case nfs(NFSDrift)
        case hostedEngine(HostedEngineDrift)

        static let allCases =
            GlusterDrift.allCases.map(Kind.gluster) + StorageDrift.allCases.map(Kind.storage)
            + HostDrift.allCases.map(Kind.host) + CTDBDrift.allCases.map(Kind.ctdb) + NFSDrift.allCases.map(Kind.nfs)
            + HostedEngineDrift.allCases.map(Kind.hostedEngine)

        /// How often it is chosen, in shares. Drift that can be repaired shows more than drift that is held for good.
        var share: Int {
            switch self {
            case .gluster(let kind): kind.share
            case .storage(let kind): kind.share
            case .host(let kind): kind.share
            case .ctdb(let kind): kind.share
            case .nfs(let kind): kind.share
            case .hostedEngine(let kind): kind.share
            }
        }
    }

    private static let shares = Kind.allCases.flatMap { Array(repeating: $0, count: $0.share) }
    /// Without those of technologies that the manifests do not declare: the seeds of other clusters keep their course.
    private var declaredShares: [Kind] {
        Self.shares.filter { kind in
            switch kind {
            case .nfs: !desired.nfsExports.isEmpty
            case .hostedEngine: desired.hostedEngine != nil
            case .gluster, .storage, .host, .ctdb: true
            }
        }
    }

    /// A random drift; empty where the state offers nothing that could drift in this way.
    func one(_ state: ClusterState) -> [ExternalAction] {
        guard let host = choice.one(of: desired.spec.hosts),
            let kind = choice.one(of: declaredShares)
        else { return [] }
        return actions(kind, host, state)
    }

    func actions(_ kind: Kind, _ host: HostName, _ state: ClusterState) -> [ExternalAction] {
        switch kind {
        case .gluster(let kind): actions(kind, host, state)
        case .storage(let kind): actions(kind, host, state)
        case .host(let kind): actions(kind, host, state)
        case .ctdb(let kind): actions(kind, host, state)
        case .nfs(let kind): actions(kind, host, state)
        case .hostedEngine(let kind): actions(kind, host, state)
        }
    }

    /// An entry of a host's declared storage.
    func entry(of host: HostName) -> HostSpec.Storage? { choice.one(of: desired.hosts[host]?.storage ?? []) }

    func text(of path: String, _ host: HostName, _ state: ClusterState) -> String {
        String(decoding: state[host]?.root.file(path) ?? [], as: UTF8.self)
    }
}
