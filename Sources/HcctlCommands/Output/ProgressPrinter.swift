internal import ClusterModel
internal import Foundation
internal import Presentation
internal import Reconciliation
internal import Synchronization
internal import World

/// Shows events on standard error as they come. What was shown last is not repeated at once.
final class ProgressPrinter: Sendable {
    /// While nothing changes, a line every so often shows that the program lives.
    static let repetition = Duration.seconds(15)

    private struct Last {
        var lines: [String] = []
        var at = Duration.zero
    }

    private let time: any TimeSource
    private let begin: Duration
    private let isWide: Bool
    /// Whether a live view shows what goes on; then only what ended is written.
    private let isBesideView: Bool
    private let text: RunText
    private let last = Mutex(Last())
    /// Of the observations only the first is shown: later ones come between every two steps.
    private let isFirst = Atomic(true)
    /// The first plan is shown whole, on standard output.
    private let planToShow: Atomic<Bool>

    init(time: any TimeSource, showsPlan: Bool, isWide: Bool, isBesideView: Bool = false) {
        self.time = time
        self.isBesideView = isBesideView
        self.isWide = isWide
        text = RunText(
            style: Console.style(of: STDERR_FILENO), layout: Console.layout(of: STDERR_FILENO, isWide: isWide),
            preview: Preview.commands)
        planToShow = Atomic(showsPlan)
        begin = time.uptime()
    }

    func show(_ event: RunEvent) {
        let elapsed = time.uptime() - begin
        guard !Console.habits.isQuiet || event.isAlert else { return }
        switch event {
        case .waiting where isBesideView, .stepStarted where isBesideView: break
        case .waiting: showOnce(event, elapsed)
        case .observed where !isFirst.exchange(false, ordering: .relaxed): break
        case .planned(let plan) where planToShow.exchange(false, ordering: .relaxed):
            let layout = Console.layout(of: STDOUT_FILENO, isWide: isWide)
            Console.out(
                PlanText(
                    plan, style: Console.style(of: STDOUT_FILENO), layout: layout, preview: Preview.commands
                ).lines)
        case .planned where isBesideView, .remembered: break
        case .observed, .planned, .auditRejected, .termTaken, .stepStarted, .stepFinished:
            Console.err(text.progress(event, elapsed: elapsed, now: time.wallTime()))
        }
    }

    private func showOnce(_ event: RunEvent, _ elapsed: Duration) {
        let lines = text.progress(event, elapsed: .zero, now: time.wallTime())
        let isNews = last.withLock { last in
            guard lines != last.lines || elapsed - last.at >= Self.repetition else { return false }
            last = Last(lines: lines, at: elapsed)
            return true
        }
        if isNews { Console.err(text.progress(event, elapsed: elapsed, now: time.wallTime())) }
    }
}

extension RunEvent {
    /// What is written with `-q`, too: an error of hcctl itself.
    fileprivate var isAlert: Bool { if case .auditRejected = self { true } else { false } }
}
