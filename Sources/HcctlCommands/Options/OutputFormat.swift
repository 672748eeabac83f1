internal import ArgumentParser

/// How a command without a plan writes its answer.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable { case text, json }
