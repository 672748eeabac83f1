internal import ArgumentParser

/// What of the command line says how much is written, and whether in colour.
///
/// It is read before the command line is parsed, so that an error of parsing is written the same way.
struct OutputHabits: Sendable {
    var hasNoColour = false
    var isQuiet = false
    var isVerbose = false
    var hasNoProgress = false

    init() {}

    init(_ arguments: [String]) {
        let words = arguments.prefix { $0 != "--" }
        hasNoColour = words.contains("--no-color")
        isQuiet = words.contains("-q") || words.contains("--quiet")
        isVerbose = words.contains("-v") || words.contains("--verbose")
        hasNoProgress = words.contains("--no-progress")
    }
}

/// `-q`, `-v` and `--no-color`: declared for help and completion; their values are in `Console.habits`.
struct HabitOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Write no progress; results and errors only.")
    var quiet = false
    @Flag(name: .shortAndLong, help: "Write each exchange with a host, with its commands and the time it took.")
    var verbose = false
    @Flag(name: .customLong("no-color"), help: "Write without colour; as NO_COLOR in the environment.")
    var hasNoColour = false

    func validate() throws {
        if quiet, verbose { throw ValidationError("-q and -v exclude each other") }
    }
}
