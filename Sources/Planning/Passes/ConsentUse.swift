package import ClusterModel

/// A consent is for one time: once what was done under it has been seen, it is used up.
package enum ConsentUse {
    /// What is used up after an observation: what was before, and the consents of those steps whose effect is seen now.
    package static func added(
        to earlier: [History.UsedConsent: WallTime], by steps: [Step], _ observed: ObservedState, at now: WallTime
    ) -> [History.UsedConsent: WallTime] {
        var used = earlier
        for step in steps where step.postcondition.isSatisfied(in: observed) {
            for consent in step.consents {
                used[History.UsedConsent(step.resource, consent)] = now
            }
        }
        return used
    }

    /// The records that still count. A record is dropped once the resource's manifest no longer has the consent, so that
    /// the same consent can be given a second time.
    package static func kept(
        of earlier: [History.UsedConsent: WallTime], in desired: DesiredState
    ) -> [History.UsedConsent: WallTime] {
        earlier.filter { used, _ in
            guard desired.resources(of: used.resource.kind).contains(used.resource) else { return true }
            let given = desired.policies[used.resource]?.consents ?? []
            return given.contains { History.UsedConsent(used.resource, $0) == used }
        }
    }
}

extension History {
    /// The consents of a resource, each with when it was used up.
    func marked(_ consents: [Consent], of resource: ResourceID) -> [Consent] {
        consents.map { consent in
            var consent = consent
            consent.usedAt = usedConsents[UsedConsent(resource, consent)]
            return consent
        }
    }
}
