import ClusterModel
import Reconciliation
import SimulatedWorld
import TestSupport
import Testing
import World

@testable import Simulation

/// Each kind of drift on a converged cluster: hcctl repairs it, or the operator does, or the hold is justified.
@Suite struct DriftTests {
    private static let desired = {
        var desired = volumes
        var group = VolumeOptionGroupSpec()
        group.options = [GlusterOption("performance.quick-read", "off")]
        desired.optionGroups = [Desired("virt", group)]
        var export = NFSExportSpec()
        (export.volume, export.pseudoPath) = ("engine", "/engine")
        desired.nfsExports = [Desired("engine", export)]
        return desired
    }()

    private static let withEngine = {
        var desired = Make.desired([Make.volume { $0.owner = GlusterVolumeSpec.Owner() }])
        var spec = HostedEngineSpec()
        (spec.fqdn, spec.bridgeInterface, spec.gateway) = ("engine.lab.test", "eth0", "10.88.0.1")
        spec.storage.volume = "engine"
        spec.vm.macAddress = "00:16:3e:00:00:01"
        (spec.deployFrom, spec.hosts) = ("host1", ["host1"])
        var mail = HostedEngineSpec.Notifications()
        (mail.source, mail.destinations) = ("hc@lab.test", ["root@localhost"])
        spec.notifications = mail
        desired.hostedEngines = [Desired("engine", spec)]
        return desired
    }()

    private static let volumes = Make.desired([
        Make.volume(options: [
            GlusterOption("cluster.quorum-type", "auto"), GlusterOption("features.shard", "on"),
            GlusterOption("network.ping-timeout", "10"),
        ]), Make.volume("iso") { $0.state = .stopped },
    ])

    private static let withCTDB = {
        var desired = Make.desired([Make.volume("meta")])
        var spec = CTDBClusterSpec()
        spec.lockVolume.volume = "meta"
        var address = CTDBClusterSpec.PublicAddress()
        (address.address, address.interface) = ("10.88.0.100/24", "host0")
        spec.publicAddresses = [address]
        spec.tunables = [.init("KeepaliveInterval", 1), .init("KeepaliveLimit", 3)]
        spec.eventScripts.enabled = ["10.interface"]
        desired.ctdbClusters = [Desired("ctdb", spec)]
        return desired
    }()

    /// A converged cluster, and `body` on it.
    private func onceConverged(
        seed: UInt64 = 1, _ desired: DesiredState = Self.desired,
        _ body: @escaping @Sendable (RunRecorder, Simulator) async -> Void
    ) -> [Violation] {
        var state = world(from: desired, seed: seed)
        for index in state.hosts.indices {
            let disk = SimulatedDisk(
                serial: "vdz", contents: .filesystem(Filesystem(uuid: "f0e19900-0000-4000-8000-d00000000000")))
            state.hosts[index].devices.append(SimulatedDevice("/dev/vdz", number: "254:240", disk: disk))
        }
        let simulator = Simulator()
        let cluster = SimulatedCluster(state, time: simulator, random: SeededRandomSource(seed: seed))
        let recorder = RunRecorder(cluster, desired, time: simulator)
        let ended: Bool? = simulator.run {
            let first = await Caller(ProcessLifetime("first"), seed: seed, recorder, time: simulator).apply(.init())
            #expect(first.verdict == .converged)
            await body(recorder, simulator)
            return true
        }
        #expect(ended == true)
        return recorder.violations + cluster.findings.map { Violation(.model, at: .zero, $0) }
    }

    /// All but what needs a volume that is not created yet.
    private static let kinds = Drift.Kind.allCases.filter { ![.gluster(.leftover), .gluster(.gfidLeft)].contains($0) }

    @Test(arguments: kinds) func eachKindIsRepairedOrHeld(_ kind: Drift.Kind) {
        for seed in 1...3 as ClosedRange<UInt64> {
            let choice = SeededChoice(SeededRandomSource(seed: seed))
            let desired =
                switch kind {
                case .ctdb: Self.withCTDB
                case .hostedEngine: Self.withEngine
                case .gluster, .storage, .host, .nfs: Self.desired
                }
            let found = onceConverged(seed: seed, desired) { recorder, simulator in
                let drift = Drift(recorder.desired, choice)
                var actions: [ExternalAction] = []
                for _ in 1...20 where actions.isEmpty { actions = drift.actions(kind, "host2", recorder.cluster.state) }
                #expect(!actions.isEmpty)
                let done = actions.filter { recorder.act($0) }
                #expect(done.last == actions.last, "\(actions)")
                await ConvergencePhase(recorder, simulator, seed: seed, choice).run()
            }
            #expect(found == [], "\(kind)")
        }
    }

    /// Seed 21435: most hosts boot, so that no run gets its term and each ends at once. That explains what is held.
    @Test func hostsThatBootAreWaitedFor() {
        let found = onceConverged { recorder, simulator in
            recorder.act(.storage(.editFstab("host1", text: "# empty\n")))
            for host in ["host2", "host3"] as [HostName] {
                recorder.act(.host(.powerCut(host)))
                recorder.act(.host(.powerOn(host)))
            }
            await ConvergencePhase(recorder, simulator, seed: 1, SeededChoice(SeededRandomSource(seed: 1))).run()
        }
        #expect(found == [])
    }

    /// A competing writer on a converged cluster, and whether hcctl must report recurring drift. While the option is undone
    /// another host keeps the run waiting; a daemon that is stopped keeps it waiting itself.
    @Test(
        arguments: [
            (CompetingWriter.Goal.value(volume: "engine", option: "network.ping-timeout", "42"), true),
            (.numbers(volume: "engine"), false), (.stopped("host2"), nil),
            (.file("host1", path: "/var/lib/glusterd/groups/virt"), true),
        ] as [(CompetingWriter.Goal, Bool?)])
    func aCompetingWriterIsAnsweredAtAPaceAndForgottenOnceItIsGone(_ goal: CompetingWriter.Goal, _ isFight: Bool?) {
        let choice = SeededChoice(SeededRandomSource(seed: 4))
        let found = onceConverged { recorder, simulator in
            recorder.act(.host(.lockPackages("host3", .seconds(120))))
            recorder.act(.host(.removePackage("host3", "attr")))
            var settings = Reconciler.Settings()
            settings.timeLimit = .seconds(100)
            settings.pollPause = .seconds(2)
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await CompetingWriter(recorder, time: simulator, choice, goal).run() }
                _ = await Caller(ProcessLifetime("beside"), seed: 2, recorder, time: simulator).apply(settings)
                group.cancelAll()
            }
            if let isFight { #expect((recorder.tally.fought == 1) == isFight) }
            await ConvergencePhase(recorder, simulator, seed: 3, choice).run()
            #expect(GroundTruth(recorder.desired, recorder.cluster.state).differences() == [])
        }
        #expect(found == [])
    }

    /// An external action disabled a volume's quorum, and two of its three bricks are down: setting the quorum back before
    /// they run would make the volume read-only.
    @Test func quorumIsSetBackOnlyOverBricksThatRun() {
        let found = onceConverged { recorder, simulator in
            let volume = recorder.desired.volumes[0]
            recorder.act(.gluster(.setOption(volume: volume.name.text, "cluster.quorum-type", "none")))
            for brick in volume.spec.allBricks.suffix(2) {
                recorder.act(.gluster(.killBrick(brick.host, path: brick.path)))
            }
            let report = await Caller(ProcessLifetime("next"), seed: 2, recorder, time: simulator).apply(.init())
            #expect(report.verdict == .converged)
        }
        #expect(found == [])
    }
}
