public import ClusterModel

/// A consent is for one time: once what was done under it has been seen, it is used up.
public enum ConsentUse {
    /// What is used up after a look: what was before, and the consents of those steps whose effect is seen now.
    public static func added(
        to earlier: [Recent.UsedConsent: WallTime], by steps: [Step], _ observed: ObservedState, at now: WallTime
    ) -> [Recent.UsedConsent: WallTime] {
        var used = earlier
        for step in steps where step.proof.isProven(by: observed) {
            for consent in step.consents {
                used[Recent.UsedConsent(step.resource, consent)] = now
            }
        }
        return used
    }
}

extension Recent {
    /// The consents of a resource, each with when it was used up.
    func marked(_ consents: [Consent], of resource: ResourceID) -> [Consent] {
        consents.map { consent in
            var consent = consent
            consent.usedAt = usedConsents[UsedConsent(resource, consent)]
            return consent
        }
    }
}
