import ClusterModel
import Testing
import World

@testable import SimulatedWorld

/// The fence and the terms, as on real hosts.
@Suite struct FenceTests {
    @Test func aTermIsTakenOnceAndOnlyUpwards() throws {
        let stage = Stage()
        let outcomes = try #require(
            stage.run { hosts in
                var outcomes: [Outcome] = []
                for number in [3, 3, 2, 4] as [UInt64] {
                    outcomes.append(await hosts.take(Term(number), at: .host("host1")))
                }
                return outcomes
            })
        #expect(outcomes[0].succeeded)
        #expect(outcomes[1] == .notRun(.staleTerm(current: Term(3))))
        #expect(outcomes[2] == .notRun(.staleTerm(current: Term(3))))
        #expect(outcomes[3].succeeded)
        #expect(stage.cluster.state["host1"]?.file("/var/lib/hcctl/term") == Array("4\n".utf8))
    }

    @Test func aChangeNeedsATermThatIsNotOlder() throws {
        let stage = Stage()
        let outcomes = try #require(
            stage.run { hosts in
                _ = await hosts.take(Term(3), at: .host("host1"))
                return [
                    await hosts.perform(Stage.mkdir, at: .host("host1"), term: Term(2)),
                    await hosts.perform(Stage.mkdir, at: .host("host1"), term: Term(3)),
                    await hosts.perform(Stage.mkdir, at: .host("host1"), term: Term(4)),
                ]
            })
        #expect(outcomes[0] == .notRun(.staleTerm(current: Term(3))))
        #expect(outcomes[1].succeeded)
        #expect(outcomes[2].succeeded)
    }

    @Test func takingWaitsForWhatStillRuns() throws {
        let stage = Stage()
        let times = stage.run { hosts -> [Duration] in
            await withTaskGroup(of: Duration.self) { group in
                group.addTask {
                    _ = await hosts.perform(Stage.mkfs, at: .host("host1"), term: Term(1))
                    return stage.simulator.uptime()
                }
                try? await stage.simulator.sleep(.milliseconds(100))
                let taken = await hosts.take(Term(2), at: .host("host1"))
                let end = stage.simulator.uptime()
                guard taken.succeeded, let change = await group.next() else { return [] }
                return [change, end]
            }
        }
        let ends = try #require(times)
        #expect(ends.count == 2)
        #expect(ends[0] < ends[1])
    }

    @Test func itDoesNotWaitForEver() throws {
        let stage = Stage(always: .programHangs)
        let refused = stage.run { hosts -> (Outcome, Duration) in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { _ = await hosts.perform(Stage.mkfs, at: .host("host1"), term: Term(1)) }
                try? await stage.simulator.sleep(.milliseconds(100))
                let begun = stage.simulator.uptime()
                let outcome = await hosts.take(Term(2), at: .host("host1"))
                return (outcome, stage.simulator.uptime() - begun)
            }
        }
        let outcome = try #require(refused)
        #expect(outcome.0 == .notRun(.fenceBusy))
        #expect(outcome.1 >= .seconds(30) && outcome.1 < .seconds(31))
    }

    @Test func aGarbledTermRefusesEverything() throws {
        let stage = Stage()
        stage.cluster.act(.host(.writeFile("host1", path: "/var/lib/hcctl/term", Array("x\n".utf8))))
        let outcomes = try #require(
            stage.run { hosts in
                [
                    await hosts.take(Term(9), at: .host("host1")),
                    await hosts.perform(Stage.mkdir, at: .host("host1"), term: Term(9)),
                ]
            })
        #expect(outcomes.allSatisfy { $0 == .notRun(.expectation("the file of the term")) })
    }

    @Test func theTermSurvivesAReboot() throws {
        let stage = Stage()
        _ = stage.run { hosts in
            _ = await hosts.take(Term(5), at: .host("host1"))
            stage.cluster.act(.host(.powerCut("host1")))
            stage.cluster.act(.host(.powerOn("host1")))
            try? await stage.simulator.sleep(.seconds(60))
        }
        #expect(stage.cluster.state.storedTerm("host1") == Term(5))
    }
}
