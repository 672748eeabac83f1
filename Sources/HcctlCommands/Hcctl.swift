internal import ArgumentParser

/// Where the program starts.
public enum CommandLineTool {
    /// Parses the command line, runs the verb, exits.
    public static func main() async { await Hcctl.main() }
}

/// The verbs.
struct Hcctl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hcctl",
        abstract: "Declarative control of hyper-converged oVirt + GlusterFS clusters.",
        subcommands: [LabVerb.self])
}
