import ClusterModel
import Foundation
import Presentation
import Synchronization
import TestSupport
import Testing
import World

@testable import HcctlCommands

/// What is left on a terminal of the lines that are drawn again and again.
@Suite struct LiveScreenTests {
    private static let step = Step(
        resource: .host("host1"), action: .host(.enableAndStart(unit: "glusterd"), on: "host1"),
        postcondition: .host(.serviceRuns("host1", unit: "glusterd")), risk: .benign, scope: .host("host1"),
        differences: [])

    private func screen(on terminal: SmallTerminal) -> LiveScreen {
        LiveScreen(over: terminal, time: StoppedClock(), style: Style(colour: false), note: { "Ctrl-C stops" })
    }

    @Test func whatIsWrittenStaysAboveTheView() {
        let terminal = SmallTerminal(columns: 60)
        let screen = screen(on: terminal)
        screen.add(.stepStarted(Self.step))
        screen.write(["first"], toErrors: true)
        screen.add(.stepFinished(Self.step, .done, took: .seconds(1)))
        screen.write(["second", "third"], toErrors: false)
        let rows = terminal.rows
        #expect(rows.prefix(3) == ["first", "second", "third"])
        #expect(rows[3].hasPrefix("[####################]  1 of 1 step  0:00"))
        #expect(rows.dropFirst(4) == ["  services 1/1", "Ctrl-C stops"])
        screen.end()
        #expect(terminal.rows == ["first", "second", "third"])
        screen.add(.stepStarted(Self.step))
        #expect(terminal.rows == ["first", "second", "third"], "nothing is drawn after the end")
    }

    /// The terminal wraps what was drawn: every row of it goes.
    @Test(arguments: [30, 17, 100]) func aResizedTerminalKeepsNothingOfTheView(_ columns: Int) {
        let terminal = SmallTerminal(columns: 60)
        let screen = screen(on: terminal)
        screen.write(["kept"], toErrors: true)
        screen.add(.stepStarted(Self.step))
        terminal.resize(to: columns)
        screen.write(["kept, too"], toErrors: true)
        #expect(terminal.rows.prefix(2) == ["kept", "kept, too"])
        #expect(terminal.rows.count == 2 + 4)
        #expect(terminal.rows.allSatisfy { $0.count < columns })
        screen.end()
        #expect(terminal.rows == ["kept", "kept, too"])
    }

    @Test func aQuestionHasTheTerminalForItself() {
        let terminal = SmallTerminal(columns: 60)
        let screen = screen(on: terminal)
        screen.add(.stepStarted(Self.step))
        let rows = screen.paused {
            screen.write(["Go on?"], toErrors: true)
            screen.add(.stepFinished(Self.step, .done, took: .seconds(1)))
            return terminal.rows
        }
        #expect(rows == ["Go on?"])
        #expect(terminal.rows.count == 1 + 3)
        #expect(terminal.rows[0] == "Go on?")
    }
}

/// A time that stays.
private struct StoppedClock: TimeSource {
    func wallTime() -> WallTime { Make.now.wall }
    func uptime() -> Duration { .seconds(5) }
    func sleep(_ duration: Duration) async throws { throw CancellationError() }
}

/// As much of a terminal as is used: lines, cursor up, clear to the end, and wrapping when it becomes narrower.
private final class SmallTerminal: ConsoleSink {
    private struct Screen {
        var columns: Int
        /// Without trailing blanks; the cursor is at the begin of a row.
        var rows: [String] = []
        var cursor = 0
    }

    private let screen: Mutex<Screen>

    init(columns: Int) { screen = Mutex(Screen(columns: columns)) }

    var rows: [String] { screen.withLock(\.rows) }

    func resize(to columns: Int) {
        screen.withLock { screen in
            screen.columns = columns
            screen.rows = screen.rows.flatMap { Self.wrapped($0, columns) }
            screen.cursor = screen.rows.count
        }
    }

    private static func wrapped(_ row: String, _ columns: Int) -> [String] {
        let cells = Array(row)
        guard cells.count > columns else { return [row] }
        return stride(from: 0, to: cells.count, by: columns).map {
            String(cells[$0..<min($0 + columns, cells.count)])
        }
    }

    func write(_ lines: [String], toErrors: Bool) { writeRaw(lines.map { $0 + "\n" }.joined()) }

    func writeRaw(_ text: String) {
        screen.withLock { screen in
            var rest = Substring(text)
            while !rest.isEmpty {
                if rest.hasPrefix("\r") {
                    rest.removeFirst()
                } else if let up = rest.prefixMatch(of: /\u{1B}\[(\d+)A/) {
                    screen.cursor -= Int(up.1) ?? 0
                    rest = rest[up.range.upperBound...]
                } else if let clear = rest.prefixMatch(of: /\u{1B}\[J/) {
                    screen.rows.removeLast(max(0, screen.rows.count - screen.cursor))
                    rest = rest[clear.range.upperBound...]
                } else {
                    let line = rest.prefix { $0 != "\n" }
                    for row in Self.wrapped(String(line), screen.columns) {
                        screen.rows.removeLast(max(0, screen.rows.count - screen.cursor))
                        screen.rows.append(row)
                        screen.cursor += 1
                    }
                    rest = rest[line.endIndex...].dropFirst()
                }
            }
        }
    }

    func isTerminal(_ stream: Int32) -> Bool { true }
    func columns(_ stream: Int32) -> Int? { screen.withLock(\.columns) }
}
