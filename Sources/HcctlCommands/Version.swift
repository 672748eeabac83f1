internal import ArgumentParser

/// `hcctl version`.
struct Version: ParsableCommand {
    /// Raised with each release; CHANGELOG.md tells what came with it.
    static let number = "0.1.0"

    static let configuration = CommandConfiguration(abstract: "Print the version.")

    @Option(name: .shortAndLong, help: "text or json.")
    var output = OutputFormat.text

    func run() {
        switch output {
        case .text: Terminal.out(["hcctl \(Self.number)"])
        case .json: Terminal.out([#"{"formatVersion": 1, "version": "\#(Self.number)"}"#])
        }
    }
}
