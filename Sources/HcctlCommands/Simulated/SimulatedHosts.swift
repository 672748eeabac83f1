internal import ClusterModel
internal import SimulatedWorld
internal import Simulation
internal import World

/// A run against simulated hosts: everything is as with real ones, but the way to them and the clock.
struct SimulatedHosts {
    /// What goes on by itself after a command (peers connect, locks pass) is over after this; ten minutes of virtual
    /// time cost nothing.
    private static let settling = Duration.seconds(600)

    private let file: WorldFile?
    private let start: WorldFile.Contents

    init(_ desired: DesiredState, _ options: SimulateOptions) throws(SimulationProblem) {
        file = options.file.map(WorldFile.init)
        var contents = try file?.read() ?? WorldFile.Contents(seed: options.seed ?? 1, hosts: [])
        if let seed = options.seed { contents.seed = seed }
        let known = contents.hosts.map(\.name)
        let fresh = world(from: desired, seed: contents.seed)
        contents.hosts += fresh.hosts.filter { !known.contains($0.name) }
        if contents.dns == nil, !fresh.dns.isEmpty { contents.dns = fresh.dns }
        start = contents
    }

    /// Runs `body` to its end. What it changed is kept if there is a file to keep it in and it is meant to be.
    func run<Report: Sendable>(
        keepsChanges: Bool, _ body: @escaping @Sendable (RunEnvironment) async -> Report
    ) throws(SimulationProblem) -> Report {
        let simulator = Simulator()
        // Each command rolls other dice than the one before: UUIDs must not come twice.
        let seed = start.seed &+ start.commands &* 1_000_003
        var state = ClusterState(start.hosts, seed: seed)
        state.resumeEngines(start.engines ?? [:], dns: start.dns ?? [:])
        let cluster = SimulatedCluster(state, time: simulator, random: SeededRandomSource(seed: seed))
        let environment = RunEnvironment(
            transport: cluster.transport(for: ProcessLifetime("hcctl")), time: simulator,
            random: SeededRandomSource(seed: ~seed), secrets: SimulatedSecrets())
        let ended: Report? = simulator.run {
            let report = await body(environment)
            try? await simulator.sleep(Self.settling)
            return report
        }
        guard let report = ended else {
            throw SimulationProblem(words: "internal error: the simulation makes no progress (please report)")
        }
        if let words = cluster.findings.first {
            throw SimulationProblem(
                words: "internal error: the simulated hosts do not support this (please report): \(words)")
        }
        if keepsChanges, let file { try file.write(start.next(cluster.state)) }
        return report
    }
}
