package import ClusterModel

extension WaitingOn {
    /// One sentence without a full stop: what is waited for, and what would end it.
    ///
    /// Each case is worded in the file of its technology.
    package var sentence: String {
        switch self {
        case .fact(let subject, let why): PlanHoldText.fact(subject, why)
        case .step: PlanHoldText.step
        case .hostUnreachable(let host): HostOSHoldText.unreachable(host)
        case .notInstalled(let host, let what): HostOSHoldText.notInstalled(what, on: host)
        case .operation(let host, let what, let elapsed, let progress, let words):
            HostOSHoldText.operation(what, on: host, elapsed, progress, words)
        case .packagesLocked(let host, let words): HostOSHoldText.packagesLocked(host, words)
        case .operationFailed(let host, let what, let words): HostOSHoldText.operationFailed(what, on: host, words)
        case .packageUnavailable(let host, let names): HostOSHoldText.packageUnavailable(names, on: host)
        case .nameNotFound(let host, let name, let remedy): HostOSHoldText.nameNotFound(name, on: host, remedy)
        case .nameConflict(let host, let name, let found, let expected):
            HostOSHoldText.nameConflict(name, on: host, found: found, expected: expected)
        case .signature(let host, let device, let found): StorageHoldText.signature(device, on: host, found)
        case .blankReplacement(let host, let device, let expects): StorageHoldText.blank(device, on: host, expects)
        case .noDevice(let host, let device): StorageHoldText.noDevice(device, on: host)
        case .mountConflict(let host, let target, let found): StorageHoldText.mountConflict(target, on: host, found)
        case .notMounted(let brick, let mountPoint): StorageHoldText.notMounted(mountPoint, for: brick)
        case .brickInUse(let brick, let found): GlusterHoldText.brickInUse(brick, found)
        case .createSettling(let brick): GlusterHoldText.createSettling(brick)
        case .foreignPool(let host, let peers): GlusterHoldText.foreignPool(host, peers)
        case .peerStateSettling(let host, let state): GlusterHoldText.peerStateSettling(host, state)
        case .peerDisconnected(let host): GlusterHoldText.peerDisconnected(host)
        case .peerRejected(let host, let state): GlusterHoldText.peerRejected(host, state)
        case .foreignOwner(let volume, let owner): GlusterHoldText.foreignOwner(volume, owner)
        case .layout(let volume, let desired, let observed): GlusterHoldText.layout(volume, desired, observed)
        case .quorum(let volume, let up, let needed): GlusterHoldText.quorum(volume, up, needed)
        case .clientQuorum(let volume, let up, let needed): GlusterHoldText.clientQuorum(volume, up, needed)
        case .brickDown(let volume, let brick): GlusterHoldText.brickDown(volume, brick)
        case .onlyCopy(let volume, let brick): GlusterHoldText.onlyCopy(volume, brick)
        case .healing(let volume, let entries, let allowed): GlusterHoldText.healing(volume, entries, allowed)
        case .healSettling(let volume, let samples, let needed): GlusterHoldText.healSettling(volume, samples, needed)
        case .unobservedBricks(let volume, let host, let since):
            GlusterHoldText.unobservedBricks(volume, host, since.wall)
        case .losesData(let volume, let option): GlusterHoldText.losesData(volume, option)
        case .otherTransaction(let host, let since, let until):
            GlusterHoldText.otherTransaction(host, since.wall, until.wall)
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
        case .nfs(let hold): NFSHoldText.sentence(hold)
        case .backOff(let until): PlanHoldText.backOff(until.wall)
        }
    }
}
