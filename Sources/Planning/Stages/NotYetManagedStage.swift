internal import ClusterModel

/// Holds the fields and kinds that are checked and that this version does not act on, so that each is visible in the plan.
struct NotYetManagedStage: PlanningStage {
    static let name = StageName.notYetManaged
    let input: PlanningInput

    init(_ input: PlanningInput, _ draft: PlanDraft) { self.input = input }

    func report() -> StageReport {
        StageReport(
            held: input.desired.notYetManaged.map { part in
                HeldStep(
                    resource: part.resource,
                    differences: [
                        Difference(part.field, desired: part.desired, observed: "not observed", rule: .explicit)
                    ],
                    waitingOn: [.notYetManaged(part.resource.kind, field: part.field)])
            })
    }
}
