import ClusterModel
import SimulatedWorld
import TestSupport
import Testing
import World

@testable import Reconciliation

/// A manifest loses options: they go back to their defaults, whatever becomes of the run that does it.
@Suite struct DroppedOptionRunTests {
    private static let options = [
        GlusterOption("network.ping-timeout", "10"), GlusterOption("performance.quick-read", "off"),
        GlusterOption("performance.io-cache", "off"), GlusterOption("auth.allow", "10.*"),
    ]

    private func desired(_ options: [GlusterOption]) -> DesiredState { Make.desired([Make.volume(options: options)]) }

    private func run(
        _ desired: DesiredState, on cluster: SimulatedCluster, _ simulator: Simulator, _ caller: ProcessLifetime
    )
        -> RunReport?
    {
        let environment = RunEnvironment(
            transport: cluster.transport(for: caller), time: simulator, random: SeededRandomSource(seed: 7))
        return simulator.run {
            await Reconciler(desired, environment: environment, tell: { _ in }, mustStop: { !caller.isAlive }).apply {
                _ in true
            }
        }
    }

    private func cluster(_ simulator: Simulator) -> SimulatedCluster {
        SimulatedCluster(.bare(3, seed: 5), time: simulator, random: SeededRandomSource(seed: 5), faults: .none)
    }

    private func expectDropped(_ cluster: SimulatedCluster, location: SourceLocation = #_sourceLocation) {
        let volume = cluster.state.volumes.first { $0.name == "engine" }
        #expect(volume?.option("network.ping-timeout") == "10", sourceLocation: location)
        for name in ["performance.quick-read", "performance.io-cache", "auth.allow"] {
            #expect(volume?.option(name) == nil, "\(name)", sourceLocation: location)
        }
        #expect(volume?.option(OwnershipTag.options) == "network.ping-timeout", sourceLocation: location)
        #expect(cluster.findings.isEmpty, sourceLocation: location)
    }

    @Test func theyGoBackAndTheMarksLoseThem() {
        let simulator = Simulator()
        let cluster = cluster(simulator)
        #expect(run(desired(Self.options), on: cluster, simulator, ProcessLifetime("one"))?.verdict == .converged)
        // Somebody else's option without our mark.
        cluster.act(.gluster(.setOption(volume: "engine", "performance.io-thread-count", "32")))
        let report = run(desired([Self.options[0]]), on: cluster, simulator, ProcessLifetime("two"))
        #expect(report?.verdict == .converged)
        #expect(
            report?.taken.map(\.step.action.name)
                == Array(repeating: "gluster.resetOption", count: 3) + ["gluster.setOptions"])
        expectDropped(cluster)
        #expect(
            cluster.state.volumes.first { $0.name == "engine" }?.option("performance.io-thread-count") == "32")
        let again = run(desired([Self.options[0]]), on: cluster, simulator, ProcessLifetime("three"))
        #expect(again?.counts.changing == 0)
    }

    /// Terms of three hosts, three resets and the marks: the process dies before each, and inside each.
    @Test(arguments: 1...7, [true, false]) func aRunThatWasKilledAnywhereIsMadeGoodByTheNext(
        _ number: Int, _ inside: Bool
    ) {
        let simulator = Simulator()
        let cluster = cluster(simulator)
        #expect(run(desired(Self.options), on: cluster, simulator, ProcessLifetime("one"))?.verdict == .converged)
        let killed = ProcessLifetime("two", diesBefore: inside ? nil : number, diesInside: inside ? number : nil)
        _ = run(desired([Self.options[0]]), on: cluster, simulator, killed)
        #expect(!killed.isAlive)
        let report = run(desired([Self.options[0]]), on: cluster, simulator, ProcessLifetime("three"))
        #expect(report?.verdict == .converged)
        expectDropped(cluster)
    }
}
