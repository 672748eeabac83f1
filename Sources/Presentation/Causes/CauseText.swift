package import ClusterModel

/// A chain of causes as text: the symptom, what causes it, and what repairs it.
package struct CauseText {
    private let chain: CauseChain
    private let style: Style
    private let layout: TextLayout
    private let preview: (Action) -> [CommandLine]

    /// `preview` gives the commands of an action, which a wide layout shows.
    package init(
        _ chain: CauseChain, style: Style = .plain, layout: TextLayout = .fitted(),
        preview: @escaping (Action) -> [CommandLine] = { _ in [] }
    ) {
        self.chain = chain
        self.style = style
        self.layout = layout
        self.preview = preview
    }

    /// The symptom, below it each cause with an arrow, then what repairs it.
    package var lines: [String] {
        let links = chain.links.enumerated().flatMap { index, cause in
            wrapped(index == 0 ? "" : String(repeating: "  ", count: index - 1) + "<- ", text(cause, at: index))
        }
        guard let first = links.first else { return [] }
        return [style.strong(first)] + links.dropFirst() + remedies
    }

    private func text(_ cause: Cause, at index: Int) -> String {
        index == 0 ? "\(chain.resource): \(cause.sentence)" : cause.sentence
    }

    private var remedies: [String] {
        guard chain.root.isFault else { return [] }
        return wrapped("remedy: ", chain.remedy) + (chain.obstacle.map { wrapped("held: ", $0) } ?? [])
            + (layout.isWide ? commands : [])
    }

    private var commands: [String] {
        chain.repairs.flatMap { step in
            preview(step.action).map { "        " + TerminalText.safe("\(step.action.target) $ \($0)") }
        }
    }

    private func wrapped(_ head: String, _ text: String) -> [String] {
        TerminalText.wrapped(head, text, width: layout.width)
    }
}

extension Cause {
    /// One sentence without a full stop.
    package var sentence: String {
        switch self {
        case .plan(let cause): cause.sentence
        case .hostOS(let cause): cause.sentence
        case .storage(let cause): cause.sentence
        case .gluster(let cause): cause.sentence
        }
    }

    /// One word for programs.
    package var reason: String {
        switch self {
        case .plan(let cause): cause.reason
        case .hostOS(let cause): cause.reason
        case .storage(let cause): cause.reason
        case .gluster(let cause): cause.reason
        }
    }

    /// What an operator does about it, where no step of the plan repairs it and no hold says more.
    var remedy: String {
        switch self {
        case .plan(let cause): cause.remedy
        case .hostOS(let cause): cause.remedy
        case .storage(let cause): cause.remedy
        case .gluster(let cause): cause.remedy
        }
    }

    /// Whether it is something that can be repaired.
    var isFault: Bool { if case .plan(.asDeclared) = self { false } else { true } }
}

extension CauseChain {
    /// So many steps are named; more are counted.
    private static let named = 3

    /// The steps that repair it, else what the root asks of an operator.
    var remedy: String {
        guard !repairs.isEmpty else { return root.remedy }
        let rest = repairs.count - Self.named
        return "hcctl apply does: \(repairs.prefix(Self.named).map(\.summary).joined(separator: "; "))"
            + (rest > 0 ? "; and \(rest) more" : "")
    }

    /// What holds a repair, where no link says so already.
    var obstacle: String? {
        guard repairs.isEmpty else { return nil }
        if case .plan(.held) = root { return nil }
        return holds.first?.sentence
    }
}
