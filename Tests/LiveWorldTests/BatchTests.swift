import ClusterModel
import Testing
import World

@testable import LiveWorld

/// What comes of a batch of queries, through a real shell.
@Suite struct BatchTests {
    let bench = Workbench()

    @Test func hostileArgumentsComeThroughUnchanged() async {
        let nasty = [
            "", " ", "'", "\"", "$(id)", "`id`", "\\", "\n", "a\nb", "*", "!", ";", "&", "|", "~", "-n", "--", "é",
            "\u{1}", "\u{7f}", "{}", "a\\", "\\'", "'\\''", "a'b\"c$d", "\r\n", "a=b", "${PATH}", "%s", "#",
        ]
        let outcomes = await bench.transport.observe(nasty.map { .run("printf", "%s", $0) }, at: .local)
        #expect(outcomes.map(\.text) == nasty.map { $0.isEmpty ? "exit 0" : "exit 0 \($0)" })
    }

    @Test func inputsDoNotMixAndUnreadOnesAreDrained() async {
        let outcomes = await bench.transport.observe(
            [
                .run(Invocation(["true"], input: .bytes(Array("never read\n".utf8)))),
                .run(Invocation(["cat"], input: .secret(Secret(Array("second\0\n".utf8))))),
                .run(Invocation(["cat"])),
                .run(Invocation(["wc", "-c"], input: .bytes(Array(repeating: 0xff, count: 300_000)))),
                .run("sh", "-c", "echo out; echo err >&2; exit 3"),
            ], at: .local)
        #expect(
            outcomes.map(\.text) == [
                "exit 0", "exit 0 second\0\n", "exit 0", "exit 0 300000\n", "exit 3 out\n ! err\n",
            ])
    }

    @Test func aProgramMayEndAsItLikes() async {
        let statuses = [1, 64, 66, 75, 76, 124, 125, 126, 127, 137, 255]
        let outcomes = await bench.transport.observe(statuses.map { .run("sh", "-c", "exit \($0)") }, at: .local)
        #expect(outcomes.map(\.text) == statuses.map { "exit \($0)" })
    }

    /// What would only wait for a daemon that does not run is not even begun.
    @Test func aProgramWithoutItsDaemonIsNotRun() async {
        let outcomes = await bench.transport.observe(
            [
                .run(Invocation(["echo", "ran"], onlyWhileActive: "hcctl-no-such.service")), .run("echo", "still here"),
            ], at: .local)
        #expect(outcomes.map(\.text) == ["not delivered: hcctl-no-such.service does not run", "exit 0 still here\n"])
    }

    @Test func aSignalIsTold() async {
        let outcomes = await bench.transport.observe([.run("sh", "-c", "kill -9 $$"), .run("true")], at: .local)
        guard case .finished(let end) = outcomes[0] else {
            Issue.record("\(outcomes[0])")
            return
        }
        #expect(end.exitStatus == 137)
        #expect(outcomes[1].text == "exit 0")
    }

    @Test func whatIsNotThereIsSaidInWords() async {
        let outcomes = await bench.transport.observe(
            [
                .run("no-such-program", "x"), .run("/usr/bin"), .run(""), .leave("no-such", after: .seconds(5)),
                .read(path: bench.file("none"), limit: 10), .run(Invocation([])), .run("echo", "still here"),
            ], at: .local)
        #expect(
            outcomes.map(\.text) == [
                "not delivered: no-such-program is not there", "not delivered: /usr/bin is not there",
                "not delivered:  is not there", "not delivered: no-such is not there",
                "not delivered: \(bench.file("none")) is not there", "not delivered:  is not there",
                "exit 0 still here\n",
            ])
    }

    @Test func neitherBuiltinsNorOurOwnFunctionsArePrograms() async {
        let names = ["m", "c", "e", "exit", "cd", "eval", ":"]
        let outcomes = await bench.transport.observe(names.map { .leave($0, after: .seconds(5)) }, at: .local)
        #expect(outcomes == names.map { .notRun(.absent($0)) })
    }

    @Test func readingAFile() async {
        bench.put("0123456789", "ten")
        let outcomes = await bench.transport.observe(
            [
                .read(path: bench.file("ten"), limit: 10), .read(path: bench.file("ten"), limit: 9),
                .read(path: "/proc/sys/kernel/ostype", limit: 100),
            ], at: .local)
        #expect(
            outcomes.map(\.text) == ["exit 0 0123456789", "undecided: more than 9 bytes of answer", "exit 0 Linux\n"])
    }

    @Test func anAnswerThatIsTooLongIsNeverCut() async {
        let outcomes = await bench.transport.observe(
            [
                .run("head", "-c", "1000", "/dev/zero", outputLimit: 1000),
                .run("head", "-c", "1001", "/dev/zero", outputLimit: 1000),
                .run("head", "-c", "30000000", "/dev/zero", outputLimit: 1000),
                .run("sh", "-c", "head -c 5000 /dev/zero >&2", outputLimit: 1000), .run("echo", "after it"),
            ], at: .local)
        let tooLong = Outcome.indeterminate(.outputTooLong(limit: 1000))
        #expect(outcomes[0] == .finished(Finished(exitStatus: 0, output: Array(repeating: 0, count: 1000))))
        #expect(Array(outcomes[1...3]) == [tooLong, tooLong, tooLong])
        #expect(outcomes[4].text == "exit 0 after it\n")
    }

    /// One daemon hangs and its tool ignores SIGTERM: it costs one limit, and what does not wait for it is answered.
    @Test func aSharedLimitIsSpentOnce() async {
        func ask(_ script: String) -> Query {
            .run(
                Invocation(["sh", "-c", script], limit: .killAfter(.milliseconds(600)), sharedLimit: "daemon"))
        }
        let begun = ContinuousClock.now
        let outcomes = await bench.transport.observe(
            [
                ask("echo first"), ask("trap '' TERM; while :; do sleep 9; done"), .run("echo", "other"),
                ask("echo never"), ask("echo never"),
            ], at: .local)
        #expect(
            outcomes.map(\.text) == [
                "exit 0 first\n", "undecided: no answer within 0.6 s", "exit 0 other\n",
                "undecided: no answer within 0.6 s", "undecided: no answer within 0.6 s",
            ])
        #expect(ContinuousClock.now - begun < .seconds(5), "neither a second limit nor the grace after SIGTERM")
    }

    @Test func anAnswerInAFile() async {
        let answer = bench.file("answers/state")
        let script = "echo chatter; printf 'the answer' >\"$1\""
        func ask(_ script: String, limit: Int = 100) -> Query {
            .runForFile(Invocation(["sh", "-c", script, "sh", answer], outputLimit: limit), answer: answer)
        }
        let outcomes = await bench.transport.observe(
            [ask(script), ask("true"), ask("echo no; exit 7"), ask(script, limit: 5), ask("printf x >\"$1\"; exit 3")],
            at: .local)
        #expect(
            outcomes.map(\.text) == [
                "exit 0 the answer ! chatter\n", "not delivered: \(answer) is not there", "exit 7 ! no\n",
                "undecided: more than 5 bytes of answer", "exit 3",
            ])
        #expect(bench.contents("answers/state") == nil)
    }

    @Test func anAnswerInAFileOfAProgramThatIsLeftAlone() async {
        let answer = bench.file("state")
        func ask(_ script: String) -> Query {
            .runForFile(
                Invocation(["sh", "-c", script, "sh", answer], limit: .detachAfter(.seconds(9))), answer: answer)
        }
        let outcomes = await bench.transport.observe([ask("echo whole >\"$1\""), ask("exit 124")], at: .local)
        #expect(outcomes.map(\.text) == ["exit 0 whole\n", "exit 124"])
    }

    @Test func aProgramIsCalledByItsName() async {
        let queries: [Query] = [.run("ls", "/nowhere"), .leave("ls", "/nowhere", after: .seconds(9))]
        for outcome in await bench.transport.observe(queries, at: .local) {
            #expect(outcome.text == "exit 2 ! ls: cannot access '/nowhere': No such file or directory\n")
        }
    }

    @Test func aCommandThatTakesTooLongIsKilledWhereItRuns() async {
        let (outcomes, time) = await timed {
            await bench.transport.observe(
                [.run("sleep", "60", limit: .milliseconds(300)), .run("echo", "next")], at: .local)
        }
        #expect(outcomes.map(\.text) == ["undecided: no answer within 0.3 s", "exit 0 next\n"])
        #expect(time < .seconds(50), "the bound only catches hanging")
    }

    @Test func aCommandThatIsLeftGoesOnAndTheOthersAreAnswered() async {
        let done = bench.file("done")
        let (outcomes, time) = await timed {
            await bench.transport.observe(
                [
                    .run("echo", "first"),
                    .leave("sh", "-c", "sleep 12; echo lost; echo done >\(done)", after: .milliseconds(300)),
                    .run("echo", "third"),
                ], at: .local)
        }
        #expect(outcomes.map(\.text) == ["exit 0 first\n", "undecided: no answer within 0.3 s", "exit 0 third\n"])
        #expect(time < .seconds(11), "it was waited for")
        #expect(await eventually { bench.contents("done") == "done\n" }, "it was killed")
    }

    @Test func aChildThatHoldsThePipeStallsNobody() async {
        let (outcomes, time) = await timed {
            await bench.transport.observe([.run("sh", "-c", "sleep 60 & echo started")], at: .local)
        }
        #expect(outcomes.map(\.text) == ["exit 0 started\n"])
        #expect(time < .seconds(50), "the bound only catches hanging")
    }

    @Test func aThousandAndMoreAreSplit() async {
        let queries = (0..<1010).map { Query.run(Invocation(["echo", "\($0)"], outputLimit: 100)) }
        #expect(Batch.parts(of: queries).map(\.operations.count) == [1000, 10])
        let long = (0..<5).map { _ in Query.run("true", outputLimit: 6 << 20) }
        #expect(Batch.parts(of: long).map(\.operations.count) == [2, 2, 1])
        #expect(Batch.parts(of: [.run("true", outputLimit: 1 << 30)]).map(\.operations.count) == [1])
        #expect(Batch.parts(of: []).isEmpty)
        #expect(await bench.transport.observe([], at: .local).isEmpty)
        let split = await bench.transport.observe(
            [.run("echo", "1", outputLimit: 9 << 20), .run("echo", "2", outputLimit: 9 << 20)], at: .local)
        #expect(split.map(\.text) == ["exit 0 1\n", "exit 0 2\n"])
    }

    @Test func whatNoCommandLineCarriesIsRefusedAlone() async {
        let outcomes = await bench.transport.observe(
            [.run("echo", "a\0b"), .read(path: "relative", limit: 1), .run("echo", "sound")], at: .local)
        #expect(
            outcomes.map(\.text) == [
                "not delivered: what was sent did not arrive whole: echo: an argument or a path holds a NUL",
                "not delivered: what was sent did not arrive whole: relative is not the absolute path of a file",
                "exit 0 sound\n",
            ])
    }

    @Test func cancellingStopsWaiting() async {
        let (outcome, time) = await timed {
            let task = Task { await bench.transport.observe([.run("sleep", "19")], at: .local) }
            try? await Task.sleep(for: .milliseconds(300))
            task.cancel()
            return await task.value
        }
        #expect(outcome.map(\.text) == ["undecided: the connection was lost: the caller stopped waiting"])
        #expect(time < .seconds(15), "the bound only catches hanging")
    }

    /// /bin/sh is dash on Debian and bash on EL.
    @Test func bothShellsSayTheSame() async {
        bench.put("0123456789", "ten")
        let queries: [Query] = [
            .run("printf", "%s", "it's\n$(id)"), .run("no-such-program"), .run("sh", "-c", "exit 124"),
            .run(Invocation(["cat"], input: .bytes([1, 2, 10]))), .read(path: bench.file("ten"), limit: 10),
            .read(path: bench.file("ten"), limit: 9), .read(path: bench.file("none"), limit: 9),
            .run("sleep", "9", limit: .milliseconds(200)), .leave("sh", "-c", "echo x >&2; exit 7", after: .seconds(9)),
            .runForFile(
                Invocation(["sh", "-c", "echo hi >\(bench.file("a/b"))"]), answer: bench.file("a/b")),
        ]
        let dash = await bench.transport.observe(queries, at: bench.host).map(\.text)
        #expect(await bench.transport.observe(queries, at: bench.bashHost).map(\.text) == dash)
        #expect(dash.last == "exit 0 hi\n")
        for (term, place) in [(Term(1), bench.host), (Term(2), bench.bashHost)] {
            #expect(await bench.transport.take(term, at: place).isFinished)
            let busy = await bench.transport.take(term, at: place)
            #expect(busy == .notRun(.staleTerm(current: term)))
            let write = Change.write(bench.file("by \(term)"), "text", expecting: .absent)
            #expect(await bench.transport.perform(write, at: place, term: term).isFinished)
            #expect(await !bench.transport.perform(write, at: place, term: term).isFinished)
        }
    }

    @Test func aPlaceThatNobodyDescribed() async {
        let outcomes = await bench.transport.observe([.run("true")], at: .host("nowhere"))
        #expect(outcomes.map(\.text) == ["not delivered: nowhere: no way to this host was given"])
    }
}
