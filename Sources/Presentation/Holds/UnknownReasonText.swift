package import ClusterModel

extension UnknownReason {
    /// One line: what is not known and why, in the tool's own words.
    package var sentence: String {
        switch self {
        case .hostUnreachable(let host, let detail): "\(host) does not answer: \(detail)"
        case .refused(let command, let status, let words): "“\(command)” ended with \(status): \(words)"
        case .inactive(let command, let unit): "“\(command)” was not asked: \(unit) does not run"
        case .timeLimitPassed(let command, let limit): "“\(command)” gave no answer within \(limit.tenths) s"
        case .outputTooLong(let command, let limit): "“\(command)” answered more than \(limit) bytes"
        case .unreadable(let command, let why, let excerpt):
            "“\(command)” gave an answer that cannot be read: \(why): \(excerpt)"
        case .notAsked: "it was not queried"
        case .notReported: "the answer that should report it does not mention it"
        }
    }
}
