/// Why a step is not taken now. The facts travel with the reason.
package enum WaitingOn: Sendable, Hashable {
    /// What a host's system shows.
    case host(HostOSHold)
    /// What is on a device, or mounted.
    case storage(StorageHold)
    /// The pool, its volumes and their bricks.
    case gluster(GlusterHold)
    /// CTDB's nodes, lock and addresses.
    case ctdb(CTDBHold)
    /// NFS servers and what they export.
    case nfs(NFSHold)
    /// The hosted engine, its installer and its agents.
    case hostedEngine(HostedEngineHold)
    /// Something it depends on is not known.
    case fact(ObservedSubject, UnknownReason)
    /// Another step comes first.
    case step(StepKey)
    /// As many hosts are away as may be.
    case disruptionBudget(away: [HostName], allowed: Int)
    /// Somebody works on the host.
    case maintenance(HostName)
    /// An annotation says that nothing is done for now.
    case paused(ResourceID)
    /// An annotation says that differences are shown and left to people.
    case onlyWarned(ResourceID)
    /// It follows a step of a resource that an annotation says is only observed, so that the step is not taken.
    case dependsOnObserved(ResourceID)
    /// A person has to agree, by the named annotation.
    case consent(ConsentRequest)
    /// A person has agreed, it was done and seen, and it is no longer so: the consent was for that one time.
    case consentUsed(ConsentRequest, Consent, at: WallTime)
    /// hcctl never does this, or not in this version.
    case unsupported(UnsupportedChange)
    /// The manifest is checked, but this version does not act on this part of it.
    case notYetManaged(ResourceKind, field: String)
    /// hcctl's own safety audit rejects the step: an error of hcctl.
    case rejectedByAudit(words: String)
    /// A command of an earlier run is still running there.
    case fenceBusy(HostName)
    /// It was tried and had no effect that could be seen.
    case noEffect(attempts: Int, last: StepResult)
    /// It was mended again and again, and somebody or something undoes it each time.
    case fighting(RecurringDrift)
    /// A sync window of the controllers.
    case window(SyncWindowHold)
    /// It was tried a moment ago.
    case backOff(until: Moment)

    /// The word in JSON and in the list of reasons (docs/reasons.md).
    package var reason: String {
        switch self {
        case .host(let hold): hold.reason
        case .storage(let hold): hold.reason
        case .gluster(let hold): hold.reason
        case .ctdb(let hold): hold.reason
        case .nfs(let hold): hold.reason
        case .hostedEngine(let hold): hold.reason
        case .fact: "FactUnknown"
        case .step: "DependsOnStep"
        case .disruptionBudget: "DisruptionBudget"
        case .maintenance: "HostInMaintenance"
        case .paused: "Paused"
        case .onlyWarned: "WarnMode"
        case .dependsOnObserved: "DependsOnObserved"
        case .consent(let request): request.reason
        case .consentUsed: "ConsentUsed"
        case .unsupported: "Unsupported"
        case .notYetManaged: "NotYetManaged"
        case .rejectedByAudit: "RejectedByAudit"
        case .fenceBusy: "FenceBusy"
        case .noEffect: "NoEffect"
        case .fighting: "Fighting"
        case .window: "SyncWindow"
        case .backOff: "BackOff"
        }
    }

    /// What ends the wait.
    package var resolution: Resolution {
        switch self {
        case .host(let hold): hold.resolution
        case .storage(let hold): hold.resolution
        case .gluster(let hold): hold.resolution
        case .ctdb(let hold): hold.resolution
        case .nfs(let hold): hold.resolution
        case .hostedEngine(let hold): hold.resolution
        case .step, .fenceBusy, .backOff:
            .automatic
        case .fact, .disruptionBudget:
            .hostRecovery
        case .window: .schedule
        case .maintenance, .paused, .onlyWarned, .dependsOnObserved, .consent, .consentUsed, .unsupported,
            .notYetManaged, .rejectedByAudit, .noEffect, .fighting:
            .operatorAction
        }
    }

    /// The host on which an operation goes on; nil of every other reason.
    package var operationHost: HostName? { if case .host(let hold) = self { hold.operationHost } else { nil } }

    /// What an operation printed last; nil of every other reason.
    package var progress: String? { if case .host(let hold) = self { hold.progress } else { nil } }

    /// What ends a wait.
    package enum Resolution: Sendable, Hashable {
        /// It ends by itself.
        case automatic
        /// It ends when a host answers again.
        case hostRecovery
        /// It ends at a time that the manifests name.
        case schedule
        /// An operator has to act.
        case operatorAction
    }
}
