package import ClusterModel

/// The question before what disturbs: everything disruptive that a plan foresees, numbered, in the plan's own words.
package struct QuestionText {
    private let plan: Plan
    private let layout: TextLayout

    /// The question about a plan.
    package init(_ plan: Plan, layout: TextLayout = .fitted()) {
        self.plan = plan
        self.layout = layout
    }

    /// A heading and a numbered line for each; empty where nothing disturbs.
    package var lines: [String] {
        let entries = PlanEntry.merged(PlanOutlook.foreseen(plan).filter { $0.risk != .benign }.map(PlanEntry.init))
        guard !entries.isEmpty else { return [] }
        let digits = String(entries.count).count
        return ["This plan disturbs:"]
            + entries.enumerated().flatMap { index, entry in
                let number = String(index + 1)
                let head = String(repeating: " ", count: 2 + digits - number.count) + number + ". "
                let isExpected = entry.risk == .disruptive
                let words = isExpected ? entry.plainTitle(isWide: layout.isWide) : entry.title(isWide: layout.isWide)
                return TerminalText.wrapped(head, words, width: layout.width)
            }
    }
}
