package import ClusterModel

extension StepResult {
    /// One line, with the tool's own words whole.
    package var sentence: String {
        switch self {
        case .done: "done"
        case .refused(_, let found): "not done: \(found)"
        case .failed(let command, let host, let status, let words):
            "failed on \(host): “\(command)” ended with \(status): \(words)"
        case .notRun(let host, let words): "not done: \(host): \(words)"
        case .fenceHeld(let host): "not done: a command of an earlier run is still running on \(host)"
        case .staleTerm(let host, let term): "not done: \(host) has accepted a newer term (\(term))"
        case .indeterminate(let host, let words): "may have been done: \(host): \(words); the next observation tells"
        case .skipped: "not done: a step before it did not succeed"
        }
    }
}

extension StepResult {
    /// One word for programs.
    var word: String {
        switch self {
        case .done: "done"
        case .refused: "refused"
        case .failed: "failed"
        case .notRun: "notRun"
        case .fenceHeld: "fenceHeld"
        case .staleTerm: "staleTerm"
        case .indeterminate: "indeterminate"
        case .skipped: "skipped"
        }
    }
}
