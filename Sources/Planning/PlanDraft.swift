internal import ClusterModel

/// What the stages have concluded so far.
///
/// The disruption budget and the holds of annotations are applied as each stage concludes, so that a later stage never
/// waits for a step that is held: a transaction of gluster waits for a restart that is about to happen and for no other.
struct PlanDraft {
    private var conclusions: [StageName: StageConclusion] = [:]
    private var assessments: [ObjectIdentifier: any Sendable] = [:]
    private var disruption: DisruptionPass
    private let policy: PolicyPass
    private let engine: HostedEngineGuard
    private let input: PlanningInput

    init(_ input: PlanningInput) {
        self.input = input
        disruption = DisruptionPass(input)
        policy = PolicyPass(input)
        engine = HostedEngineGuard(input)
    }

    /// The conclusion of an earlier stage. A stage that reads a later one is an error of the planner.
    subscript(stage: StageName) -> StageConclusion {
        guard let conclusion = conclusions[stage] else { preconditionFailure("stage \(stage) has not run yet") }
        return conclusion
    }

    /// What an earlier stage concluded beside its report, by type.
    subscript<Assessment: Sendable>(type: Assessment.Type) -> Assessment {
        guard let found = assessments[ObjectIdentifier(type)] as? Assessment else {
            preconditionFailure("no stage has concluded a \(type) yet")
        }
        return found
    }

    mutating func append(_ report: StageReport, of stage: StageName) {
        var report = report.holdingFiles(input)
        policy.hold(&report)
        disruption.hold(&report)
        engine.hold(&report)
        conclusions[stage] = StageConclusion(report)
    }

    mutating func conclude<Assessment: Sendable>(_ assessment: Assessment) {
        assessments[ObjectIdentifier(Assessment.self)] = assessment
    }

    /// All reports together in the order of the stages, without what annotations leave alone.
    var whole: StageReport {
        var reports = StageName.allCases.compactMap { conclusions[$0]?.report }
        policy.note(in: &reports)
        return reports.reduce(into: StageReport()) { $0 += $1 }
    }
}
