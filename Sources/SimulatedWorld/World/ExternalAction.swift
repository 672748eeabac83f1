/// An action of a person or of nature on the cluster, not sent by hcctl, by technology.
package enum ExternalAction: Sendable, Hashable {
    case host(HostExternalAction)
    case storage(StorageExternalAction)
    case gluster(GlusterExternalAction)
    case ctdb(CTDBExternalAction)
    case nfs(NFSExternalAction)
    case hostedEngine(HostedEngineExternalAction)
}

extension ExternalAction: CustomStringConvertible {
    /// The inner action as Swift prints it: `powerCut(host1)`.
    package var description: String {
        switch self {
        case .host(let action): "\(action)"
        case .storage(let action): "\(action)"
        case .gluster(let action): "\(action)"
        case .ctdb(let action): "\(action)"
        case .nfs(let action): "\(action)"
        case .hostedEngine(let action): "\(action)"
        }
    }
}

extension ClusterState {
    /// Performs an external action. False if the state does not allow it.
    @discardableResult
    package mutating func act(_ action: ExternalAction) -> Bool {
        let isDone =
            switch action {
            case .host(let action): perform(action)
            case .storage(let action): perform(action)
            case .gluster(let action): perform(action)
            case .ctdb(let action): perform(action)
            case .nfs(let action): perform(action)
            case .hostedEngine(let action): perform(action)
            }
        if isDone { emit(.external(action)) }
        return isDone
    }
}
