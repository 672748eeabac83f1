internal import Foundation
internal import Presentation

/// The terminal, or what replaces it in tests: results on standard output, everything else on standard error.
enum Console {
    /// What writes; tests capture it.
    @TaskLocal static var sink: any ConsoleSink = StandardStreams()

    static func out(_ lines: [String]) { if !lines.isEmpty { sink.write(lines, toErrors: false) } }
    static func err(_ lines: [String]) { if !lines.isEmpty { sink.write(lines, toErrors: true) } }

    /// How much is written, and whether in colour; from the command line.
    @TaskLocal static var habits = OutputHabits()

    /// Colour on a terminal that has it, and with CLICOLOR_FORCE (bixense.com/clicolors) in a pipe, too; never with
    /// `--no-color` or NO_COLOR (no-color.org).
    static func style(of stream: Int32) -> Style {
        let environment = ProcessInfo.processInfo.environment
        guard !habits.hasNoColour, (environment["NO_COLOR"] ?? "").isEmpty else { return .plain }
        let isForced = !["", "0"].contains(environment["CLICOLOR_FORCE"] ?? "")
        return Style(colour: isForced || sink.isTerminal(stream) && environment["TERM"] != "dumb")
    }

    static func isTerminal(_ stream: Int32) -> Bool { sink.isTerminal(stream) }

    /// Fitted to the terminal of a stream, or everything.
    static func layout(of stream: Int32, isWide: Bool) -> TextLayout {
        isWide ? .wide : .fitted(sink.columns(stream) ?? TextLayout.defaultWidth)
    }

    /// Asks on the terminal; nil where there is none to ask on.
    static func asks(_ question: String) -> Bool? {
        guard sink.isTerminal(STDIN_FILENO) else { return nil }
        FileHandle.standardError.write(Data("\(question) [y/N] ".utf8))
        return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
    }
}
