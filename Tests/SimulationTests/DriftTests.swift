import ClusterModel
import Reconciliation
import SimulatedWorld
import TestSupport
import Testing
import World

@testable import Simulation

/// Each kind of drift on a cluster that is as desired: hcctl mends it, or a person does who reads what is held, or it
/// stands and says so.
@Suite struct DriftTests {
    private static let desired = {
        var desired = volumes
        var group = VolumeOptionGroupSpec()
        group.options = [GlusterOption("performance.quick-read", "off")]
        desired.optionGroups = [Desired("virt", group)]
        return desired
    }()

    private static let volumes = Make.desired([
        Make.volume(options: [
            GlusterOption("cluster.quorum-type", "auto"), GlusterOption("features.shard", "on"),
            GlusterOption("network.ping-timeout", "10"),
        ]), Make.volume("iso") { $0.state = .stopped },
    ])

    /// A converged cluster, and `body` on it.
    private func onceConverged(
        seed: UInt64 = 1, _ body: @escaping @Sendable (Witness, Simulator) async -> Void
    ) -> [Finding] {
        var state = world(from: Self.desired, seed: seed)
        for index in state.hosts.indices {
            let disk = SimulatedDisk(
                serial: "vdz", contents: .filesystem(Filesystem(uuid: "f0e19900-0000-4000-8000-d00000000000")))
            state.hosts[index].devices.append(SimulatedDevice("/dev/vdz", number: "254:240", disk: disk))
        }
        let simulator = Simulator()
        let cluster = SimulatedCluster(state, time: simulator, random: SeededRandomSource(seed: seed))
        let witness = Witness(cluster, Self.desired, time: simulator)
        let ended: Bool? = simulator.run {
            let first = await Caller(CallerLife("first"), seed: seed, witness, time: simulator).apply(.init())
            #expect(first.verdict == .converged)
            await body(witness, simulator)
            return true
        }
        #expect(ended == true)
        return witness.findings + cluster.findings.map { Finding(.model, at: .zero, $0) }
    }

    /// All but what a refused create leaves, for which a volume must be still to come.
    private static let kinds = Drift.Kind.allCases.filter { $0 != .leftover }

    @Test(arguments: kinds) func eachKindIsMendedOrStands(_ kind: Drift.Kind) {
        for seed in 1...3 as ClosedRange<UInt64> {
            let luck = Luck(SeededRandomSource(seed: seed))
            let found = onceConverged(seed: seed) { witness, simulator in
                let drift = Drift(witness.desired, luck)
                var hands: [Hand] = []
                for _ in 1...20 where hands.isEmpty { hands = drift.hands(kind, "host2", witness.cluster.state) }
                #expect(!hands.isEmpty)
                let done = hands.filter { witness.act($0) }
                #expect(done.last == hands.last, "\(hands)")
                await Aftermath(witness, simulator, seed: seed, luck).run()
            }
            #expect(found == [], "\(kind)")
        }
    }

    /// Seed 21435: most hosts boot, so that no run gets its term and each ends at once. That explains what is held.
    @Test func hostsThatBootAreWaitedFor() {
        let found = onceConverged { witness, simulator in
            witness.act(.editFstab("host1", text: "# empty\n"))
            for host in ["host2", "host3"] as [HostName] {
                witness.act(.powerCut(host))
                witness.act(.powerOn(host))
            }
            await Aftermath(witness, simulator, seed: 1, Luck(SeededRandomSource(seed: 1))).run()
        }
        #expect(found == [])
    }

    /// What a rival does to a cluster that is as desired, and whether hcctl is to call it a fight. While the option is
    /// undone another host keeps the run waiting; a daemon that is stopped keeps it waiting itself.
    @Test(
        arguments: [
            (Rival.Whim.value(volume: "engine", option: "network.ping-timeout", "42"), true),
            (.numbers(volume: "engine"), false), (.stopped("host2"), nil),
            (.file("host1", path: "/var/lib/glusterd/groups/virt"), true),
        ] as [(Rival.Whim, Bool?)])
    func aRivalIsFoughtAtAPaceAndForgottenOnceItIsGone(_ whim: Rival.Whim, _ isFight: Bool?) {
        let luck = Luck(SeededRandomSource(seed: 4))
        let found = onceConverged { witness, simulator in
            witness.act(.lockPackages("host3", .seconds(120)))
            witness.act(.removePackage("host3", "attr"))
            var settings = Reconciler.Settings()
            settings.timeLimit = .seconds(100)
            settings.pollPause = .seconds(2)
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await Rival(witness, time: simulator, luck, whim).pester() }
                _ = await Caller(CallerLife("beside"), seed: 2, witness, time: simulator).apply(settings)
                group.cancelAll()
            }
            if let isFight { #expect((witness.tally.fought == 1) == isFight) }
            await Aftermath(witness, simulator, seed: 3, luck).run()
            #expect(Truth(witness.desired, witness.cluster.state).differences() == [])
        }
        #expect(found == [])
    }

    /// Somebody took a volume its quorum, and two of its three bricks are down: to set the quorum back before they run
    /// would take clients the volume.
    @Test func quorumIsSetBackOnlyOverBricksThatRun() {
        let found = onceConverged { witness, simulator in
            let volume = witness.desired.volumes[0]
            witness.act(.setOption(volume: volume.name.text, "cluster.quorum-type", "none"))
            for brick in volume.spec.allBricks.suffix(2) { witness.act(.killBrick(brick.host, path: brick.path)) }
            let report = await Caller(CallerLife("next"), seed: 2, witness, time: simulator).apply(.init())
            #expect(report.verdict == .converged)
        }
        #expect(found == [])
    }
}
