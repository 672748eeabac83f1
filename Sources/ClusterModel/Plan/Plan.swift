/// Why a step is not taken now. The facts travel with the reason.
package enum WaitingOn: Sendable, Hashable {
    /// Something it depends on is not known.
    case fact(ObservedSubject, UnknownReason)
    /// Another step comes first.
    case step(StepKey)
    /// A host of the pool does not answer, and what is to be done touches it.
    case hostUnreachable(HostName)
    /// The device is not blank: nothing is ever formatted over a signature.
    case signature(HostName, device: String, found: String)
    /// A blank device stands where a volume or fstab expects data: a replaced or renamed disk.
    case blankReplacement(HostName, device: String, expects: String)
    /// The host has no such device.
    case noDevice(HostName, device: String)
    /// Something else is mounted at the mount point, or the device elsewhere.
    case mountConflict(HostName, mountPoint: String, found: String)
    /// A package, or the package of a unit, is not installed.
    case notInstalled(HostName, what: String)
    /// Something goes on there, which survives us; `words` is what it printed last.
    case operation(HostName, what: String, elapsed: Duration?, HostOperation.Progress?, words: String)
    /// Another program installs packages there, and ours waits for it.
    case packagesLocked(HostName, words: String)
    /// It was tried and failed, with these words.
    case operationFailed(HostName, what: String, words: String)
    /// No repository that the host knows has them.
    case packageUnavailable(HostName, [String])
    /// The host finds no address for a host's name.
    case nameNotFound(HostName, name: String, NameRemedy)
    /// A line of the host's /etc/hosts gives a host's name another address than the rest of the cluster knows.
    case nameConflict(HostName, name: String, found: String, expected: String)
    /// The brick's directory belongs to a volume or holds files.
    case brickInUse(Brick, found: String)
    /// The brick carries the mark of a volume that nobody knows, since a moment ago: a create may still be at work.
    case createSettling(Brick)
    /// The brick's file system is not mounted.
    case notMounted(Brick, mountPoint: String)
    /// The host is a member of another pool.
    case foreignPool(HostName, peers: [String])
    /// A peer is on its way into the pool, or has just died, and gluster does not know yet.
    case peerStateSettling(HostName, state: String)
    /// The peer answers us, but the pool has no connection to it.
    case peerDisconnected(HostName)
    /// The pool will not have the peer: its volumes differ from the pool's.
    case peerRejected(HostName, state: String)
    /// The volume carries the mark of another hcctl cluster.
    case foreignOwner(VolumeName, owner: String)
    /// The volume exists with another layout.
    case layout(VolumeName, desired: String, observed: String)
    /// Fewer of the pool's members are connected than server quorum needs.
    case quorum(VolumeName, up: Int, needed: Int)
    /// Fewer bricks of a replica set run than the quorum needs that is to be set: clients could no longer write.
    case clientQuorum(VolumeName, up: Int, needed: Int)
    /// A brick of the set is down: taking another one away leaves too few copies.
    case brickDown(VolumeName, Brick)
    /// The brick's data is nowhere else.
    case onlyCopy(VolumeName, Brick)
    /// Entries of the volume wait to be healed.
    case healing(VolumeName, entries: Int, allowed: Int)
    /// Too few samples show that nothing waits to be healed.
    case healSettling(VolumeName, samples: Int, needed: Int)
    /// Gluster reaches a host that has given us no answer since then: nobody has seen its bricks of the volume.
    case unobservedBricks(VolumeName, HostName, since: Moment)
    /// As many hosts are away as may be.
    case disruptionBudget(away: [HostName], allowed: Int)
    /// Somebody works on the host.
    case maintenance(HostName)
    /// The option keeps data readable and is never set to what is wanted.
    case losesData(VolumeName, option: String)
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
    /// Gluster runs another transaction, here or on another member; tried again with pauses until then.
    case otherTransaction(HostName, since: Moment, until: Moment)
    /// It was tried a moment ago.
    case backOff(until: Moment)
    case nfs(NFSHold)
}

