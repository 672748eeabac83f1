import ClusterModel
import SimulatedWorld
import TestSupport
import Testing
import World

@testable import Reconciliation

/// The whole loop on simulated hosts: nothing of it knows that they are not real.
@Suite struct SimulatedApplyTests {
    private static func apply(
        _ desired: DesiredState, seed: UInt64, faults: FaultRates = .none
    ) -> (report: RunReport?, cluster: SimulatedCluster) {
        let simulator = Simulator()
        let random = SeededRandomSource(seed: seed)
        let cluster = SimulatedCluster(.bare(3, seed: seed), time: simulator, random: random, faults: faults)
        let environment = RunEnvironment(
            transport: cluster.transport(for: ProcessLifetime("hcctl-1")), time: simulator, random: random)
        let report = simulator.run {
            await Reconciler(desired, environment: environment, tell: { _ in }).apply { _ in true }
        }
        return (report, cluster)
    }

    @Test func bareHostsConverge() throws {
        let desired = Make.desired([Make.volume("engine"), Make.volume("data") { $0.arbiter = 1 }])
        let (report, cluster) = Self.apply(desired, seed: 1)
        let found = try #require(report)
        #expect(found.verdict == .converged)
        #expect(found.taken.allSatisfy { $0.result == .done })
        #expect(cluster.findings.isEmpty)
        #expect(cluster.state.health.allSatisfy { $0.up == 3 })
    }

    /// A table with CR LF ends whose first line is the managed mount, bytes that are no text, no end of the last line.
    @Test func otherLinesOfFstabStayByteForByte() throws {
        var desired = Make.desired([])
        let simulator = Simulator()
        let cluster = SimulatedCluster(
            .bare(3, seed: 1), time: simulator, random: SeededRandomSource(seed: 1), faults: .none)
        func apply(_ name: String) -> RunReport? {
            let environment = RunEnvironment(
                transport: cluster.transport(for: ProcessLifetime(name)), time: simulator,
                random: SeededRandomSource(seed: 2))
            let wanted = desired
            return simulator.run {
                await Reconciler(wanted, environment: environment, tell: { _ in }).apply { _ in true }
            }
        }
        #expect(apply("one")?.verdict == .converged)
        let table = String(decoding: cluster.state["host1"]?.root.file("/etc/fstab") ?? [], as: UTF8.self)
        let line = try #require(table.split(separator: "\n").first { $0.contains(" /gluster ") })
        let others: [UInt8] = [0x0D, 0x0A, 0x23, 0xFF, 0x00, 0x0D, 0x0A, 0x0D, 0x0A] + Array("tmpfs /a tmpfs".utf8)
        cluster.act(.host(.writeFile("host1", path: "/etc/fstab", Array(line.utf8) + others)))
        for name in desired.spec.hosts { desired.hosts[name]?.storage[0].mountOptions = ["noatime"] }
        #expect(apply("two")?.verdict == .converged)
        let new = Array(line.replacing("xfs defaults", with: "xfs noatime").utf8) + others
        #expect(cluster.state["host1"]?.root.file("/etc/fstab") == new)
        #expect(apply("three")?.counts.changing == 0)
        #expect(cluster.findings.isEmpty)
    }

    @Test func theSameSeedGivesTheSameRun() {
        let faults = FaultRates([
            .changeLostAfter: 500, .changeLostBefore: 500, .observationLost: 500, .programKilled: 300, .queryHangs: 300,
            .programHangs: 300, .changeNotDelivered: 300, .observationNotDelivered: 300,
        ])
        for seed in 1...15 as ClosedRange<UInt64> {
            let first = Self.apply(Make.desired(), seed: seed, faults: faults)
            let second = Self.apply(Make.desired(), seed: seed, faults: faults)
            #expect(first.cluster.log == second.cluster.log)
            #expect(first.cluster.state == second.cluster.state)
            #expect(first.report?.took == second.report?.took)
        }
    }
}
