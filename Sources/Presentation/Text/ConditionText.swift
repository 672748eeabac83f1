internal import ClusterModel

extension ResourceStatus.Condition {
    /// One word for programs.
    var reason: String {
        switch cause {
        case .asDeclared: "AsDeclared"
        case .notAsDeclared: "NotAsDeclared"
        case .stepsReady: "StepsReady"
        case .waiting(let waiting): waiting.reason
        case .fighting(let fight): WaitingOn.fighting(fight).reason
        }
    }

    /// One sentence.
    var message: String {
        switch cause {
        case .asDeclared: "as declared"
        case .notAsDeclared: "see the other conditions"
        case .stepsReady(let count, let first): "\(count) to do, first \(first.name)"
        case .waiting(let waiting): waiting.sentence
        case .fighting(let fight): fight.sentence
        }
    }
}
