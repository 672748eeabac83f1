internal import Foundation

/// The process's own streams.
struct StandardStreams: ConsoleSink {
    /// A closed reader (`| head`) is no error of hcctl.
    func write(_ lines: [String], toErrors: Bool) {
        let handle = toErrors ? FileHandle.standardError : FileHandle.standardOutput
        try? handle.write(contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
    }

    func writeRaw(_ text: String) {
        if !text.isEmpty { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
    }

    func isTerminal(_ stream: Int32) -> Bool { isatty(stream) == 1 }

    func columns(_ stream: Int32) -> Int? {
        var size = winsize()
        guard isTerminal(stream), ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
