internal import ClusterModel
internal import World

/// Answers the queries of one host. It holds the state as a constant, so that a query cannot change it.
struct QueryResponder {
    let state: ClusterState
    let host: SimulatedHost

    enum QueryResult {
        case outcome(Outcome)
        /// The model does not know the query.
        case finding(String)
    }

    func answer(_ query: Query) -> QueryResult {
        switch query {
        case .read(let path, let limit): .outcome(read(path, limit: limit))
        case .run(let invocation): run(invocation, file: nil)
        case .runForFile(let invocation, let answer): run(invocation, file: answer)
        }
    }

    private func run(_ invocation: Invocation, file: String?) -> QueryResult {
        let words = invocation.arguments
        guard let program = words.first else { return .finding("a query without words") }
        if let missing = host.missing(program) { return .outcome(.notRun(.absent(missing))) }
        if let unit = invocation.onlyWhileActive, host.units[unit]?.active != .active {
            return .outcome(.notRun(.inactive(unit)))
        }
        if hangs(invocation.sharedLimit) {
            return .outcome(.indeterminate(.timeLimitPassed(invocation.limit.duration)))
        }
        guard let end = end(of: words, file: file) else {
            let what =
                SimulatedCommand.knows(words) ? "a query that would change" : "a query that the model does not know"
            return .finding("\(what): \(CommandLine(words))")
        }
        guard end.output.count <= invocation.outputLimit else {
            return .outcome(.indeterminate(.outputTooLong(limit: invocation.outputLimit)))
        }
        return .outcome(.finished(end))
    }

    /// Whether what the query waits for hangs.
    private func hangs(_ awaited: String?) -> Bool {
        switch awaited {
        case "ctdb": host.runsCTDB && host.ctdb.isHung
        case "ganesha": host.runsGanesha && host.ganesha.isHung
        default: false
        }
    }

    private func end(of words: [String], file: String?) -> Finished? {
        for query in SimulatedTools.queries {
            if let end = query.answer(words, file: file, self) { return end }
        }
        return nil
    }
}

extension SimulatedHost {
    /// The program, if the package it comes with is not installed.
    func missing(_ program: String) -> String? {
        guard let package = SimulatedTools.package(ofProgram: program) else { return nil }
        return packages[package]?.status == "installed" ? nil : program
    }
}
