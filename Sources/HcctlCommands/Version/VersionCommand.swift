internal import ArgumentParser

/// `hcctl version`: print the version.
struct VersionCommand: ParsableCommand {
    /// Raised with each release; CHANGELOG.md lists its changes.
    static let number = "0.1.0"

    /// `hcctl 0.1.0`, for `--version` too.
    static let text = "hcctl \(number)"

    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Print the version.")

    @Option(name: .shortAndLong, help: "text or json.")
    var output = OutputFormat.text

    func run() {
        switch output {
        case .text: Console.out([Self.text])
        case .json: Console.out([#"{"formatVersion": 1, "version": "\#(Self.number)"}"#])
        }
    }
}
