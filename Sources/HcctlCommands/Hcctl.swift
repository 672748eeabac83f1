internal import ArgumentParser

/// The root command: all verbs.
struct Hcctl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hcctl",
        abstract: "Declarative control of hyper-converged oVirt + GlusterFS clusters.",
        discussion: """
            The desired state is in YAML manifests. 'diff' shows how the cluster differs from them and changes nothing; \
            'apply' makes it match, step by step, and can be killed and run again at any moment.
            """,
        version: VersionCommand.text,
        subcommands: [
            ValidateCommand.self, StatusCommand.self, DiffCommand.self, PlanCommand.self, ApplyCommand.self,
            GetCommand.self,
            DescribeCommand.self, WhyCommand.self, WaitCommand.self, ImportCommand.self, ExplainCommand.self,
            SchemaCommand.self,
            LabCommand.self, VersionCommand.self,
        ])
}
