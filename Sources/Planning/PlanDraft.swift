internal import ClusterModel

/// What the stages have concluded so far.
struct PlanDraft {
    private var conclusions: [StageName: StageConclusion] = [:]
    private var assessments: [ObjectIdentifier: any Sendable] = [:]

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

    mutating func append(_ report: StageReport, of stage: StageName) { conclusions[stage] = StageConclusion(report) }

    mutating func conclude<Assessment: Sendable>(_ assessment: Assessment) {
        assessments[ObjectIdentifier(Assessment.self)] = assessment
    }

    /// All reports, in the order of the stages.
    var reports: [StageReport] { StageName.allCases.compactMap { conclusions[$0]?.report } }
}
