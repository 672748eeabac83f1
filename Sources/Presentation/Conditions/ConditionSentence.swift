internal import ClusterModel

extension Precondition {
    /// What must hold at the moment of acting.
    var sentence: String {
        switch self {
        case .storage(let condition): condition.sentence
        case .gluster(let condition): condition.sentence
        case .ctdb(let condition): condition.sentence
        }
    }
}

extension Postcondition {
    /// What the next observation must show.
    var sentence: String {
        switch self {
        case .host(let condition): condition.sentence
        case .storage(let condition): condition.sentence
        case .gluster(let condition): condition.sentence
        case .ctdb(let condition): condition.sentence
        case .nfs(let condition): condition.sentence
        case .hostedEngine(let condition): condition.sentence
        }
    }
}
