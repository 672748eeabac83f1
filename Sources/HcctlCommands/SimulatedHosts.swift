internal import ClusterModel
internal import SimulatedWorld
internal import Simulation
internal import World

/// A run against simulated hosts: everything is as with real ones, but the way to them and the clock.
struct SimulatedHosts {
    /// What goes on by itself after a command (peers connect, locks pass) is over after this; ten minutes of virtual
    /// time cost nothing.
    private static let settling = Duration.seconds(600)

    private let file: SimulatedFile?
    private let start: SimulatedFile.Contents

    /// Why there is no report.
    struct Problem: Error {
        let words: String
    }

    init(_ desired: DesiredState, _ options: SimulateOptions) throws(Problem) {
        file = options.file.map(SimulatedFile.init)
        var contents = try file?.read() ?? SimulatedFile.Contents(seed: options.seed ?? 1, hosts: [])
        if let seed = options.seed { contents.seed = seed }
        let known = contents.hosts.map(\.name)
        contents.hosts += world(from: desired, seed: contents.seed).hosts.filter { !known.contains($0.name) }
        start = contents
    }

    /// Runs `body` to its end. What it changed is kept if there is a file to keep it in and it is meant to be.
    func run(
        keepsChanges: Bool, _ body: @escaping @Sendable (RunEnvironment) async -> RunReport
    ) throws(Problem) -> RunReport {
        let simulator = Simulator()
        // Each command rolls other dice than the one before: UUIDs must not come twice.
        let seed = start.seed &+ start.commands &* 1_000_003
        let cluster = SimulatedCluster(
            ClusterState(start.hosts, seed: seed), time: simulator, random: SeededRandomSource(seed: seed))
        let environment = RunEnvironment(
            transport: cluster.transport(for: ProcessLifetime("hcctl")), time: simulator,
            random: SeededRandomSource(seed: ~seed))
        let ended: RunReport? = simulator.run {
            let report = await body(environment)
            try? await simulator.sleep(Self.settling)
            return report
        }
        guard let report = ended else {
            throw Problem(words: "the simulation stands still, which is an error of hcctl's own")
        }
        if let words = cluster.findings.first {
            throw Problem(words: "the simulated hosts do not know this, which is an error of hcctl's own: \(words)")
        }
        if keepsChanges, let file { try file.write(start.next(hosts: cluster.state.hosts)) }
        return report
    }
}
