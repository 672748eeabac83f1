internal import ClusterModel

extension NFSPostcondition {
    /// What the next observation must show.
    var sentence: String {
        switch self {
        case .serves(let host, let export):
            "the NFS server on \(host) serves \(export.spec.pseudoPath) as \(export.id), as declared"
        case .removed(let host, let id): "the NFS server on \(host) has no export \(id)"
        case .answers(let host): "the NFS server on \(host) has read its settings and answers"
        case .statdPort(let host, let port): "rpc.statd on \(host) has port \(port)"
        }
    }
}
