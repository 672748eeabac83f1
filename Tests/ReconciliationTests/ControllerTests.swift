import ClusterModel
import SimulatedWorld
import Synchronization
import TestSupport
import Testing
import World

@testable import Reconciliation

/// A controller on simulated hosts, in virtual time.
@Suite struct ControllerTests {
    /// One controller and what it reported.
    private final class Bench: Sendable {
        let simulator = Simulator()
        let cluster: SimulatedCluster
        let inbox = ControlInbox()
        let life = ProcessLifetime("controller")
        private let reported = Mutex<[(at: Duration, event: ControllerEvent)]>([])
        private let published = Mutex<Controller.Snapshot?>(nil)

        init(seed: UInt64 = 1) {
            cluster = SimulatedCluster(.bare(3, seed: seed), time: simulator, random: SeededRandomSource(seed: seed))
        }

        var events: [ControllerEvent] { reported.withLock { $0.map(\.event) } }
        var snapshot: Controller.Snapshot? { published.withLock { $0 } }
        var states: [String] {
            events.compactMap { if case .state(let verdict, _, _) = $0 { verdict.word } else { nil } }
        }

        func begun(after instant: Duration) -> [(at: Duration, step: Step)] {
            reported.withLock { events in
                events.compactMap { at, event in
                    if case .cycle(.stepStarted(let step)) = event, at >= instant { (at, step) } else { nil }
                }
            }
        }

        func environment(_ name: String) -> RunEnvironment {
            RunEnvironment(
                transport: cluster.transport(for: ProcessLifetime(name)), time: simulator,
                random: SeededRandomSource(seed: 7))
        }

        /// Runs the controller with followers beside `script`; stops it at the script's end.
        func run(
            _ desired: DesiredState, _ change: (inout Controller.Settings) -> Void = { _ in },
            follows: Bool = true, script: @escaping @Sendable (Bench) async -> Void
        ) {
            var settings = Controller.Settings()
            change(&settings)
            let environment = RunEnvironment(
                transport: cluster.transport(for: life), time: simulator, random: SeededRandomSource(seed: 3))
            let tell: @Sendable (ControllerEvent) -> Void = { event in
                self.reported.withLock { $0.append((self.simulator.uptime(), event)) }
            }
            let controller = Controller(
                settings, inbox: inbox, environment: { _ in environment }, tell: tell,
                publish: { snapshot in self.published.withLock { $0 = snapshot } })
            let followers = HostFollowers(
                SimulatedFollower(cluster, life), time: simulator, random: SeededRandomSource(seed: 5), inbox: inbox,
                tell: tell)
            let done: Bool? = simulator.run {
                await withTaskGroup(of: Bool.self) { group in
                    group.addTask {
                        await controller.run(desired)
                        return true
                    }
                    if follows {
                        group.addTask {
                            await followers.run(HostFollowers.programs(desired))
                            return false
                        }
                    }
                    group.addTask {
                        await script(self)
                        self.inbox.stop()
                        return false
                    }
                    for await isOver in group where isOver { group.cancelAll() }
                    return true
                }
            }
            #expect(done == true, "the simulation came to a deadlock")
            #expect(cluster.findings.isEmpty)
        }

        func pause(_ duration: Duration) async { try? await simulator.sleep(duration) }
    }

    private static let option = GlusterExternalAction.setOption(volume: "engine", "network.ping-timeout", "42")

    @Test func bareHostsConvergeAndStaySo() {
        let bench = Bench()
        bench.run(Make.desired()) { bench in await bench.pause(.seconds(600)) }
        #expect(bench.states == ["Converged"])
        #expect(bench.snapshot?.report.plan.isConverged == true)
        #expect(bench.events.last == .stopping)
    }

    /// An option, a brick, a file and a mount: each is repaired within two seconds of virtual time, without the poll.
    @Test(arguments: [
        ExternalAction.gluster(Self.option), .gluster(.killBrick("host2", path: "/gluster/engine/brick")),
        .storage(.editFstab("host3", text: "# empty\n")),
    ]) func driftWakesIt(_ drift: ExternalAction) {
        let bench = Bench()
        bench.run(Make.desired(), { $0.poll = .seconds(86_400) }) { bench in
            await bench.pause(.seconds(300))
            #expect(bench.cluster.act(drift))
            await bench.pause(.seconds(60))
        }
        let repair = bench.begun(after: .seconds(300))
        #expect(repair.count == 1, "\(repair.map(\.step.id))")
        #expect((repair.first?.at ?? .seconds(999)) - .seconds(300) < .seconds(2))
        #expect(bench.states == ["Converged", "Converged"])
    }

    @Test func withoutFollowersThePollFindsDrift() {
        let bench = Bench()
        bench.run(Make.desired(), { $0.poll = .seconds(60) }, follows: false) { bench in
            await bench.pause(.seconds(300))
            #expect(bench.cluster.act(.gluster(Self.option)))
            await bench.pause(.seconds(120))
        }
        let repair = bench.begun(after: .seconds(300)).first?.at ?? .zero
        #expect(repair > .seconds(300) && repair < .seconds(375))
    }

    /// Ten lines a second for a minute are far fewer observations.
    @Test func aStormOfLinesIsFewObservations() {
        let bench = Bench()
        let before = Mutex(0)
        let observations: @Sendable (Bench) -> Int = { bench in
            bench.events.count { if case .cycle(.observed) = $0 { true } else { false } }
        }
        bench.run(Make.desired(), { $0.poll = .seconds(86_400) }) { bench in
            await bench.pause(.seconds(300))
            before.withLock { $0 = observations(bench) }
            for _ in 0..<600 {
                bench.inbox.wake(.line("host1", source: .gluster, text: "noise"))
                await bench.pause(.milliseconds(100))
            }
        }
        let made = observations(bench) - before.withLock { $0 }
        #expect((10...25).contains(made), "\(made) observations in a minute")
    }

