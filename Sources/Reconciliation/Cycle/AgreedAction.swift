internal import ClusterModel

/// What an answer to the question is about: an action on its object, whichever member of the pool carries it out.
enum AgreedAction: Hashable {
    case host(ResourceID, HostAction, on: HostName)
    case gluster(ResourceID, GlusterAction)

    init(_ step: Step) {
        self =
            switch step.action {
            case .host(let action, let host): .host(step.resource, action, on: host)
            case .gluster(let action, _): .gluster(step.resource, action)
            }
    }
}
