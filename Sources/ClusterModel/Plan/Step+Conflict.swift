extension Step {
    /// Whether the two must not run at the same time unless one plan has both ready: what a running step leaves behind
    /// is not known before it ends, so nothing that touches the same state is begun on an observation made meanwhile.
    package func conflicts(with other: Step) -> Bool {
        if disturbs, other.disturbs { return true }
        if isRestart && other.isOfGluster || isOfGluster && other.isRestart { return true }
        return switch (scope, other.scope) {
        case (.host(let host), .host(let another)): host == another
        case (.volume(let volume), .volume(let another)): volume == another
        case (.cluster, .cluster): true
        case (.cluster, .host), (.cluster, .volume): other.isOfGluster
        case (.host, .cluster), (.volume, .cluster): isOfGluster
        case (.host(let host), .volume): other.depends(on: host)
        case (.volume, .host(let host)): depends(on: host)
        }
    }

    /// A running step that disturbs counts against the disruption budget.
    private var disturbs: Bool { risk != .benign }

    /// A daemon that is restarted leaves every transaction of gluster.
    package var isRestart: Bool { if case .host(.restart, _) = action { true } else { false } }

    private var isOfGluster: Bool { if case .gluster = action { true } else { false } }

    /// Whether it requires something of the host's own state.
    private func depends(on host: HostName) -> Bool { preconditions.contains { $0.target == .host(host) } }
}
