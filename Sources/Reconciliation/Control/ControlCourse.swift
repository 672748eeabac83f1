package import ClusterModel
internal import Planning
package import World

/// What makes a cycle loop a controller: where its signals come from, who may act, when it observes.
struct ControlCourse {
    let settings: Controller.Settings
    let inbox: ControlInbox
    let tell: @Sendable (ControllerEvent) -> Void
    let publish: @Sendable (Controller.Snapshot) -> Void
    /// A reconciler for another desired state.
    let reconciler: @Sendable (DesiredState) -> Reconciler
    var leadership: Leadership
    var pacer = ObservationPacer()
    /// An observation was wished for that has not begun.
    var isRequested = false
    /// The observation under way was wished for.
    var isAnsweringRequest = false
    /// The highest number of a request that was taken from the inbox.
    var requestNumber = 0
    /// Of the observation under way.
    var answeredNumber = 0
    /// The state that was reported last.
    var verdict: Verdict?
    var observing: ControllerEvent.ObservingReason?
}

/// Keeps a cluster as declared, without end. `inbox` carries wishes from other tasks to it.
package struct Controller: Sendable {
    package struct Settings: Sendable {
        /// Limits of the cycles. The time limit is ignored.
        package var cycle = Reconciler.Settings()
        /// Without any sign of a change the cluster is observed again after so long, a fifth more or less by chance. An
        /// observation of three hosts is about 60 reading commands.
        package var poll = Duration.seconds(60)
        /// The host on which the controller runs; nil where that is no host of the cluster.
        package var here: HostName?
        package var observesOnly = false

        package init() {}
    }

    /// What the last round observed and decided.
    package struct Snapshot: Sendable {
        package let desired: DesiredState
        package let observed: ObservedState
        package let report: RunReport
        package let term: Term?
        package let observing: ControllerEvent.ObservingReason?
        package let at: WallTime
        /// The highest number of `ControlInbox.request()` that the observation answers; 0 before the first.
        package let answered: Int

        package init(
            desired: DesiredState, observed: ObservedState, report: RunReport, term: Term?,
            observing: ControllerEvent.ObservingReason?, at: WallTime, answered: Int
        ) {
            self.desired = desired
            self.observed = observed
            self.report = report
            self.term = term
            self.observing = observing
            self.at = at
            self.answered = answered
        }

        /// Why a resource is not as it should be.
        package func chain(for resource: ResourceID) -> CauseChain {
            Diagnosis(desired, observed, report.plan, report.overview).chain(for: resource)
        }
    }

    private let settings: Settings
    private let inbox: ControlInbox
    private let reconciler: @Sendable (DesiredState) -> Reconciler
    private let tell: @Sendable (ControllerEvent) -> Void
    private let publish: @Sendable (Snapshot) -> Void

    /// `environment` reaches the hosts of a desired state. `tell` gets every event, `publish` the result of each round.
    package init(
        _ settings: Settings, inbox: ControlInbox, environment: @escaping @Sendable (DesiredState) -> RunEnvironment,
        tell: @escaping @Sendable (ControllerEvent) -> Void, publish: @escaping @Sendable (Snapshot) -> Void
    ) {
        var cycle = settings.cycle
        cycle.timeLimit = nil
        cycle.keepsWindows = true
        self.settings = settings
        self.inbox = inbox
        self.tell = tell
        self.publish = publish
        reconciler = { [cycle] desired in
            Reconciler(
                desired, environment: environment(desired), settings: cycle, tell: { tell(.cycle($0)) },
                mustStop: { inbox.isStopping })
        }
    }

    /// Returns once `inbox.stop()` was called and no step runs any more. `history` is what earlier runs recorded, on the
    /// clocks of this process: attempts, recurring drift and used consents survive a restart.
    package func run(_ desired: DesiredState, history: History = History()) async {
        let leadership = Leadership(
            here: settings.here, observesOnly: settings.observesOnly, named: desired.spec.controller?.host,
            volume: desired.electionVolume)
        let course = ControlCourse(
            settings: settings, inbox: inbox, tell: tell, publish: publish, reconciler: reconciler,
            leadership: leadership)
        var loop = CycleLoop(reconciler(desired), control: course, history: history)
        _ = await loop.run { _ in true }
    }
}
