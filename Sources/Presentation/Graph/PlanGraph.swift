package import ClusterModel

/// A plan as a graph: each step a node, an arrow from a step to each one that waits for it.
package struct PlanGraph {
    fileprivate struct Node {
        let id: StepKey
        let words: String
        /// What holds it, where that is more than another step.
        let reasons: [String]
        let after: [StepKey]
        let risk: Risk
        let isReady: Bool
    }

    private let nodes: [Node]

    package init(_ plan: Plan) {
        nodes =
            plan.ready.map { step in
                Node(
                    id: step.id, words: step.summary, reasons: [], after: step.after, risk: step.risk, isReady: true)
            } + plan.held.compactMap(Self.node)
    }

    private static func node(_ held: HeldStep) -> Node? {
        guard let id = held.id, let words = held.step?.summary ?? held.foreseen?.summary else { return nil }
        let after = held.waitingOn.compactMap { waiting -> StepKey? in
            if case .step(let key) = waiting { key } else { nil }
        }
        let reasons = held.waitingOn.compactMap { waiting -> String? in
            if case .step = waiting { nil } else { waiting.reason }
        }
        return Node(
            id: id, words: words, reasons: reasons, after: after, risk: held.step?.risk ?? .benign, isReady: false)
    }

    /// Graphviz (dot(1)): `hcctl plan -o dot | dot -Tsvg`.
    package var dot: [String] {
        ["digraph plan {", "  rankdir=LR;", "  node [shape=box];"]
            + nodes.map { node in
                let style = node.isReady ? "solid" : "dashed"
                let colour = node.risk == .benign ? "" : ", color=red"
                return "  \"\(node.id)\" [label=\(Self.quoted(node.label)), style=\(style)\(colour)];"
            } + edges.map { "  \"\($0)\" -> \"\($1)\";" } + ["}"]
    }

    /// Mermaid, as forges show it in Markdown.
    package var mermaid: [String] {
        ["flowchart LR"]
            + nodes.map { node in
                let text = node.label.replacing("\"", with: "#quot;")
                return "  s\(node.id)\(node.isReady ? "[\"" : "([\"")\(text)\(node.isReady ? "\"]" : "\"])")"
            } + edges.map { "  s\($0) --> s\($1)" }
            + nodes.filter { $0.risk != .benign }.map { "  style s\($0.id) stroke:#c00" }
    }

    /// Arrows between steps of the plan.
    private var edges: [(StepKey, StepKey)] {
        let known = Set(nodes.map(\.id))
        return nodes.flatMap { node in node.after.filter(known.contains).map { ($0, node.id) } }
    }

    private static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}

extension PlanGraph.Node {
    fileprivate var label: String {
        TerminalText.safe(words + (reasons.isEmpty ? "" : " (held: \(reasons.joined(separator: ", ")))"))
    }
}
