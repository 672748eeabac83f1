internal import ArgumentParser
internal import Foundation

/// Where the program starts.
package enum CommandLineTool {
    /// Parses the command line, runs the verb, exits.
    package static func main() async {
        exit(await run(Array(CommandLine.arguments.dropFirst())))
    }

    /// The exit status of a command line: 64 for wrong usage, else what the verb decides.
    static func run(_ arguments: [String]) async -> Int32 {
        await Console.$habits.withValue(OutputHabits(arguments)) { await parsed(arguments) }
    }

    private static func parsed(_ arguments: [String]) async -> Int32 {
        if let unknown = UnknownVerb.find(in: arguments) { return wrongUsage(unknown.message, of: unknown.parent) }
        do {
            var command = try Hcctl.parseAsRoot(arguments)
            do {
                if var asynchronous = command as? any AsyncParsableCommand {
                    try await asynchronous.run()
                } else {
                    try command.run()
                }
                return 0
            } catch {
                return ended(error, of: type(of: command))
            }
        } catch {
            return notParsed(error)
        }
    }

    /// `--help`, `--version` and wrong usage.
    private static func notParsed(_ error: any Error) -> Int32 {
        let status = Hcctl.exitCode(for: error)
        let text = Hcctl.fullMessage(for: error)
        if status.isSuccess { Console.out([text]) } else { Console.err([text]) }
        return status.rawValue
    }

    /// How a verb that was parsed ended by an error: its own usage is shown, and of wrong usage only.
    private static func ended(_ error: any Error, of command: any ParsableCommand.Type) -> Int32 {
        switch error {
        case let status as ExitCode: return status.rawValue
        case let error as ValidationError: return wrongUsage(error.message, of: command)
        case _ where Hcctl.exitCode(for: error).isSuccess: return notParsed(error)
        default:
            Console.err(["hcctl: \(error)"])
            return 1
        }
    }

    private static func wrongUsage(_ message: String, of command: any ParsableCommand.Type) -> Int32 {
        let usage = command == Hcctl.self ? Hcctl.usageString() : Hcctl.usageString(for: command)
        Console.err(["Error: \(message)", "Usage: \(usage)", "  See 'hcctl --help' for more information."])
        return ExitCode.validationFailure.rawValue
    }
}
