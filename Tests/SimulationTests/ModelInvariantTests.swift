import ClusterModel
import Foundation
import Planning
import Reconciliation
import SimulatedWorld
import TestSupport
import Testing
import World

@testable import Simulation

/// Violations on a model of hosts, by a process that plans nothing.
@Suite struct ModelInvariantTests {
    private let desired = Make.desired()

    /// Runs `body` with a witness and the way to the hosts of a process that plans nothing.
    private func violations(
        _ change: (inout ClusterState) -> Void = { _ in },
        _ body: @escaping @Sendable (RunRecorder, any CommandTransport) async -> Void
    ) -> [Violation] {
        var state = world(from: desired, seed: 1)
        change(&state)
        let simulator = Simulator()
        let cluster = SimulatedCluster(state, time: simulator, random: SeededRandomSource(seed: 1))
        let recorder = RunRecorder(cluster, desired, time: simulator)
        let transport = cluster.transport(for: ProcessLifetime("rogue"))
        let ended: Bool? = simulator.run {
            for host in recorder.desired.spec.hosts { _ = await transport.take(Term(1), at: .host(host)) }
            recorder.judgeNews()
            for host in recorder.desired.spec.hosts { recorder.observed(host, by: "rogue") }
            await body(recorder, transport)
            recorder.judgeNews()
            return true
        }
        #expect(ended == true)
        return recorder.violations + cluster.findings.map { Violation(.model, at: .zero, $0) }
    }

    /// Everything as desired, by a sound process; then `body`.
    private func onceConverged(
        _ body: @escaping @Sendable (RunRecorder, any CommandTransport) async -> Void
    ) -> [Violation] {
        violations { recorder, rogue in
            let caller = Caller(ProcessLifetime("sound"), seed: 1, recorder, time: recorder.clock)
            let report = await caller.apply(.init())
            #expect(report.verdict == .converged)
            for host in recorder.desired.spec.hosts { _ = await rogue.take(Term(9), at: .host(host)) }
            recorder.judgeNews()
            for host in recorder.desired.spec.hosts { recorder.observed(host, by: "rogue") }
            await body(recorder, rogue)
        }
    }

    private static func gluster(_ words: String...) -> Change {
        .run(Invocation(["gluster", "--mode=script"] + words))
    }

