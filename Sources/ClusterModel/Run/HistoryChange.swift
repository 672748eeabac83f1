/// One change of what a run remembers. A journal records them; `History.init(changes:)` is their fold.
///
/// Heal samples and silence are not recorded: a new process measures both anew, which only makes it wait longer.
package enum HistoryChange: Sendable, Hashable, Codable {
    /// Attempts at a step whose effect has not been seen; nil once they are forgotten.
    case attempts(StepKey, History.Attempts?)
    /// What became of a repair; nil once it is forgotten.
    case repair(Repair, RepairRecord?)
    /// A consent was acted on, and the effect was seen; without a time once it is forgotten.
    case consentUsed(History.UsedConsent, at: WallTime?)
}

extension History {
    /// What was recorded, the oldest first.
    package init(changes: some Sequence<HistoryChange>) {
        self.init()
        for change in changes { apply(change) }
    }

    package mutating func apply(_ change: HistoryChange) {
        switch change {
        case .attempts(let step, let attempts): self.attempts[step] = attempts
        case .repair(let repair, let record): repairs[repair] = record
        case .consentUsed(let consent, let time): usedConsents[consent] = time
        }
    }

    /// The changes that lead from the earlier history to this one, in an order that is the same in every process.
    package func changes(since earlier: History) -> [HistoryChange] {
        let steps = Set(attempts.keys).union(earlier.attempts.keys).sorted()
            .filter { attempts[$0] != earlier.attempts[$0] }
            .map { HistoryChange.attempts($0, attempts[$0]) }
        let repaired = Set(repairs.keys).union(earlier.repairs.keys)
            .filter { repairs[$0] != earlier.repairs[$0] }
            .sorted { $0.name < $1.name }
            .map { HistoryChange.repair($0, repairs[$0]) }
        let consents = Set(usedConsents.keys).union(earlier.usedConsents.keys)
            .filter { usedConsents[$0] != earlier.usedConsents[$0] }
            .sorted { $0.name < $1.name }
            .map { HistoryChange.consentUsed($0, at: usedConsents[$0]) }
        return steps + repaired + consents
    }

    /// A history of records on the clocks of this process.
    package func rebased(to now: Moment) -> History {
        var history = self
        history.attempts = attempts.mapValues { $0.rebased(to: now) }
        history.repairs = repairs.mapValues { $0.rebased(to: now) }
        return history
    }
}

extension History.Attempts {
    fileprivate func rebased(to now: Moment) -> Self {
        var attempts = self
        attempts.notBefore = notBefore.rebased(to: now)
        if case .transaction(let since) = blockage { attempts.blockage = .transaction(since: since.rebased(to: now)) }
        return attempts
    }
}

extension RepairRecord {
    fileprivate func rebased(to now: Moment) -> Self {
        var record = self
        record.last = last.rebased(to: now)
        record.holdsSince = holdsSince?.rebased(to: now)
        record.returns = returns.map { Return(at: $0.at.rebased(to: now), after: $0.after) }
        record.fight?.since.rebase(to: now)
        return record
    }
}

extension Moment {
    fileprivate mutating func rebase(to now: Moment) { self = rebased(to: now) }
}
