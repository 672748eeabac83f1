internal import ArgumentParser

/// Where the program starts.
package enum CommandLineTool {
    /// Parses the command line, runs the verb, exits.
    package static func main() async {
        await Hcctl.main(SimulateOptions.spelledOut(Array(CommandLine.arguments.dropFirst())))
    }
}

/// The verbs.
struct Hcctl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hcctl",
        abstract: "Declarative control of hyper-converged oVirt + GlusterFS clusters.",
        discussion: """
            What is wanted stands in YAML manifests. 'diff' shows how the cluster differs from them and changes nothing; \
            'apply' makes it match, step by step, and can be killed and run again at any moment.
            """,
        subcommands: [
            Validate.self, DiffVerb.self, Apply.self, ExplainVerb.self, SchemaVerb.self, LabVerb.self, Version.self,
        ])
}
