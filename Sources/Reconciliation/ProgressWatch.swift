internal import ClusterModel
internal import Planning

/// Detects from plan to plan whether anything changed, and whether that is progress towards the desired state.
struct ProgressWatch {
    private var shape: PlanShape?
    /// What operations that outlive us printed last.
    private var words: [String] = []
    /// The smallest heal backlog observed of each volume that waits for one.
    private var backlogs: [VolumeName: Int] = [:]
    /// The longest time for which a volume's backlog has been small enough.
    private var calm: [VolumeName: Duration] = [:]

    struct Delta: Equatable {
        /// The plan is another one: it is worth showing.
        var isNews = false
        /// Something came closer to its end. Recurring drift that is repaired again is none.
        var isProgress = false
    }

    mutating func compare(_ plan: Plan, _ history: History, _ limits: DisruptionSpec, now: Moment) -> Delta {
        let reasons = plan.held.flatMap(\.waitingOn)
        var change = Delta()
        let printed = reasons.compactMap(\.progress)
        if printed != words { change.isProgress = true }
        words = printed
        if heals(reasons, history, limits, now) { change.isProgress = true }
        let next = PlanShape(plan)
        if next != shape {
            change.isNews = true
            if next.progress != shape?.progress { change.isProgress = true }
            shape = next
        }
        return change
    }

    /// Whether a backlog is smaller than ever, or was small enough for longer than ever. One that comes and goes within
    /// the same bounds is no progress, so that a busy volume is not waited for without end.
    private mutating func heals(
        _ reasons: [WaitingOn], _ history: History, _ limits: DisruptionSpec, _ now: Moment
    ) -> Bool {
        var (waiting, isProgress): (Set<VolumeName>, Bool) = ([], false)
        for reason in reasons {
            switch reason {
            case .gluster(.healing(let volume, let entries, _)):
                waiting.insert(volume)
                if entries < backlogs[volume] ?? .max { (backlogs[volume], isProgress) = (entries, true) }
            case .gluster(.healSettling(let volume, _, _)):
                waiting.insert(volume)
                let samples = history.healSamples[volume] ?? []
                let time = HealSampling.calm(samples, limit: limits.healBacklogMax, now: now).time
                if time > calm[volume] ?? .zero { (calm[volume], isProgress) = (time, true) }
            default: break
            }
        }
        backlogs = backlogs.filter { waiting.contains($0.key) }
        calm = calm.filter { waiting.contains($0.key) }
        return isProgress
    }
}

/// What of a plan counts as news: neither the words of an error nor the instant at which a pause ends.
private struct PlanShape: Equatable {
    /// News that is progress, too: neither recurring drift nor a step that backs off and is due again.
    let progress: [String]
    private let all: [String]

    init(_ plan: Plan) {
        let ready = plan.ready.map { step in
            (isRecurring: plan.isRecurring(step), words: "ready \(step.id)", open: "open \(step.id)")
        }
        let held = plan.held.map { held in
            let id = held.step?.id.description ?? ""
            let words = "\(held.resource) \(id) \(held.waitingOn.map(Self.word))"
            let isOpen = held.step != nil && held.waitingOn.allSatisfy(Self.isBackOff)
            return (
                isRecurring: held.step.map(plan.isRecurring) ?? false, words: words, open: isOpen ? "open \(id)" : words
            )
        }
        let running = plan.running.map { step in
            (isRecurring: plan.isRecurring(step), words: "running \(step.id)", open: "open \(step.id)")
        }
        let unknown = plan.unknown.map { "\($0.resource) \($0.target) \($0.why.reason)" }
        progress = (running + ready + held).filter { !$0.isRecurring }.map(\.open).sorted() + unknown
        all = (running + ready + held).map(\.words) + plan.recurringDrifts.map { "\($0.repair)" } + unknown
    }

    /// Heals are measured by their backlog: whether one just waits or settles is not news.
    private static func word(_ waiting: WaitingOn) -> String {
        switch waiting {
        case .gluster(.healing), .gluster(.healSettling): "Heal"
        default: waiting.reason
        }
    }

    private static func isBackOff(_ waiting: WaitingOn) -> Bool {
        switch waiting {
        case .backOff, .fenceBusy, .gluster(.otherTransaction): true
        default: false
        }
    }
}
