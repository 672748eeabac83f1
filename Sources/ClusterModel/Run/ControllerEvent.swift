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
    /// This controller holds the lock on the volume, and may act.
    case elected(VolumeName)
    /// The source of the manifests cannot be read; the last good revision stays in force.
    case sourceFailed(words: String)
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
        /// The commit of a git repository; nil of a directory.
        package let commit: String?

        package init(digest: String, resources: Int, warnings: Int, commit: String? = nil) {
            self.commit = commit
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
        /// Another controller holds the lock on the volume; nil is one whose name cannot be read.
        case otherLeads(VolumeName, HostName?)
        /// The lock on the volume can be neither taken nor seen with another.
        case noElection(VolumeName, words: String)
        /// It was started with `--observe`.
        case asStarted
        /// `hcctl pause`, until `hcctl unpause`.
        case paused(since: WallTime, why: String)

        /// The word in logs and JSON.
        package var reason: String {
            switch self {
            case .otherHostNamed: "OtherHostNamed"
            case .overruled: "Overruled"
            case .otherLeads: "OtherLeads"
            case .noElection: "NoElection"
            case .asStarted: "ObserveOnly"
            case .paused: "Paused"
            }
        }
    }
}
