extension Plan {
    /// The plan beside steps that still run: these are neither ready nor held, and what conflicts with one of them or
    /// follows it is held until it has ended.
    package func beside(_ running: [Step]) -> Plan {
        let keys = Set(running.map(\.id))
        let open = ready.filter { !keys.contains($0.id) }
        let reasons = open.map { step in
            (
                step.id,
                running.filter { step.after.contains($0.id) || step.conflicts(with: $0) }.map {
                    WaitingOn.step($0.id)
                }
            )
        }
        let others = held.filter { one in one.step.map { !keys.contains($0.id) } ?? true }
        return Plan(
            ready: open, held: others, unknown: unknown, noted: noted, recurringDrifts: recurringDrifts,
            running: running
        )
        .holding(Dictionary(reasons, uniquingKeysWith: +))
    }
}
