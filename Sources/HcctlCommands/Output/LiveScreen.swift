internal import ClusterModel
internal import Foundation
internal import Presentation
internal import Synchronization
internal import World

/// Keeps the lines of a `LiveView` below everything else that is written to the terminal, and draws them again as time
/// passes. Lines that are written meanwhile go above them and stay.
final class LiveScreen: ConsoleSink {
    /// A clock that shows seconds is drawn so often.
    static let interval = Duration.milliseconds(250)

    private struct State {
        var view = LiveView()
        /// Columns of each line that is on the screen.
        var drawn: [Int] = []
        var isPaused = false
    }

    private let state = Mutex(State())
    private let base: any ConsoleSink
    private let time: any TimeSource
    private let begin: Duration
    private let style: Style
    private let note: @Sendable () -> String

    /// `note` is the last line of the view.
    init(
        over base: any ConsoleSink, time: any TimeSource, style: Style, note: @escaping @Sendable () -> String
    ) {
        self.base = base
        self.time = time
        self.style = style
        self.note = note
        begin = time.uptime()
    }

    func add(_ event: RunEvent) {
        state.withLock { $0.view.add(event, elapsed: time.uptime() - begin) }
        draw()
    }

    /// Until cancelled.
    func keepDrawing() async {
        while (try? await time.sleep(Self.interval)) != nil { draw() }
    }

    /// Nothing is drawn while something else uses the terminal, such as a question.
    func paused<Result>(_ work: () -> Result) -> Result {
        state.withLock { state in
            base.writeRaw(erase(&state))
            state.isPaused = true
        }
        defer {
            state.withLock { $0.isPaused = false }
            draw()
        }
        return work()
    }

    /// The lines go; what was written above them stays.
    func end() {
        state.withLock { state in
            base.writeRaw(erase(&state))
            state.isPaused = true
        }
    }

    // MARK: - ConsoleSink

    func write(_ lines: [String], toErrors: Bool) {
        state.withLock { state in
            base.writeRaw(erase(&state))
            base.write(lines, toErrors: toErrors)
            base.writeRaw(redraw(&state))
        }
    }

    func writeRaw(_ text: String) { base.writeRaw(text) }
    func isTerminal(_ stream: Int32) -> Bool { base.isTerminal(stream) }
    func columns(_ stream: Int32) -> Int? { base.columns(stream) }

    // MARK: - Drawing

    private func draw() {
        state.withLock { state in base.writeRaw(erase(&state) + redraw(&state)) }
    }

    private var width: Int { base.columns(STDERR_FILENO) ?? TextLayout.defaultWidth }

    /// Back to the first drawn row, and everything from there on is cleared. A terminal that became narrower has wrapped
    /// the lines, which then take more rows.
    private func erase(_ state: inout State) -> String {
        guard !state.drawn.isEmpty else { return "" }
        let rows = state.drawn.reduce(0) { $0 + max(1, ($1 + width - 1) / width) }
        state.drawn = []
        return "\r\u{1B}[\(rows)A\u{1B}[J"
    }

    private func redraw(_ state: inout State) -> String {
        guard !state.isPaused else { return "" }
        let lines = state.view.lines(width: width - 1, elapsed: time.uptime() - begin, note: note())
        state.drawn = lines.map(\.unicodeScalars.count)
        return LiveView.painted(lines, style).map { $0 + "\n" }.joined()
    }
}

extension Console {
    /// Whether progress can be drawn: on a terminal that moves its cursor.
    static var drawsProgress: Bool {
        let terminal = ProcessInfo.processInfo.environment["TERM"] ?? "dumb"
        return sink.isTerminal(STDERR_FILENO) && terminal != "dumb" && !habits.isQuiet && !habits.isVerbose
            && !habits.hasNoProgress
    }
}
