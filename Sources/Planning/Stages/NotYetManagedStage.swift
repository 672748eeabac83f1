internal import ClusterModel

/// Holds the fields and kinds that are checked and that this version does not act on, so that each is visible in the plan.
struct NotYetManagedStage: PlanningStage {
    static let name = StageName.notYetManaged
    let input: PlanningInput

    init(_ input: PlanningInput, _ draft: PlanDraft) { self.input = input }

    func report() -> StageReport {
        StageReport(
            held: input.desired.notYetManaged.map { part in
                let what = part.field == "spec" ? "documents of the kind" : "\(part.field) of a"
                return HeldStep(
                    resource: part.resource,
                    differences: [
                        Difference(part.field, desired: part.desired, observed: "not looked at", rule: .explicit)
                    ],
                    waitingOn: [.notYetManaged("\(what) \(part.resource.kind.rawValue)")])
            })
    }
}
