import ClusterModel
import Foundation
import Glibc
import Testing
import World

@testable import LiveWorld

/// Terms and the lock, on a host of one's own that is a shell of this machine.
@Suite struct FenceTests {
    let bench = Workbench()

    private func take(_ number: UInt64) async -> String {
        await bench.transport.take(Term(number), at: bench.host).text
    }

    private func perform(_ change: Change, _ number: UInt64) async -> String {
        await bench.transport.perform(change, at: bench.host, term: Term(number)).text
    }

    @Test func aTermIsTakenOnlyAboveTheOneStored() async {
        #expect(await take(5) == "exit 0")
        #expect(bench.contents("state/term") == "5\n")
        let refused = "not delivered: it has accepted a newer term (5)"
        #expect(await take(5) == refused)
        #expect(await take(4) == refused)
        #expect(bench.contents("state/term") == "5\n")
        #expect(await take(6) == "exit 0")
        #expect(bench.contents("state/term") == "6\n")
        #expect(bench.names == ["fence", "state"])
    }

    @Test func aChangeIsObeyedFromTheStoredTermOn() async {
        #expect(await perform(.run("echo", "no term yet"), 1) == "exit 0 no term yet\n")
        #expect(await take(7) == "exit 0")
        #expect(await perform(.run("echo", "equal"), 7) == "exit 0 equal\n")
        #expect(await perform(.run("echo", "higher"), 8) == "exit 0 higher\n")
        #expect(bench.contents("state/term") == "7\n")
        let path = bench.file("never")
        let refused = "not delivered: it has accepted a newer term (7)"
        #expect(await perform(.write(path, "x"), 6) == refused)
        #expect(await perform(.run("touch", path), 6) == refused)
        #expect(bench.contents("never") == nil)
    }

    @Test func whatWasSentForARefusedChangeIsRemovedBeforeTheVerdict() async {
        #expect(await take(7) == "exit 0")
        let secret = "secret \(UInt64.random(in: 0 ... .max))"
        #expect(await perform(.write(bench.file("never"), secret), 6) != "exit 0")
        let directories = ((try? FileManager.default.contentsOfDirectory(atPath: "/run")) ?? [])
            .filter { $0.hasPrefix("hcctl.") }
        for directory in directories {
            #expect(FileManager.default.contents(atPath: "/run/\(directory)/0") != Data(secret.utf8))
        }
    }

    @Test func termsOfNineteenDigits() async {
        #expect(await take(9_000_000_000_000_000_000) == "exit 0")
        #expect(await take(8_999_999_999_999_999_999) != "exit 0")
        #expect(await take(UInt64.max) != "exit 0", "more than the host can compare must not pass")
        #expect(await perform(.run("true"), 1) != "exit 0")
    }

    @Test func aTermThatCannotBeReadIsObeyedByNobody() async {
        mkdir(bench.file("state"), 0o700)
        for garbled in ["", "x\n", "-1\n", "7 8\n"] {
            bench.put(garbled, "state/term")
            #expect(await perform(.run("true"), 1000) == "not delivered: the file of the term is not as it was seen")
            #expect(await take(1000) == "not delivered: the file of the term is not as it was seen")
        }
    }

    @Test func ofTwoTakersOfOneTermOneWins() async {
        for number in UInt64(1)...5 {
            let (bench, other) = (bench, Workbench(sharing: bench))
            async let first = bench.transport.take(Term(number), at: bench.host)
            async let second = other.transport.take(Term(number), at: other.host)
            let texts = await [first.text, second.text].sorted()
            #expect(texts == ["exit 0", "not delivered: it has accepted a newer term (\(number))"])
        }
    }

    @Test func aNewTermWaitsForWhatRunsAndThenTheOldOneIsRefused() async {
        #expect(await take(1) == "exit 0")
        let bench = bench
        let script = "touch \(bench.file("begun")); sleep 1; touch \(bench.file("made"))"
        async let slow = bench.transport.perform(.run("sh", "-c", script), at: bench.host, term: Term(1))
        #expect(await eventually { bench.contents("begun") != nil })
        #expect(await take(2) == "exit 0")
        #expect(bench.contents("made") != nil, "the term was taken while the old command ran")
        #expect(await slow.isFinished)
        #expect(await perform(.run("true"), 1) == "not delivered: it has accepted a newer term (2)")
    }

    @Test func whatDoesNotEndInTimeIsAnEarlierCommand() async {
        let impatient = Workbench(sharing: bench, sharedWait: 1, exclusiveWait: 1)
        async let slow = bench.transport.perform(
            .run("sh", "-c", "touch \(bench.file("begun")); sleep 3"), at: bench.host, term: Term(1))
        #expect(await eventually { bench.contents("begun") != nil })
        #expect(await impatient.transport.take(Term(2), at: impatient.host) == .notRun(.fenceBusy))
        #expect(bench.contents("state/term") == nil)
        // Changes of one term do not wait for each other.
        #expect(await impatient.transport.perform(.run("true"), at: bench.host, term: Term(1)).isFinished)
        #expect(await slow.isFinished)
    }

    @Test(arguments: [Invocation.Limit.killAfter(.seconds(20)), .detachAfter(.seconds(20))])
    func aDaemonThatACommandStartsDoesNotKeepTheLock(limit: Invocation.Limit) async {
        let daemon = Invocation(["sh", "-c", "sleep 6 >/dev/null 2>&1 </dev/null &"], limit: limit)
        #expect(await perform(.run(daemon), 1) == "exit 0")
        let impatient = Workbench(sharing: bench, exclusiveWait: 1)
        #expect(await impatient.transport.take(Term(2), at: impatient.host).isFinished)
    }

    @Test func thisMachineHasNoFence() async {
        let path = bench.file("here")
        #expect(await bench.transport.take(Term(1), at: .local).text.hasPrefix("not delivered"))
        #expect(await bench.transport.perform(.run("touch", path), at: .local, term: Term(0)).isFinished)
        #expect(bench.names == ["here"])
    }

    @Test func aFenceThatMayNotBeOpened() async {
        mkdir(bench.file("fence"), 0o700)
        let text = await perform(.run("true"), 1)
        #expect(text.hasPrefix("not delivered: the fence may not be opened: "), "\(text)")
    }
}
