internal import ArgumentParser

/// `--simulate`, `--simulate=FILE`, `--seed`.
struct SimulateOptions: ParsableArguments {
    @Flag(
        name: .customLong("simulate"),
        help: """
            Use simulated hosts: bare ones of the shape that the manifests name, in virtual time. --simulate=FILE keeps \
            them in FILE between commands.
            """)
    var isWanted = false
    @Option(name: .customLong(SimulateOptions.fileOption), help: .private)
    var file: String?
    @Option(help: "What chance there is in simulated hosts follows from this number; default: 1.")
    var seed: UInt64?

    func validate() throws {
        if seed != nil, !isWanted { throw ValidationError("--seed goes with --simulate") }
        if file == "" { throw ValidationError("--simulate= needs the name of a file") }
        if file != nil, !isWanted { throw ValidationError("write --simulate=FILE") }
    }

    /// What the report begins with, so that nobody takes a simulation for the truth.
    var headline: [String] {
        guard isWanted else { return [] }
        let place = file.map { "kept in \($0)" } ?? "bare, gone at the end"
        return ["simulated: no real host was asked or changed; hosts \(place), seed \(seed ?? 1), virtual time"]
    }

    /// The parser knows no option with an optional value: `--simulate=FILE` is a flag and an option to it. What stands
    /// behind `--` is somebody else's.
    static func spelledOut(_ arguments: [String]) -> [String] {
        let own = arguments.prefix { $0 != "--" }
        return own.flatMap { argument in
            guard argument.hasPrefix("--simulate=") else { return [argument] }
            let file = String(argument.dropFirst("--simulate=".count))
            return ["--simulate"] + (file.isEmpty ? ["--\(fileOption)", ""] : ["--\(fileOption)=\(file)"])
        } + arguments.dropFirst(own.count)
    }

    private static let fileOption = "simulated-world-file"
}