/// A difference that is not mended now, and why.
package struct HeldStep: Sendable, Hashable {
    /// The resource.
    package let resource: ResourceID
    /// What would be done; nil where hcctl has no step for it, or none that is decided.
    package let step: Step?
    /// What will be done once the steps are done that it waits for; never together with `step`.
    package let foreseen: ForeseenStep?
    /// What differs.
    package let differences: [Difference]
    /// Never empty.
    package let waitingOn: [WaitingOn]

    /// A step that is held.
    package init(_ step: Step, waitingOn: [WaitingOn]) {
        self.init(resource: step.resource, step: step, differences: step.differences, waitingOn: waitingOn)
    }

    /// A step that is not decided before those that it waits for.
    package init(_ foreseen: ForeseenStep, waitingOn: [WaitingOn]) {
        self.init(
            resource: foreseen.resource, foreseen: foreseen, differences: foreseen.differences, waitingOn: waitingOn)
    }

    /// A difference that is held although no step for it is known.
    package init(
        resource: ResourceID, step: Step? = nil, foreseen: ForeseenStep? = nil, differences: [Difference],
        waitingOn: [WaitingOn]
    ) {
        precondition(!waitingOn.isEmpty, "a step is held by something")
        precondition(step == nil || foreseen == nil, "a step is decided or foreseen")
        self.resource = resource
        self.step = step
        self.foreseen = foreseen
        self.differences = differences
        self.waitingOn = waitingOn
    }

    /// The key of the step, decided or foreseen.
    package var id: StepKey? { step?.id ?? foreseen?.id }
}

/// A managed fact that could not be seen.
package struct UnknownFact: Sendable, Hashable {
    /// The resource whose fact it is.
    package let resource: ResourceID
    /// The host that was asked.
    package let host: HostName
    /// Why it is not known.
    package let why: UnknownReason

    /// An unknown.
    package init(_ resource: ResourceID, on host: HostName, _ why: UnknownReason) {
        self.resource = resource
        self.host = host
        self.why = why
    }
}

/// A difference that an annotation takes out of the count.
package struct NotedDifference: Sendable, Hashable {
    /// The resource.
    package let resource: ResourceID
    /// What differs.
    package let difference: Difference
    /// The annotation, as it stands in the manifest: `hcctl.dev/mode: observe`.
    package let annotation: String

    /// A difference that is only noted.
    package init(_ resource: ResourceID, _ difference: Difference, annotation: String) {
        self.resource = resource
        self.difference = difference
        self.annotation = annotation
    }
}

/// What is to be done now, what is to be done later and why not now, and what could not be seen.
package struct Plan: Sendable, Hashable {
    /// Topologically sorted by `after`.
    package let ready: [Step]
    /// In the order of the stages.
    package let held: [HeldStep]
    /// In the order of resources.
    package let unknown: [UnknownFact]
    /// Differences that annotations take out of the count: shown, and nothing more.
    package let noted: [NotedDifference]
    /// Fields that something else sets back again and again, whether or not they differ just now.
    package let recurringDrifts: [RecurringDrift]
    /// Steps of earlier plans that have not ended, in the order in which they began.
    package let running: [Step]

    /// A plan.
    package init(
        ready: [Step] = [], held: [HeldStep] = [], unknown: [UnknownFact] = [], noted: [NotedDifference] = [],
        recurringDrifts: [RecurringDrift] = [], running: [Step] = []
    ) {
        self.running = running
        self.noted = noted
        self.recurringDrifts = recurringDrifts
        self.ready = ready
        self.held = held
        self.unknown = unknown
    }

    /// Nothing to do and nothing under way, everything was observed, and no drift is known to recur.
    package var isConverged: Bool {
        ready.isEmpty && held.isEmpty && unknown.isEmpty && recurringDrifts.isEmpty && running.isEmpty
    }

    /// Everything that differs.
    package var differing: [Repair] {
        (running + ready).flatMap { step in step.differences.map { Repair(step.resource, $0) } }
            + held.flatMap { held in held.differences.map { Repair(held.resource, $0) } }
    }

    /// Whether the step mends nothing but what is fought over.
    package func isRecurring(_ step: Step) -> Bool {
        !step.differences.isEmpty
            && step.differences.allSatisfy { one in recurringDrifts.contains { $0.repair == Repair(step.resource, one) }
            }
    }
}
