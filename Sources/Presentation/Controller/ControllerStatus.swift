package import ClusterModel

/// What a controller reports of itself.
package struct ControllerStatus: Sendable {
    /// Steps that ended, by action and result.
    package struct StepCount: Sendable, Hashable {
        package let action: String
        /// `done`, `failed` and the like.
        package let result: String

        package init(action: String, result: String) {
            self.action = action
            self.result = result
        }
    }

    package let version: String
    package let startedAt: WallTime
    /// The host of the manifests on which it runs; nil where that is none, or is not named.
    package let here: HostName?
    /// When the last observation ended; nil before the first.
    package var observedAt: WallTime?
    /// How long the last observation took.
    package var observationTook = Duration.zero
    package var observations = 0
    package var term: Term?
    /// Why nothing is begun; nil where the controller acts.
    package var observing: ControllerEvent.ObservingReason?
    /// Nil before the first valid manifests.
    package var revision: ControllerEvent.Revision?
    /// Why the newest manifests are not in force; empty where they are.
    package var problems: [String] = []
    package var wakes: [String: Int] = [:]
    package var steps: [StepCount: Int] = [:]
    /// Plans of which the safety audit rejected a step.
    package var auditRejections = 0
    package var followersLost = 0

    package init(version: String, startedAt: WallTime, here: HostName?) {
        self.version = version
        self.startedAt = startedAt
        self.here = here
    }

    /// Takes over what an event says.
    package mutating func add(_ event: ControllerEvent, at now: WallTime) {
        switch event {
        case .cycle(.observed(_, _, let took)):
            (observedAt, observationTook) = (now, took)
            observations += 1
        case .cycle(.auditRejected): auditRejections += 1
        case .cycle(.stepFinished(let step, let result, _)):
            steps[StepCount(action: step.action.name, result: result.word), default: 0] += 1
        case .cycle(.planned), .cycle(.termTaken), .cycle(.stepStarted), .cycle(.remembered), .cycle(.waiting): break
        case .observingOnly(let reason): observing = reason
        case .revisionAccepted(let accepted): (revision, problems) = (accepted, [])
        case .revisionRejected(let words, _): problems = words
        case .sourceFailed(let words): problems = [words]
        case .woken(let reason): wakes[reason.reason, default: 0] += 1
        case .followersLost: followersLost += 1
        case .state, .overruled, .stateNotKept, .elected, .apiFailed, .stopping: break
        }
    }
}

extension ControllerStatus {
    /// The member `controller` of the API's documents.
    package var document: JSON {
        [
            "version": .string(version), "host": JSON(here?.text), "startedAt": .string("\(startedAt)"),
            "observedAt": JSON(observedAt.map { "\($0)" }), "acting": .bool(revision != nil && observing == nil),
            "observing": observing.map { reason in
                ["reason": .string(reason.reason), "message": .string(ControllerText.sentence(reason))]
            } ?? .null,
            "term": term.map { .integer(Int(clamping: $0.number)) } ?? .null,
            "revision": revision.map { revision in
                [
                    "digest": .string(revision.digest), "resources": .integer(revision.resources),
                    "warnings": .integer(revision.warnings), "commit": JSON(revision.commit),
                ]
            } ?? .null,
            "problems": .array(problems.map(JSON.string)),
        ]
    }
}
