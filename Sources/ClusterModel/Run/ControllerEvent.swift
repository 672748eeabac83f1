/// What a controller reports: the events of its cycles, and what happens to the controller itself.
package enum ControllerEvent: Sendable, Hashable {
    case cycle(RunEvent)
    /// Nothing is begun now. Reported when it differs from the state before, or when steps were taken since.
    case state(Verdict, steps: Int, took: Duration)
    /// A host accepted a newer term: another run acts. This controller only observes.
    case overruled(HostName, by: Term)
    /// It only observes, and why.
    case observingOnly(ObservingReason)
    /// A new desired state is in force.
    case revisionAccepted(Revision)
    /// The manifests cannot be used; the last good revision stays in force.
    case revisionRejected(problems: [String], inForce: Revision?)
    case woken(WakeReason)
    /// A host's followers ended; they are started again after a pause.
    case followersLost(HostName, words: String)
    /// Something could not be written to the state directory; the controller goes on without it.
    case stateNotKept(words: String)
    /// The API is not served; it is tried again after a pause, and the controller goes on meanwhile.
    case apiFailed(words: String)
    /// SIGTERM: steps in flight are finished, and nothing else is begun.
    case stopping

    /// A desired state that was read.
    package struct Revision: Sendable, Hashable {
        /// The first 12 hexadecimal digits of a digest over the files' names and bytes.
        package let digest: String
        package let resources: Int
        package let warnings: Int

        package init(digest: String, resources: Int, warnings: Int) {
            self.digest = digest
            self.resources = resources
            self.warnings = warnings
        }
    }

    /// Why a controller begins nothing.
    package enum ObservingReason: Sendable, Hashable {
        /// `Cluster.controller.host` names another host; `here` is the host on which this controller runs, nil where that
        /// is no host of the cluster.
        case otherHostNamed(HostName, here: HostName?)
        /// Another run has the newest term. With `until` a term is taken again after that time without a newer one.
        case overruled(by: Term, until: WallTime?)
        /// It was started with `--observe`.
        case asStarted
        /// `hcctl pause`, until `hcctl unpause`.
        case paused(since: WallTime, why: String)

        /// The word in logs and JSON.
        package var reason: String {
            switch self {
            case .otherHostNamed: "OtherHostNamed"
            case .overruled: "Overruled"
            case .asStarted: "ObserveOnly"
            case .paused: "Paused"
            }
        }
    }
}
