package import ClusterModel

extension Postcondition {
    /// Whether the observation shows it. Unknown proves nothing.
    package func isSatisfied(in observed: ObservedState) -> Bool {
        switch self {
        case .host(let condition): condition.isSatisfied(in: observed)
        case .storage(let condition): condition.isSatisfied(in: observed)
        case .gluster(let condition): condition.isSatisfied(in: observed)
        case .ctdb(let condition): condition.isSatisfied(in: observed)
        case .nfs(let condition): condition.isSatisfied(in: observed)
        case .hostedEngine(let condition): condition.isSatisfied(in: observed)
        }
    }
}

extension Precondition {
    /// What speaks against it now, in words; nil if it holds. Unknown speaks against it.
    package func violation(in seen: ObservedHost) -> String? {
        switch self {
        case .storage(let condition): condition.violation(in: seen)
        case .gluster(let condition): condition.violation(in: seen)
        case .ctdb(let condition): condition.violation(in: seen)
        }
    }
}

extension Reading {
    func isKnown(_ test: (Value) -> Bool) -> Bool {
        if case .known(let value) = self { test(value) } else { false }
    }

    /// What the value says against something; that it is absent or unknown speaks against it too.
    func refusal(_ what: String, _ judge: (Value) -> String?) -> String? {
        switch self {
        case .known(let value): judge(value).map { "\(what) \($0)" }
        case .absent: "\(what) is not there"
        case .unknown(let why): "\(what) is not known: \(why.reason)" + (why.words.isEmpty ? "" : ", \(why.words)")
        }
    }
}