    @Test func aNewRevisionEndsAWait() {
        let bench = Bench()
        let first = Make.desired()
        bench.run(first, { $0.poll = .seconds(86_400) }) { bench in
            await bench.pause(.seconds(300))
            var second = first
            second.volumes = [Make.volume(options: [GlusterOption("network.ping-timeout", "11")])]
            bench.inbox.adopt(second)
            await bench.pause(.seconds(30))
        }
        let taken = bench.begun(after: .seconds(300))
        #expect(taken.count == 1)
        #expect((taken.first?.at ?? .zero) < .seconds(302))
        #expect(bench.snapshot?.desired.volumes[0].spec.options.first?.value == "11")
    }

    @Test func anObservingControllerChangesNothing() {
        let bench = Bench()
        bench.run(Make.desired(), { $0.observesOnly = true }) { bench in await bench.pause(.seconds(120)) }
        #expect(bench.begun(after: .zero).isEmpty)
        #expect(bench.states == ["Different"])
        #expect(bench.events.contains(.observingOnly(.asStarted)))
    }

    @Test func aPausedControllerActsAgainAfterwards() {
        let bench = Bench()
        let pause = ControlPause(since: Make.now.wall, why: "disk swap")
        bench.run(Make.desired()) { bench in
            await bench.pause(.seconds(300))
            bench.inbox.set(pause)
            await bench.pause(.seconds(10))
            #expect(bench.cluster.act(.gluster(Self.option)))
            await bench.pause(.seconds(200))
            #expect(bench.begun(after: .seconds(300)).isEmpty)
            #expect(bench.snapshot?.observing == .paused(since: pause.since, why: pause.why))
            bench.inbox.set(nil)
            await bench.pause(.seconds(10))
        }
        #expect(bench.begun(after: .seconds(510)).count == 1)
        #expect(bench.states == ["Converged", "Different", "Converged"])
    }

    @Test func onlyTheNamedHostActs() {
        var desired = Make.desired()
        desired.spec.controller = ControllerSpec()
        desired.spec.controller?.host = "host2"
        let other = Bench()
        other.run(desired, { $0.here = "host1" }) { bench in await bench.pause(.seconds(120)) }
        #expect(other.begun(after: .zero).isEmpty)
        #expect(other.events.contains(.observingOnly(.otherHostNamed("host2", here: "host1"))))
        let named = Bench()
        named.run(desired, { $0.here = "host2" }) { bench in await bench.pause(.seconds(120)) }
        #expect(named.states == ["Converged"])
    }

    /// A one-shot command takes the next term. The controller reports it and observes; where its host is named it acts
    /// again a minute later, else not before an operator asks.
    @Test(arguments: [nil, HostName("host1")]) func afterAnApplyItYields(_ named: HostName?) {
        var desired = Make.desired()
        desired.spec.controller = ControllerSpec()
        desired.spec.controller?.host = named
        let bench = Bench()
        let wanted = desired
        bench.run(desired, { $0.here = "host1" }) { bench in
            await bench.pause(.seconds(300))
            var other = wanted
            other.volumes = [Make.volume(options: [GlusterOption("network.ping-timeout", "20")])]
            let apply = Reconciler(other, environment: bench.environment("apply"), tell: { _ in })
            #expect(await apply.apply { _ in true }.verdict == .converged)
            await bench.pause(.seconds(30))
        }
        #expect(bench.begun(after: .seconds(300)).isEmpty)
        let overruled = bench.events.contains { if case .overruled(_, Term(2)) = $0 { true } else { false } }
        #expect(overruled)

        let later = Bench()
        later.run(desired, { $0.here = "host1" }) { bench in
            await bench.pause(.seconds(300))
            #expect(bench.cluster.act(.gluster(Self.option)))
            _ = await Reconciler(wanted, environment: bench.environment("apply"), tell: { _ in }).apply { _ in true }
            #expect(bench.cluster.act(.gluster(Self.option)))
            await bench.pause(.seconds(120))
            if named == nil {
                #expect(bench.begun(after: .seconds(303)).isEmpty)
                bench.inbox.wake(.request)
                await bench.pause(.seconds(30))
            }
        }
        #expect(later.begun(after: .seconds(303)).count == 1)
        #expect(later.states.last == "Converged")
    }

    /// kill -9 of the followers' connection: another full observation once they run again.
    @Test func aFollowerThatEndsIsStartedAgain() {
        let bench = Bench()
        bench.run(Make.desired(), { $0.poll = .seconds(86_400) }) { bench in
            await bench.pause(.seconds(300))
            #expect(bench.cluster.act(.host(.unreachable("host3"))))
            await bench.pause(.seconds(20))
            #expect(bench.cluster.act(.storage(.editFstab("host3", text: "# empty\n"))))
            #expect(bench.cluster.act(.host(.reachable("host3"))))
            await bench.pause(.seconds(120))
        }
        #expect(bench.events.contains { if case .followersLost("host3", _) = $0 { true } else { false } })
        #expect(bench.begun(after: .seconds(300)).count == 1)
        #expect(bench.states.last == "Converged")
    }

    @Test func theSameSeedGivesTheSameRun() {
        func run() -> [ControllerEvent] {
            let bench = Bench(seed: 4)
            bench.run(Make.desired()) { bench in
                await bench.pause(.seconds(200))
                bench.cluster.act(.gluster(Self.option))
                await bench.pause(.seconds(100))
            }
            return bench.events
        }
        #expect(run() == run())
    }
}
