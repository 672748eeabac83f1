internal import ClusterModel
internal import World

/// Files: sha256sum, grep, and reading a file.
extension QueryResponder {
    static let fileQueries = [
        QueryHandler(["sha256sum", "--"]) { $0.sha256sum($1) },
        QueryHandler(["grep", "-aH", "", "--"]) { $0.grep($1) },
    ]

    func read(_ path: String, limit: Int) -> Outcome {
        if path == "/proc/uptime" { return uptime() }
        return switch host.lookUp(path) {
        case .found(.file(let bytes), _) where bytes.count <= limit: .finished(Finished(exitStatus: 0, output: bytes))
        case .found(.file, _): .indeterminate(.outputTooLong(limit: limit))
        case .found(.directory, _):
            .finished(.refused(1, "head: error reading '\(path)': Is a directory\n"))
        case .complaint("Input/output error"):
            .finished(.refused(1, "head: error reading '\(path)': Input/output error\n"))
        case .complaint: .notRun(.absent(path))
        }
    }

    /// Seconds since the begin of the simulation: hosts have no clock of their own.
    private func uptime() -> Outcome {
        let seconds = state.now.components.seconds
        return .finished(.said("\(seconds).00 \(seconds).00\n"))
    }

    func sha256sum(_ paths: [String]) -> Finished? {
        guard !paths.isEmpty else { return nil }
        return each(of: paths, refusal: 1) { path in
            switch host.lookUp(path) {
            case .found(.file(let bytes), _): .said("\(SHA256.hex(of: bytes))  \(path)\n")
            case .found(.directory, _): .complaint("sha256sum: \(path): Is a directory\n")
            case .complaint(let words): .complaint("sha256sum: \(path): \(words)\n")
            }
        }
    }

    /// Every line of every file, behind its path.
    func grep(_ paths: [String]) -> Finished? {
        guard !paths.isEmpty else { return nil }
        let end = each(of: paths, refusal: 2) { path in
            switch host.lookUp(path) {
            case .found(.file(let bytes), _): .said(Self.lines(bytes).map { "\(path):\($0)\n" }.joined())
            case .found(.directory, _): .complaint("grep: \(path): Is a directory\n")
            case .complaint(let words): .complaint("grep: \(path): \(words)\n")
            }
        }
        return end.exitStatus == 0 && end.output.isEmpty ? .refused(1, "") : end
    }

    private static func lines(_ bytes: [UInt8]) -> [Substring] {
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.last == "" ? lines.dropLast() : lines
    }

    /// A piece of standard output, or a line of standard error.
    private enum Piece {
        case said(String)
        case complaint(String)
    }

    private func each(of paths: [String], refusal: Int, _ answer: (String) -> Piece) -> Finished {
        var (output, errors) = ("", "")
        for path in paths {
            switch answer(path) {
            case .said(let text): output += text
            case .complaint(let words): errors += words
            }
        }
        return Finished(
            exitStatus: errors.isEmpty ? 0 : refusal, output: Array(output.utf8), errors: Array(errors.utf8))
    }
}
