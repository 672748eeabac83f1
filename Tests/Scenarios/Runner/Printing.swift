import ClusterModel
import Manifests
import Presentation
import Reconciliation
import Synchronization
import World

/// The one place that calls the product's own texts: what diff and apply print to a person or as JSON.
struct Printing: Sendable {
    private let transcript: Transcript
    private let format: Statement.OutputFormat
    /// Before each line of a run that goes on beside another one.
    private let prefix: String
    private let begin: Duration
    private let text = RunText(preview: Preview.commands)
    private let progress = ProgressFilter()

    init(_ transcript: Transcript, _ format: Statement.OutputFormat, prefix: String, begin: Duration) {
        self.transcript = transcript
        self.format = format
        self.prefix = prefix
        self.begin = begin
    }

    /// The progress of an apply: the first plan whole, of the observations the first one, and what is waited for when it
    /// changes.
    func show(_ event: RunEvent, at now: Duration) {
        guard format == .text else { return }
        let lines = text.progress(event, elapsed: now - begin)
        guard progress.isNews(event, text.progress(event, elapsed: .zero)) else { return }
        if let plan = progress.firstPlan(event) { add(PlanText(plan).lines) }
        add(lines)
    }

    func end(_ report: RunReport, command: String, doing: Bool) {
        switch format {
        case .json:
            let document = RunJSON(report, command: command, isSimulated: true, preview: Preview.commands)
            add("\(document.document(doing: doing))".split(separator: "\n").map(String.init))
        case .text where doing: add(PlanText(report.plan).lines + text.end(report, doing: true))
        case .text: add(PlanText(report.plan).lines + text.conclusion(report))
        }
        add(["exit status \(report.verdict.exitStatus)"])
    }

    func add(_ lines: [String]) { transcript.add(lines.map { prefix + $0 }) }

    /// Warnings and errors of manifests.
    static func diagnostics(_ reading: ManifestReading, _ sources: [SourceText]) -> [String] {
        guard !reading.diagnostics.isEmpty else { return [] }
        let text = DiagnosticText.render(reading.diagnostics, sources: sources, style: .plain)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast()
    }
}

/// What a run said last.
private final class ProgressFilter: Sendable {
    private struct Last {
        var lines: [String] = []
        var hasObserved = false
        var hasPlanned = false
    }

    private let last = Mutex(Last())

    func firstPlan(_ event: RunEvent) -> Plan? {
        guard case .planned(let plan) = event else { return nil }
        return last.withLock { last in
            defer { last.hasPlanned = true }
            return last.hasPlanned ? nil : plan
        }
    }

    func isNews(_ event: RunEvent, _ lines: [String]) -> Bool {
        last.withLock { last in
            switch event {
            case .observed:
                defer { last.hasObserved = true }
                return !last.hasObserved
            case .waiting:
                defer { last.lines = lines }
                return lines != last.lines
            case .planned, .auditRejected, .termTaken, .stepStarted, .stepFinished: return true
            case .remembered: return false
            }
        }
    }
}
