import ClusterModel
import SimulatedWorld
import TestSupport
import Testing
import World

@testable import Reconciliation

/// Installing and configuring ask for each other.
@Suite struct PackageRunTests {
    /// dpkg was killed on the third host; an hour is more than any of these runs takes.
    private static func run(isFull: Bool) -> RunReport? {
        let simulator = Simulator()
        var state = ClusterState.bare(3, seed: 3)
        state.hosts[2].repository.isFull = isFull
        let cluster = SimulatedCluster(state, time: simulator, random: SeededRandomSource(seed: 3), faults: .none)
        cluster.act(.host(.killDpkg("host3", "attr", .unpacked)))
        let environment = RunEnvironment(
            transport: cluster.transport(for: ProcessLifetime("one")), time: simulator,
            random: SeededRandomSource(seed: 7))
        return simulator.run {
            var settings = Reconciler.Settings()
            settings.timeLimit = .seconds(3_600)
            return await Reconciler(Make.desired(), environment: environment, settings: settings, tell: { _ in }).apply
            { _ in
                true
            }
        }
    }

    private static func works(_ report: RunReport) -> [String] {
        report.taken.filter { $0.step.action.stage == "packages" }.map(\.step.action.name)
    }

    /// apt wants dpkg asked, dpkg finds no room, apt wants dpkg asked: three times each.
    @Test func whatAlternatesEndsToo() throws {
        let report = try #require(Self.run(isFull: true))
        #expect(report.verdict == .stalled)
        #expect(report.plan.held.contains { $0.waitingOn.map(\.reason) == ["OperationFailed"] })
        let pair = ["host.installPackages", "host.configurePackages"]
        #expect(Self.works(report) == pair + pair + pair)
    }

    @Test func whatHelpsIsTakenUpOnce() throws {
        let report = try #require(Self.run(isFull: false))
        #expect(report.verdict == .converged)
        #expect(Self.works(report) == ["host.installPackages", "host.configurePackages"])
    }
}