    @Test func aSoundProcessIsBlamedForNothing() { #expect(onceConverged { _, _ in } == []) }

    /// ctdb without its lock volume, and the stop of the last node that can serve.
    @Test func ctdbWithoutItsLockAndWithoutASuccessorIsFound() {
        let started = onceConverged { _, rogue in
            for (path, text) in [
                ("/etc/ctdb/nodes", "10.88.0.11\n"), ("/etc/ctdb/ctdb.conf", "cluster lock = /mnt/lock/reclock\n"),
            ] {
                let write = FileWrite(path: path, contents: .bytes(Array(text.utf8)), mode: 0o644, expecting: .anything)
                _ = await rogue.perform(.write(write), at: .host("host1"), term: Term(9))
            }
            let start = Invocation(["systemctl", "enable", "--now", "--", "ctdb.service"])
            _ = await rogue.perform(.run(start), at: .host("host1"), term: Term(9))
        }
        #expect(started.map(\.rule).contains(.ctdb))
    }

    @Test func aChangeWithoutAPlanIsFound() {
        let found = violations { _, rogue in
            let mkfs = Change.run(Invocation(["mkfs.xfs", "--", "/dev/vdb"]))
            _ = await rogue.perform(mkfs, at: .host("host1"), term: Term(1))
        }
        #expect(found.map(\.rule) == [.planned])
    }

    @Test func aForeignLineOfTheTableLostIsFound() {
        let found = violations { _, rogue in
            let file = FileWrite(
                path: "/etc/fstab", contents: .bytes(Array("# mine\n".utf8)), mode: 0o644, expecting: .anything)
            _ = await rogue.perform(.write(file), at: .host("host1"), term: Term(1))
        }
        #expect(found.map(\.rule).contains(.foreign))
    }

    @Test func aDirectoryOnTheRootFileSystemIsFound() {
        let found = violations { _, rogue in
            let mkdir = Change.run(Invocation(["mkdir", "-p", "-m", "0755", "--", "/gluster/engine/brick"]))
            _ = await rogue.perform(mkdir, at: .host("host1"), term: Term(1))
        }
        #expect(found.map(\.rule).contains(.foreign))
    }

    /// Not what an external action did since the observation on which it was decided.
    @Test(arguments: [(Duration.seconds(61), true), (.zero, false)])
    func aForeignVolumeChangedIsFound(_ later: Duration, _ isFound: Bool) {
        let found = onceConverged { recorder, rogue in
            let name = recorder.desired.volumes[0].name.text
            recorder.act(.gluster(.setOption(volume: name, OwnershipTag.owner, "another")))
            try? await recorder.clock.sleep(later)
            _ = await rogue.perform(
                Self.gluster("volume", "set", name, "network.ping-timeout", "42"), at: .host("host1"), term: Term(9))
        }
        #expect(found.map(\.rule).contains(.foreign) == isFound)
    }

    /// host1 alone has the tag of another owner, and then loses it to a change that was made elsewhere: a finding only
    /// where host1's glusterd could report the tag (seed 20112).
    @Test(arguments: [true, false]) func aTagThatNoRunningDaemonHasIsNoForeignVolume(_ runs: Bool) {
        _ = onceConverged { recorder, _ in
            var before = recorder.cluster.state
            before.hosts[0].glusterd.volumes[0].version += 1
            before.hosts[0].glusterd.volumes[0].options.insert(GlusterOption(OwnershipTag.owner, "another"), at: 0)
            if !runs { before.hosts[0].units["glusterd.service"]?.active = .inactive }
            var after = before
            for index in after.hosts.indices.dropFirst() {
                after.hosts[index].glusterd.volumes[0].version += 2
            }
            after.hosts[0].glusterd.volumes[0] = after.hosts[1].glusterd.volumes[0]
            let desired = recorder.desired
            let found = ForeignThings(before, desired, at: .zero).touched(
                by: ForeignThings(after, desired, at: .seconds(100)), begun: .seconds(100))
            #expect(found.isEmpty == !runs)
        }
    }

    @Test func anotherPoolMadeLargerIsFound() {
        let found = violations {
            $0.hosts.append(InitialConditions.stranger)
        } _: { recorder, rogue in
            #expect(recorder.act(.gluster(.foreignPool(["host1", "stranger"], volume: nil))))
            _ = await rogue.perform(
                .run(Invocation(["systemctl", "enable", "--now", "--", "glusterd.service"])), at: .host("host2"),
                term: Term(1))
            let probe = Self.gluster("peer", "probe", "host2.lab.test")
            _ = await rogue.perform(probe, at: .host("host1"), term: Term(1))
        }
        #expect(found.map(\.rule).contains(.foreign))
    }

    /// Two of three bricks run; a quorum of three makes the volume read-only.
    @Test(arguments: [(Duration.seconds(7), true), (.zero, false)])
    func aQuorumRaisedOverWhatRunsIsFound(_ later: Duration, _ isFound: Bool) {
        let found = onceConverged { recorder, rogue in
            let volume = recorder.desired.volumes[0]
            let brick = volume.spec.allBricks[2]
            #expect(recorder.act(.gluster(.killBrick(brick.host, path: brick.path))))
            try? await recorder.clock.sleep(later)
            _ = await rogue.perform(
                Self.gluster(
                    "volume", "set", volume.name.text, "cluster.quorum-type", "fixed", "cluster.quorum-count", "3"),
                at: .host("host1"), term: Term(9))
        }
        #expect(found.map(\.rule).contains(.quorum) == isFound)
    }

    /// What keeps data is never put on an empty directory by force.
    @Test(arguments: [(Duration.seconds(7), true), (.zero, false)])
    func aBrickStartedByForceWithoutItsMarkIsFound(_ later: Duration, _ isFound: Bool) {
        let found = onceConverged { recorder, rogue in
            let volume = recorder.desired.volumes[0]
            let brick = volume.spec.allBricks[2]
            #expect(recorder.act(.gluster(.killBrick(brick.host, path: brick.path))))
            #expect(recorder.act(.gluster(.removeMark(brick.host, path: brick.path))))
            try? await recorder.clock.sleep(later)
            _ = await rogue.perform(
                Self.gluster("volume", "start", volume.name.text, "force"), at: .host("host1"), term: Term(9))
        }
        #expect(found.map(\.rule).contains(.mark) == isFound)
    }

    /// Seed 90011468: `start force` hangs; meanwhile the brick's file system is unmounted and a bare directory takes its
    /// place, which the command marks.
    @Test(arguments: [(Duration.seconds(7), true), (.zero, false)])
    func aDirectoryBelowAMountMarkedByForceIsFound(_ later: Duration, _ isFound: Bool) {
        let found = onceConverged { recorder, rogue in
            let volume = recorder.desired.volumes[0]
            let brick = volume.spec.allBricks[2]
            let start = Self.gluster("volume", "start", volume.name.text, "force")
            func unmount() {
                #expect(recorder.act(.storage(.unmount(brick.host, target: "/gluster"))))
                #expect(recorder.act(.host(.makeDirectory(brick.host, path: brick.path))))
            }
            await withTaskGroup(of: Void.self) { group in
                if isFound { unmount() }
                try? await recorder.clock.sleep(later)
                group.addTask { _ = await rogue.perform(start, at: .host("host1"), term: Term(9)) }
                try? await recorder.clock.sleep(.milliseconds(200))
                if !isFound { unmount() }
            }
        }
        #expect(found.map(\.rule).contains(.mark) == isFound)
        #expect(found.map(\.rule).contains(.foreign) == isFound)
    }

    /// Only a mark on a bare brick's directory is excused by an unmount: an existing file is judged as before.
    @Test func aFileChangedUnderAnUnmountIsFound() {
        let found = onceConverged { recorder, rogue in
            recorder.act(.host(.writeFile("host1", path: "/srv/file", [1])))
            recorder.act(.storage(.unmount("host1", target: "/gluster")))
            let file = FileWrite(path: "/srv/file", contents: .bytes([2]), mode: 0o644, expecting: .anything)
            _ = await rogue.perform(.write(file), at: .host("host1"), term: Term(9))
        }
        #expect(found.map(\.rule).contains(.foreign))
    }

    /// Seed 90021149: a volume is created while a restart is under way, which takes its only brick away.
    @Test(arguments: [(Duration.seconds(7), true), (.zero, false)])
    func aRestartThatTakesAVolumeItsQuorumIsFound(_ later: Duration, _ isFound: Bool) {
        let found = onceConverged { recorder, rogue in
            let restart = Change.run(Invocation(["systemctl", "restart", "--", "glusterd.service"]))
            func make() {
                #expect(recorder.act(.gluster(.makeVolume("others", "host1", path: "/gluster/others/brick"))))
            }
            await withTaskGroup(of: Void.self) { group in
                if isFound { make() }
                try? await recorder.clock.sleep(later)
                group.addTask { _ = await rogue.perform(restart, at: .host("host1"), term: Term(9)) }
                try? await recorder.clock.sleep(.milliseconds(200))
                if !isFound { make() }
            }
        }
        #expect(found.map(\.rule).contains(.quorum) == isFound)
    }

    @Test func aFormattingOverAFileSystemIsFoundAlthoughMkfsRefusesIt() {
        let found = onceConverged { recorder, rogue in
            #expect(recorder.act(.storage(.unmount("host1", target: "/gluster"))))
            let mkfs = Change.run(Invocation(["mkfs.xfs", "--", "/dev/vdb"]))
            _ = await rogue.perform(mkfs, at: .host("host1"), term: Term(9))
        }
        #expect(found.map(\.rule).contains(.signature))
    }

    @Test func aCommandThatTheModelDoesNotKnowIsFound() {
        let found = violations { _, rogue in
            _ = await rogue.perform(.run(Invocation(["reboot"])), at: .host("host1"), term: Term(1))
        }
        #expect(found.map(\.rule).contains(.model))
    }

    @Test func aProcessThatNeverStopsIsFound() {
        let found = violations { recorder, _ in
            let life = ProcessLifetime("endless")
            let guardian = CallGuard(life, recorder)
            for _ in 0...CallGuard.limit { guardian.count() }
            #expect(!life.isAlive)
        }
        #expect(found.map(\.rule) == [.bound])
    }
}
