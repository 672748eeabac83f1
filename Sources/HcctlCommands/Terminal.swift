internal import Foundation
internal import Presentation

/// The two ways out to a person: what was asked for on standard output, the rest on standard error.
enum Terminal {
    static func out(_ lines: [String]) { write(lines, to: .standardOutput) }
    static func err(_ lines: [String]) { write(lines, to: .standardError) }

    /// A reader that went away (`| head`) is no error of ours.
    private static func write(_ lines: [String], to handle: FileHandle) {
        guard !lines.isEmpty else { return }
        try? handle.write(contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// Colour on a terminal, unless NO_COLOR is set (no-color.org) or the terminal says that it has none.
    static func style(of stream: Int32) -> Style {
        let environment = ProcessInfo.processInfo.environment
        let isWanted = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        return Style(colour: isatty(stream) == 1 && isWanted)
    }

    /// Asks on the terminal; nil where there is none to ask on.
    static func asks(_ question: String) -> Bool? {
        guard isatty(STDIN_FILENO) == 1 else { return nil }
        FileHandle.standardError.write(Data("\(question) [y/N] ".utf8))
        return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
    }
}
