/// What a run tells while it goes on; who shows it is not the run's business.
package enum RunEvent: Sendable, Hashable {
    /// All hosts were asked; `silent` did not answer.
    case observed(hosts: Int, silent: [HostName], took: Duration)
    case planned(Plan)
    /// An alert: hcctl's own audit rejects steps of its own plan, in these words. They and what follows them are held.
    case auditRejected([String])
    /// Fewer hosts than a true majority can be had of two: two runs on two sides of a partition are not excluded.
    case termTaken(Term, on: [HostName], isMajority: Bool)
    case stepStarted(Step)
    case stepFinished(Step, StepResult, took: Duration)
    /// What the run remembers has changed: for a journal, not for people.
    case remembered([HistoryChange])
    /// Nothing can be done now; `reasons` end by themselves or with a host.
    case waiting([WaitingOn], [UnknownFact], since: WallTime)
}

/// How a run ended.
package enum Verdict: Sendable, Hashable {
    case converged
    /// Steps are ready; nobody was asked to take them.
    case different
    /// All that is left needs a person, or a host that does not answer.
    case stalled
    case timedOut
    case interrupted
    /// Somebody said no, or nobody could be asked.
    case declined
    /// The plan was refused by the audit: an error of hcctl's own, and nothing was done.
    case refused([String])
    /// No term could be taken on enough hosts.
    case notLeader([HostName: String])

    /// Exit status: see docs/reasons.md.
    package var exitStatus: Int32 {
        switch self {
        case .converged: 0
        case .refused: 1
        case .different: 2
        case .stalled, .declined, .notLeader: 3
        case .timedOut: 4
        case .interrupted: 130
        }
    }

    /// A word for JSON.
    package var word: String {
        switch self {
        case .converged: "Converged"
        case .different: "Different"
        case .stalled: "Stalled"
        case .timedOut: "TimedOut"
        case .interrupted: "Interrupted"
        case .declined: "Declined"
        case .refused: "Refused"
        case .notLeader: "NotLeader"
        }
    }
}

/// A step that was carried out, and what became of it.
package struct TakenStep: Sendable, Hashable {
    /// The step.
    package let step: Step
    /// What became of it.
    package let result: StepResult
    /// When it was begun, since the run's begin.
    package let begun: Duration
    /// How long it took.
    package let took: Duration

    /// A step taken.
    package init(_ step: Step, _ result: StepResult, begun: Duration, took: Duration) {
        self.step = step
        self.result = result
        self.begun = begun
        self.took = took
    }
}

/// How much was asked of the hosts.
package struct CommandCounts: Sendable, Hashable {
    /// Queries sent.
    package var reading = 0
    /// Changes sent.
    package var changing = 0
    /// Terms taken, or tried to be taken, host by host.
    package var fence = 0
    /// Exchanges with a host, of all three sorts.
    package var roundTrips = 0

    /// Nothing yet.
    package init() {}
}

/// All that a run of diff or apply has to tell at its end.
package struct RunReport: Sendable, Hashable {
    /// How it ended.
    package var verdict: Verdict
    /// The cluster.
    package var cluster: ClusterName
    /// The last plan.
    package var plan: Plan
    /// How each resource stands at the end.
    package var statuses: [ResourceStatus]
    /// What the last observation shows beside the plan.
    package var overview: ClusterOverview
    /// What was done, in the order in which it ended.
    package var taken: [TakenStep]
    /// Those of them whose effect an observation has shown since.
    package var proven: Set<StepKey>
    /// How long was waited, by reason.
    package var waits: [String: Duration]
    /// When each reason was first seen in this run.
    package var firstSeen: [HoldKey: WallTime]
    /// From begin to end.
    package var took: Duration
    /// Commands sent.
    package var counts: CommandCounts

    /// A report.
    package init(
        verdict: Verdict, cluster: ClusterName, plan: Plan, statuses: [ResourceStatus],
        overview: ClusterOverview = ClusterOverview(), taken: [TakenStep] = [],
        proven: Set<StepKey> = [], waits: [String: Duration] = [:], firstSeen: [HoldKey: WallTime] = [:],
        took: Duration,
        counts: CommandCounts
    ) {
        self.verdict = verdict
        self.cluster = cluster
        self.plan = plan
        self.statuses = statuses
        self.overview = overview
        self.taken = taken
        self.proven = proven
        self.waits = waits
        self.firstSeen = firstSeen
        self.took = took
        self.counts = counts
    }
}

/// A reason that holds something of a resource: while both stay the same, it is the same hold.
package struct HoldKey: Sendable, Hashable {
    private let resource: ResourceID
    private let reason: String

    /// A hold.
    package init(_ resource: ResourceID, _ waiting: WaitingOn) {
        self.resource = resource
        reason = waiting.reason
    }
}

extension Plan {
    /// Every hold of the plan.
    package var holds: Set<HoldKey> {
        Set(held.flatMap { held in held.waitingOn.map { HoldKey(held.resource, $0) } })
    }
}

extension Action {
    /// The stage that the action belongs to, for the time each stage took.
    package var stage: String {
        switch self {
        case .host(.replaceFile(let replacement), _): replacement.file.declaration.stage
        case .host(.installPackages, _), .host(.updatePackageLists, _), .host(.configurePackages, _): "packages"
        case .host(.makeFilesystem, _), .host(.mount, _), .host(.remount, _),
            .host(.releaseMountPoint, _):
            "storage"
        case .host(.enableAndStart, _), .host(.restart, _): "services"
        case .gluster(.probe, _): "pool"
        case .ctdb: "ctdb"
        case .nfs: "exports"
        case .hostedEngine: "hosted engine"
        case .host(.makeDirectory, _), .host(.removeBrickMark, _), .gluster: "volumes"
        }
    }
}
