internal import Foundation
internal import Presentation

/// The terminal, or what replaces it in tests: results on standard output, everything else on standard error.
enum Console {
    /// What writes; tests capture it.
    @TaskLocal static var sink: any ConsoleSink = StandardStreams()

    static func out(_ lines: [String]) { if !lines.isEmpty { sink.write(lines, toErrors: false) } }
    static func err(_ lines: [String]) { if !lines.isEmpty { sink.write(lines, toErrors: true) } }

    /// Colour on a terminal, unless NO_COLOR is set (no-color.org) or the terminal reports that it has none.
    static func style(of stream: Int32) -> Style {
        let environment = ProcessInfo.processInfo.environment
        let isWanted = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        return Style(colour: sink.isTerminal(stream) && isWanted)
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
