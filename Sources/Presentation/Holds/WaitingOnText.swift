package import ClusterModel

extension WaitingOn {
    /// One sentence without a full stop: what is waited for, and what would end it.
    ///
    /// Each case is worded in the file of its technology.
    package var sentence: String {
        switch self {
        case .host(let hold): hold.sentence
        case .storage(let hold): hold.sentence
        case .gluster(let hold): hold.sentence
        case .ctdb(let hold): hold.sentence
        case .nfs(let hold): hold.sentence
        case .hostedEngine(let hold): hold.sentence
        case .fact(let subject, let why): PlanHoldText.fact(subject, why)
        case .step: PlanHoldText.step
        case .disruptionBudget(let away, let allowed): PlanHoldText.disruptionBudget(away, allowed)
        case .maintenance(let host): PlanHoldText.maintenance(host)
        case .paused(let resource): PlanHoldText.paused(resource)
        case .onlyWarned(let resource): PlanHoldText.warnMode(resource)
        case .dependsOnObserved(let resource): PlanHoldText.dependsOnObserved(resource)
        case .consent(let request): PlanHoldText.consent(request)
        case .consentUsed(let request, let consent, let at): PlanHoldText.consentUsed(request, consent, at)
        case .unsupported(let change): PlanHoldText.unsupported(change)
        case .notYetManaged(let kind, let field): PlanHoldText.notYetManaged(kind, field)
        case .fenceBusy(let host): PlanHoldText.fenceBusy(host)
        case .rejectedByAudit(let words): PlanHoldText.rejectedByAudit(words)
        case .noEffect(let attempts, let last): PlanHoldText.noEffect(attempts, last)
        case .fighting(let fight): fight.sentence
        case .window(let hold): PlanHoldText.window(hold)
        case .backOff(let until): PlanHoldText.backOff(until.wall)
        }
    }
}
