internal import ArgumentParser

/// How a command without a plan writes its answer.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

/// How a command with a plan writes it.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
    /// Fitted to the terminal.
    case text
    /// Everything: commands, options, differences, whatever the width.
    case wide
    case json
}
