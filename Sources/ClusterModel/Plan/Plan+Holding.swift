extension Plan {
    /// The plan with those of its ready steps held for these reasons, and what follows them held until they are done.
    package func holding(_ reasons: [StepKey: [WaitingOn]]) -> Plan {
        var kept: [Step] = []
        var late: [HeldStep] = []
        var out: Set<StepKey> = []
        for step in ready {
            let waiting = (reasons[step.id] ?? []) + step.after.filter(out.contains).map(WaitingOn.step)
            guard !waiting.isEmpty else {
                kept.append(step)
                continue
            }
            late.append(HeldStep(step, waitingOn: waiting))
            out.insert(step.id)
        }
        return Plan(
            ready: kept, held: held + late, unknown: unknown, noted: noted, recurringDrifts: recurringDrifts,
            running: running)
    }

    /// What hcctl's own audit says against steps of the plan.
    package var auditWords: [String] {
        held.flatMap(\.waitingOn).compactMap { if case .rejectedByAudit(let words) = $0 { words } else { nil } }
    }
}
