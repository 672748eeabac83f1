import ClusterModel
import Foundation
import Planning
import Reconciliation
import SimulatedWorld
import TestSupport
import Testing
import World

@testable import Simulation

/// Violations made by hand on a model of hosts, seen by the witness as if hcctl had made them.
@Suite struct WorldRuleTests {
    private let desired = Make.desired()

    /// Runs `body` with a witness and the way to the hosts of a process that plans nothing.
    private func findings(
        _ change: (inout ClusterState) -> Void = { _ in },
        _ body: @escaping @Sendable (Witness, any CommandTransport) async -> Void
    ) -> [Finding] {
        var state = world(from: desired, seed: 1)
        change(&state)
        let simulator = Simulator()
        let cluster = SimulatedCluster(state, time: simulator, random: SeededRandomSource(seed: 1))
        let witness = Witness(cluster, desired, time: simulator)
        let transport = cluster.transport(for: CallerLife("rogue"))
        let ended: Bool? = simulator.run {
            for host in witness.desired.spec.hosts { _ = await transport.take(Term(1), at: .host(host)) }
            witness.look()
            for host in witness.desired.spec.hosts { witness.asked(host, by: "rogue") }
            await body(witness, transport)
            witness.look()
            return true
        }
        #expect(ended == true)
        return witness.findings + cluster.findings.map { Finding(.model, at: .zero, $0) }
    }

    /// Everything as desired, by a sound process; then `body`.
    private func onceConverged(
        _ body: @escaping @Sendable (Witness, any CommandTransport) async -> Void
    ) -> [Finding] {
        findings { witness, rogue in
            let caller = Caller(CallerLife("sound"), seed: 1, witness, time: witness.clock)
            let report = await caller.apply(.init())
            #expect(report.verdict == .converged)
            for host in witness.desired.spec.hosts { _ = await rogue.take(Term(9), at: .host(host)) }
            witness.look()
            for host in witness.desired.spec.hosts { witness.asked(host, by: "rogue") }
            await body(witness, rogue)
        }
    }

    private static func gluster(_ words: String...) -> Change {
        .run(Invocation(["gluster", "--mode=script"] + words))
    }

