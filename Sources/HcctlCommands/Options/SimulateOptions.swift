internal import ArgumentParser

/// `--simulate`, `--world FILE`, `--seed`.
struct SimulateOptions: ParsableArguments {
    @Flag(
        name: .customLong("simulate"),
        help: "Use simulated hosts: bare ones of the shape that the manifests name, in virtual time.")
    var isAsked = false
    @Option(
        name: .customLong("world"),
        help: ArgumentHelp("Keep the simulated hosts in FILE between commands; implies --simulate.", valueName: "file"))
    var file: String?
    @Option(help: "All chance in simulated hosts follows from this number; default: 1.")
    var seed: UInt64?

    /// Whether hosts are simulated: only simulated ones are kept in a file.
    var isWanted: Bool { isAsked || file != nil }

    func validate() throws {
        if file == "" { throw ValidationError("--world needs the name of a file") }
        if seed != nil, !isWanted { throw ValidationError("--seed needs --simulate or --world") }
    }

    /// The first line of a report: a simulation must not be taken for the real cluster.
    var headline: [String] {
        guard isWanted else { return [] }
        let place = file.map { "kept in \($0)" } ?? "bare, gone at the end"
        return [
            "simulated: no real host was asked or changed",
            "simulated: hosts \(place), seed \(seed ?? 1), virtual time",
        ]
    }
}
