internal import ArgumentParser
internal import Lab

/// `hcctl lab check`: check whether a lab can run here.
struct LabCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say whether a lab can run here; exit status 1 with each thing that is missing."
    )

    func run() async throws {
        let missing = try await labKeeper().check()
        Console.out([LabReport.text(missing)])
        if !missing.isEmpty { throw ExitCode.failure }
    }
}