    @Test func aSoundProcessIsBlamedForNothing() { #expect(onceConverged { _, _ in } == []) }

    @Test func aChangeThatNobodyPlannedIsFound() {
        let found = findings { _, rogue in
            let mkfs = Change.run(Invocation(["mkfs.xfs", "--", "/dev/vdb"]))
            _ = await rogue.perform(mkfs, at: .host("host1"), term: Term(1))
        }
        #expect(found.map(\.rule) == [.planned])
    }

    @Test func aForeignLineOfTheTableLostIsFound() {
        let found = findings { _, rogue in
            let file = FileWrite(
                path: "/etc/fstab", contents: .bytes(Array("# mine\n".utf8)), mode: 0o644, expecting: .anything)
            _ = await rogue.perform(.write(file), at: .host("host1"), term: Term(1))
        }
        #expect(found.map(\.rule).contains(.foreign))
    }

    @Test func aDirectoryOnTheRootFileSystemIsFound() {
        let found = findings { _, rogue in
            let mkdir = Change.run(Invocation(["mkdir", "-p", "-m", "0755", "--", "/gluster/engine/brick"]))
            _ = await rogue.perform(mkdir, at: .host("host1"), term: Term(1))
        }
        #expect(found.map(\.rule).contains(.foreign))
    }

    /// Not what somebody did since the look on which it was decided.
    @Test(arguments: [(Duration.seconds(61), true), (.zero, false)])
    func aForeignVolumeChangedIsFound(_ later: Duration, _ isFound: Bool) {
        let found = onceConverged { witness, rogue in
            let name = witness.desired.volumes[0].name.text
            witness.act(.setOption(volume: name, OwnershipTag.owner, "another"))
            try? await witness.clock.sleep(later)
            _ = await rogue.perform(
                Self.gluster("volume", "set", name, "network.ping-timeout", "42"), at: .host("host1"), term: Term(9))
        }
        #expect(found.map(\.rule).contains(.foreign) == isFound)
    }

    @Test func anotherPoolMadeLargerIsFound() {
        let found = findings {
            $0.hosts.append(Obstacles.stranger)
        } _: { witness, rogue in
            #expect(witness.act(.foreignPool(["host1", "stranger"], volume: nil)))
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
        let found = onceConverged { witness, rogue in
            let volume = witness.desired.volumes[0]
            let brick = volume.spec.allBricks[2]
            #expect(witness.act(.killBrick(brick.host, path: brick.path)))
            try? await witness.clock.sleep(later)
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
        let found = onceConverged { witness, rogue in
            let volume = witness.desired.volumes[0]
            let brick = volume.spec.allBricks[2]
            #expect(witness.act(.killBrick(brick.host, path: brick.path)))
            #expect(witness.act(.removeMark(brick.host, path: brick.path)))
            try? await witness.clock.sleep(later)
            _ = await rogue.perform(
                Self.gluster("volume", "start", volume.name.text, "force"), at: .host("host1"), term: Term(9))
        }
        #expect(found.map(\.rule).contains(.mark) == isFound)
    }

    @Test func aFormattingOverAFileSystemIsFoundAlthoughMkfsRefusesIt() {
        let found = onceConverged { witness, rogue in
            #expect(witness.act(.unmount("host1", target: "/gluster")))
            let mkfs = Change.run(Invocation(["mkfs.xfs", "--", "/dev/vdb"]))
            _ = await rogue.perform(mkfs, at: .host("host1"), term: Term(9))
        }
        #expect(found.map(\.rule).contains(.signature))
    }

    @Test func aCommandThatNobodyTaughtTheModelIsFound() {
        let found = findings { _, rogue in
            _ = await rogue.perform(.run(Invocation(["reboot"])), at: .host("host1"), term: Term(1))
        }
        #expect(found.map(\.rule).contains(.model))
    }

    @Test func aProcessThatNeverStopsIsFound() {
        let found = findings { witness, _ in
            let life = CallerLife("endless")
            let guardian = CallGuard(life, witness)
            for _ in 0...CallGuard.limit { guardian.count() }
            #expect(!life.isAlive)
        }
        #expect(found.map(\.rule) == [.bound])
    }
}

/// The second opinion on “converged”, and the person who reads what is held.
@Suite struct OpinionTests {
    private let desired = Make.desired()
    private var bare: ClusterState { world(from: desired, seed: 1) }

    @Test func bareHostsAreNotAsDesired() {
        let words = Truth(desired, bare).differences()
        #expect(words.contains("host1:/dev/vdb has no XFS"))
        #expect(words.contains("there is no volume engine"))
        #expect(words.contains { $0.contains("does not know host2") })
    }

    @Test func aHoldWithoutACauseIsFound() {
        let held = HeldStep(
            resource: .host("host1"), differences: [],
            waitingOn: [.signature("host1", device: "/dev/vdb", found: "a file system")])
        let judgement = Operator(desired, bare, Luck(SeededRandomSource(seed: 1))).judge(Plan(held: [held]))
        #expect(judgement.wrong.count == 1)
        #expect(judgement.hands == [])
    }

    @Test func aHoldWithItsCauseIsMended() {
        var state = bare
        state.hosts[0].devices[0].disk.contents = .swap(uuid: "s")
        let held = HeldStep(
            resource: .host("host1"), differences: [],
            waitingOn: [.signature("host1", device: "/dev/vdb", found: "swap")])
        let judgement = Operator(desired, state, Luck(SeededRandomSource(seed: 1))).judge(Plan(held: [held]))
        #expect(judgement.hands == [.putOnDisk("host1", device: "/dev/vdb", .blank)])
        #expect(judgement.wrong == [])
    }

    /// Seed 587: the other member of a pool of two is nobody's host, and its daemon died.
    @Test func aStrangersDaemonThatIsMissedForQuorumIsStartedByAPerson() {
        var state = bare
        state.hosts.append(Obstacles.stranger)
        let isMade = state.act(.foreignPool(["host1", "stranger"], volume: nil))
        #expect(isMade)
        let held = HeldStep(resource: .host("host1"), differences: [], waitingOn: [.quorum("engine", up: 1, needed: 2)])
        func hands(_ state: ClusterState) -> [Hand] {
            Operator(desired, state, Luck(SeededRandomSource(seed: 1))).judge(Plan(held: [held])).hands
        }
        #expect(hands(state) == [])
        state.act(.killGlusterd("stranger", bricksToo: true, restarts: false))
        #expect(hands(state) == [.startService("stranger", unit: "glusterd.service")])
    }

    @Test func whatFollowsFromNothingIsFound() {
        let held = HeldStep(resource: .host("host1"), differences: [], waitingOn: [.hostUnreachable("host2")])
        let judgement = Operator(desired, bare, Luck(SeededRandomSource(seed: 1))).judge(Plan(held: [held]))
        #expect(judgement.wrong.count == 1)
    }
}

@Suite struct BareWorldTests {
    @Test func hostsHaveTheShapeOfTheManifests() {
        var desired = Make.desired()
        desired.hosts["host2"]?.storageAddress = "10.77.0.12"
        let state = world(from: desired, seed: 3)
        #expect(state.hosts.map(\.name) == desired.spec.hosts)
        #expect(state.hosts[1].names == ["10.77.0.12", "host2.lab.test", "10.88.0.12"])
        #expect(
            state.hosts.allSatisfy { $0.devices.map(\.path) == ["/dev/vdb"] && $0.devices[0].disk.contents == .blank })
        #expect(state.hosts.allSatisfy { !$0.runsGlusterd && $0.mounts.isEmpty })
    }

    /// `--world FILE` keeps hosts in a file.
    @Test func hostsAreReadAsTheyWereWritten() throws {
        let simulator = Simulator()
        let desired = Make.desired()
        let cluster = SimulatedCluster(world(from: desired, seed: 1), time: simulator, random: SeededRandomSource(seed: 1))
        let witness = Witness(cluster, desired, time: simulator)
        _ = simulator.run { await Caller(CallerLife("a"), seed: 1, witness, time: simulator).apply(.init()) }
        witness.act(.write(volume: desired.volumes[0].name.text, file: "f"))
        let hosts = cluster.state.hosts
        let data = try JSONEncoder().encode(hosts)
        #expect(try JSONDecoder().decode([SimulatedHost].self, from: data) == hosts)
    }

    @Test func randomClustersObeyTheRulesOfTheManifests() {
        for seed in 1...300 as ClosedRange<UInt64> {
            let desired = RandomCluster(Luck(SeededRandomSource(seed: seed))).desired()
            for volume in desired.volumes {
                let bricks = volume.spec.allBricks
                #expect(!bricks.isEmpty && bricks.count % volume.spec.replica == 0)
                for start in stride(from: 0, to: bricks.count, by: volume.spec.replica) {
                    let set = bricks[start..<start + volume.spec.replica]
                    #expect(Set(set.map(\.host)).count == volume.spec.replica)
                }
            }
            let all = desired.volumes.flatMap(\.spec.allBricks)
            #expect(Set(all).count == all.count)
        }
    }
}
