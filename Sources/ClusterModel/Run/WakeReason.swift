/// Why a controller observes the cluster outside its verifying poll.
package enum WakeReason: Sendable, Hashable {
    /// A followed program printed a line that may mean a change.
    case line(HostName, source: LineSource, text: String)
    /// A host's followers began: what happened before is not in their lines.
    case followersStarted(HostName)
    /// The desired state is another one.
    case revision
    /// SIGHUP: a controller that was overruled acts again.
    case request
    /// `POST /api/v1/reconcile`.
    case api
    /// The verifying poll.
    case poll

    /// The word in logs.
    package var reason: String {
        switch self {
        case .line: "LogLine"
        case .followersStarted: "FollowersStarted"
        case .revision: "Revision"
        case .request: "Request"
        case .api: "API"
        case .poll: "Poll"
        }
    }

    package var host: HostName? {
        switch self {
        case .line(let host, _, _), .followersStarted(let host): host
        case .revision, .request, .api, .poll: nil
        }
    }
}

/// What a follower of a host reads.
package enum LineSource: String, Sendable, Hashable, CaseIterable {
    /// Logs of glusterd, its commands and its bricks.
    case gluster
    /// Files that hcctl manages: any line means that one was written.
    case files
    /// systemd's own messages.
    case systemd
    /// ctdbd's log.
    case ctdb
}
