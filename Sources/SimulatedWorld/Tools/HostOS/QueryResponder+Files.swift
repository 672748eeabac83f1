internal import ClusterModel
internal import World

/// Files: sha256sum, and reading a file.
extension QueryResponder {
    static let fileQueries = [QueryHandler(["sha256sum", "--"]) { $0.sha256sum($1) }]

    func read(_ path: String, limit: Int) -> Outcome {
        if path == "/proc/uptime" { return uptime() }
        if path == "/proc/meminfo" { return memory() }
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
