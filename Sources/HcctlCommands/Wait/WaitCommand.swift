internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Presentation
internal import Reconciliation
internal import World

/// `hcctl wait`: until conditions hold, one of those that end it early does, or time is over.
struct WaitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait",
        abstract: "Wait until the cluster or a resource is in a state; change nothing.",
        discussion: """
            A condition is KIND/NAME=STATE, or STATE of the whole cluster. Of several --for all have to hold; of conditions \
            with commas between them one. --fail-on ends the wait at once. Only the hosts that can change the answer are \
            asked, at a pace that slows down from 1 to 10 seconds.

            States: \(WaitCondition.State.allCases.map(\.rawValue).joined(separator: ", ")).

            Examples:
              hcctl wait -f manifests/lab --for ready
              hcctl wait -f manifests/lab --for volume/engine=healed --timeout 1h
              hcctl wait -f manifests/lab --for Host/host3=reachable --for volume/engine=healthy,volume/data=healthy
              hcctl wait -f manifests/lab --for ready --fail-on failed,stalled

            Exit status: 0 all hold, 1 error, 3 a condition of --fail-on holds, 4 the timeout passed, 130 interrupted.
            """)

    @OptionGroup var cluster: ClusterOptions
    @Option(
        name: .customLong("for"), parsing: .singleValue,
        help: ArgumentHelp("What has to hold; may be given again.", valueName: "condition"))
    var conditions: [ConditionArgument]
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("What ends the wait with status 3; may be given again.", valueName: "condition"))
    var failOn: [ConditionArgument] = []
    @Option(help: ArgumentHelp("End the wait after so long (90s, 5m, 1h30m); 0 is never.", valueName: "duration"))
    var timeout = TimeLimit(.seconds(600))
    @Option(name: .shortAndLong, help: "text, json or yaml.")
    var output = ReportFormat.text

    func validate() throws {
        guard !conditions.isEmpty else { throw ValidationError("give --for CONDITION, such as --for ready") }
    }

    func run() async throws {
        let desired = try cluster.manifests.desired(for: "wait", output)
        let all = (conditions + failOn).flatMap(\.alternatives.conditions)
        for resource in all.compactMap(\.resource) { try cluster.require(resource, in: desired) }
        let wait = ConditionWait(
            desired, until: conditions.map(\.alternatives), failOn: failOn.map(\.alternatives), limit: timeout.limit)
        let shown = RunOutput(format: output, command: "wait", simulation: cluster.simulation)
        Interruption.watch(announces: false)
        let end = try await Composition.withCluster(desired, shown, keepsChanges: false) { environment in
            await wait.run(environment) { lines in if !output.isDocument { Console.err(lines) } }
        }
        show(end)
        if end.exitStatus != 0 { throw ExitCode(end.exitStatus) }
    }

    private func show(_ end: ConditionWait.End) {
        guard output.isDocument else { return Console.out([end.sentence]) }
        output.write([
            "formatVersion": .integer(RunJSON.formatVersion), "command": "wait",
            "exitCode": .integer(Int(end.exitStatus)), "verdict": .string(end.verdict.rawValue),
            "conditions": .array(
                end.states.map { ["condition": .string("\($0.0)"), "holds": .bool($0.1)] }),
            "fired": JSON(end.fired.map(\.description)),
            "seconds": .integer(Int(end.took.components.seconds)), "readingCommands": .integer(end.reading),
        ])
    }
}

/// `volume/engine=healthy,volume/data=healthy` on the command line.
struct ConditionArgument: ExpressibleByArgument {
    let alternatives: WaitAlternatives

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let conditions = parts.compactMap { Self.condition(String($0)) }
        guard conditions.count == parts.count else { return nil }
        alternatives = WaitAlternatives(conditions)
    }

    private static func condition(_ text: String) -> WaitCondition? {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard let word = parts.last, let state = WaitCondition.State(rawValue: word.lowercased()), parts.count < 3
        else {
            return nil
        }
        guard parts.count == 2 else { return WaitCondition(nil, state) }
        return ResourceArgument(argument: parts[0]).map { WaitCondition($0.resource, state) }
    }
}
