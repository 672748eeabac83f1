/// One stage of the planner: concludes what can be done, what is held and what is unknown, from the input and from what
/// earlier stages concluded.
protocol PlanningStage {
    static var name: StageName { get }

    /// `draft` holds the conclusions of the stages before this one.
    init(_ input: PlanningInput, _ draft: PlanDraft)

    func report() -> StageReport

    /// Appends the report, and whatever later stages are to know besides.
    func conclude(in draft: inout PlanDraft)
}

extension PlanningStage {
    func conclude(in draft: inout PlanDraft) { draft.append(report(), of: Self.name) }
}
