internal import ClusterModel

extension RecurringDrift {
    /// One sentence: which field changes back, how often, and where to find what does it.
    var sentence: String {
        let field = repair.difference.field + (repair.difference.host.map { " on \($0)" } ?? "")
        let value = repair.difference.observed.map { "“\($0)”" } ?? "nothing"
        return "\(field) went back to \(value), \(count.times) times since \(count.since), at most "
            + "\(count.longest.tenths) s after each repair: \(cause); see \(evidenceHint)"
    }

    private var cause: String {
        canFailOnItsOwn ? "it fails on its own, or something stops it" : "something else changes it back"
    }
}
