import ClusterModel
import Testing
import World

@testable import SimulatedWorld

/// Each fault of a call: what the caller is told, and what is true.
@Suite struct CallFaultTests {
    private static func make(_ stage: Stage, as life: ProcessLifetime = ProcessLifetime("hcctl-1")) throws -> Outcome {
        try #require(stage.run(as: life) { await $0.perform(Stage.mkdir, at: .host("host1"), term: Term(1)) })
    }

    private static func isMade(_ stage: Stage) -> Bool { stage.cluster.state["host1"]?.directory("/gluster") != nil }

    private static func count(_ fault: Fault, _ stage: Stage) -> Int {
        stage.cluster.faultCounts.first { $0.fault == fault }?.count ?? 0
    }

    @Test func withoutFaultsEverythingWorks() throws {
        let stage = Stage()
        #expect(try Self.make(stage).succeeded)
        #expect(Self.isMade(stage))
        #expect(stage.cluster.faultCounts.allSatisfy { $0.count == 0 })
    }

    @Test func notRun() throws {
        let stage = Stage(always: .changeNotDelivered)
        #expect(try Self.make(stage).isNotDelivered)
        #expect(!Self.isMade(stage))
        #expect(Self.count(.changeNotDelivered, stage) == 1)
    }

    @Test func lostBeforeTheEffect() throws {
        let stage = Stage(always: .changeLostBefore)
        #expect(try Self.make(stage).isUndecided)
        #expect(!Self.isMade(stage))
        #expect(Self.count(.changeLostBefore, stage) == 1)
    }

    @Test func lostAfterTheEffect() throws {
        let stage = Stage(always: .changeLostAfter)
        #expect(try Self.make(stage).isUndecided)
        #expect(Self.isMade(stage))
    }

    @Test func aKilledProgramHasDoneNothing() throws {
        let stage = Stage(always: .programKilled)
        #expect(try Self.make(stage) == .finished(Finished(exitStatus: 137)))
        #expect(!Self.isMade(stage))
    }

    @Test func whatADaemonDoesGoesOnWithoutTheProgram() throws {
        let stage = Stage(always: .programKilled)
        let start = Stage.command("systemctl", "enable", "--now", "--", "glusterd.service")
        let outcome = stage.run { await $0.perform(start, at: .host("host1"), term: Term(1)) }
        #expect(outcome == .finished(Finished(exitStatus: 137)))
        #expect(stage.cluster.state["host1"]?.runsGlusterd == true)
    }

    @Test func aHangingProgramIsKilledAtItsLimit() throws {
        let stage = Stage(always: .programHangs)
        #expect(try Self.make(stage) == .indeterminate(.timeLimitPassed(.seconds(20))))
        #expect(!Self.isMade(stage))
        #expect(stage.simulator.uptime() >= .seconds(20))
        #expect(stage.cluster.state.running.isEmpty)
    }

    @Test func aHangingProgramThatIsLeftAloneEndsLater() throws {
        let stage = Stage(always: .programHangs)
        let outcome = stage.run { await $0.perform(Stage.mkfs, at: .host("host1"), term: Term(1)) }
        #expect(outcome == .indeterminate(.timeLimitPassed(.seconds(600))))
        #expect(stage.cluster.state["host1"]?.device("/dev/vdb")?.disk.contents == .blank)
        #expect(stage.cluster.state.running.count == 1)
        _ = stage.simulator.run { try? await stage.simulator.sleep(.seconds(200)) }
        #expect(stage.cluster.state["host1"]?.device("/dev/vdb")?.disk.filesystem != nil)
    }

    @Test func observationsFailInTheirWays() throws {
        func look(_ fault: Fault) throws -> [Outcome] {
            let stage = Stage(always: fault)
            let outcomes = stage.run { await $0.observe(Array(repeating: Stage.date, count: 5), at: .host("host1")) }
            #expect(Self.count(fault, stage) == 1)
            return try #require(outcomes)
        }
        let nothing = try look(.observationNotDelivered)
        #expect(nothing.allSatisfy { $0.isNotDelivered })
        let lost = try look(.observationLost)
        let cut = try #require(lost.firstIndex { $0.isUndecided })
        #expect(lost[..<cut].allSatisfy { $0.succeeded })
        #expect(lost[(cut + 1)...].allSatisfy { $0.isNotDelivered })
        let slow = try look(.queryHangs)
        #expect(slow.count { $0 == .indeterminate(.timeLimitPassed(.seconds(10))) } == 1)
        #expect(slow.count { $0.succeeded } == 4)
    }

    @Test func ourOwnProcessEndsBeforeItsChange() throws {
        let stage = Stage()
        let life = ProcessLifetime("hcctl-1", diesBefore: 1)
        #expect(try Self.make(stage, as: life).isNotDelivered)
        #expect(!life.isAlive)
        #expect(!Self.isMade(stage))
        #expect(Self.count(.killedBefore, stage) == 1)
    }

    @Test func whatItHadSentGoesOn() throws {
        let stage = Stage()
        let life = ProcessLifetime("hcctl-1", diesInside: 1)
        #expect(try Self.make(stage, as: life).isNotDelivered)
        #expect(!Self.isMade(stage))
        _ = stage.simulator.run { try? await stage.simulator.sleep(.seconds(1)) }
        #expect(Self.isMade(stage))
        #expect(Self.count(.killedInside, stage) == 1)
    }

    @Test func theDeadReachNothing() throws {
        let stage = Stage()
        let life = ProcessLifetime("hcctl-1")
        life.kill()
        #expect(try Self.make(stage, as: life).isNotDelivered)
        let seen = stage.run(as: life) { await $0.observe([Stage.date], at: .host("host1")) }
        #expect(seen?.allSatisfy { $0.isNotDelivered } == true)
        #expect(!Self.isMade(stage))
        #expect(stage.simulator.uptime() == .zero)
    }

    @Test func aSecondCallerIsAnotherLife() throws {
        let stage = Stage()
        let (one, other) = (ProcessLifetime("hcctl-1"), ProcessLifetime("hcctl-2"))
        stage.cluster.note(.secondCaller)
        _ = stage.run(as: one) { await $0.take(Term(1), at: .host("host1")) }
        _ = stage.run(as: other) { await $0.take(Term(2), at: .host("host1")) }
        #expect(try Self.make(stage, as: one) == .notRun(.staleTerm(current: Term(2))))
        let callers = stage.cluster.log.compactMap { event in
            if case .termTaken(_, _, let caller) = event.kind { caller } else { nil }
        }
        #expect(callers == ["hcctl-1", "hcctl-2"])
        #expect(Self.count(.secondCaller, stage) == 1)
    }

    @Test func anUnknownCommandIsAFinding() throws {
        let stage = Stage()
        _ = stage.run { hosts in
            _ = await hosts.observe([.run(Invocation(["uname", "-a"]))], at: .host("host1"))
            _ = await hosts.observe(
                [.run(Invocation(["mkdir", "-p", "-m", "0755", "--", "/gluster"]))], at: .host("host1"))
            _ = await hosts.perform(Stage.command("rm", "-rf", "/"), at: .host("host1"), term: Term(1))
            _ = await hosts.observe([Stage.date], at: .local)
        }
        #expect(
            stage.cluster.findings == [
                "a query that the model does not know: uname -a",
                "a query that would change: mkdir -p -m 0755 -- /gluster",
                "a change that the model does not know: rm -rf /",
                "a query for the machine that runs hcctl: read /etc/fstab",
            ])
        #expect(!Self.isMade(stage))
    }
}
