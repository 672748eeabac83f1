import ClusterModel
import Foundation
import Glibc
import Testing
import World

@testable import LiveWorld

/// Commands over a real connection to a real sshd.
@Suite(.enabled(if: Throwaway.isPossible, Throwaway.whyNot)) struct SSHTests {
    let host = Place.host("bench")

    @Test func oneConnectionServesAll() async throws {
        let sshd = try await Throwaway()
        let transport = sshd.transport()
        let (cold, first) = await timed { await transport.observe([.run("echo", "cold")], at: host) }
        #expect(cold.map(\.text) == ["exit 0 cold\n"])
        let (warm, second) = await timed { await transport.observe([.run("echo", "warm")], at: host) }
        #expect(warm.map(\.text) == ["exit 0 warm\n"])
        let many = (0..<50).map { Query.run("echo", "\($0)") }
        let (_, third) = await timed { await transport.observe(many, at: host) }
        print("cold \(first.milliseconds) ms, warm \(second.milliseconds) ms, 50 in a batch \(third.milliseconds) ms")
        #expect(sshd.logins == 1)
        await transport.close()
        #expect(sshd.sockets.isEmpty)
        #expect(await eventually { sshd.masters.isEmpty })
        #expect(
            await transport.observe([.run("true")], at: host).map(\.text) == [
                "not delivered: bench: the transport was closed"
            ])
    }

    @Test func fifteenAtOnceMakeOneConnection() async throws {
        let sshd = try await Throwaway()
        let transport = sshd.transport()
        let texts = await withTaskGroup(of: String.self) { group in
            for number in 0..<15 {
                group.addTask { await transport.observe([.run("echo", "\(number)")], at: host)[0].text }
            }
            var texts: Set<String> = []
            for await text in group { texts.insert(text) }
            return texts
        }
        #expect(texts == Set((0..<15).map { "exit 0 \($0)\n" }))
        #expect(sshd.logins == 1)
        await transport.close()
    }

    @Test func neverMoreThanEightAtATime() async throws {
        let sshd = try await Throwaway()
        let transport = sshd.transport()
        mkdir(sshd.bench.file("running"), 0o700)
        let script = "cd \(sshd.bench.file("running")); >$$; ls | wc -l; sleep 0.3; rm $$"
        let counts = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    let text = await transport.observe([.run("sh", "-c", script)], at: host)[0].text
                    return Int(text.filter(\.isNumber).dropFirst()) ?? 99
                }
            }
            var counts: [Int] = []
            for await count in group { counts.append(count) }
            return counts
        }
        #expect(counts.allSatisfy { (1...8).contains($0) }, "\(counts)")
        #expect(sshd.logins == 1)
        await transport.close()
    }

    @Test(arguments: [2, 4])
    func aHostThatAllowsFewSessionsIsServedSlowly(sessions: Int) async throws {
        let sshd = try await Throwaway(["MaxSessions \(sessions)"])
        let transport = sshd.transport()
        let texts = await withTaskGroup(of: String.self) { group in
            for _ in 0..<10 {
                group.addTask { await transport.observe([.run("sleep", "0.1")], at: host)[0].text }
            }
            var texts: Set<String> = []
            for await text in group { texts.insert(text) }
            return texts
        }
        #expect(texts == ["exit 0"])
        #expect(sshd.logins == 1)
        await transport.close()
    }

    @Test func bytesComeThroughBothWays() async throws {
        let sshd = try await Throwaway()
        let transport = sshd.transport()
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let echo = Invocation(["cat"], input: .bytes(bytes), outputLimit: bytes.count)
        let outcomes = await transport.observe([.run(echo), .run("printf", "%s", "a'b\n$c")], at: host)
        #expect(outcomes[0] == .finished(Finished(exitStatus: 0, output: bytes)))
        #expect(outcomes[1].text == "exit 0 a'b\n$c")
        await transport.close()
    }

    @Test func whatALoginShellPrintsIsDropped() async throws {
        let noise = "ForceCommand echo noise; echo more >&2; printf 'no line end'; eval \"$SSH_ORIGINAL_COMMAND\""
        let sshd = try await Throwaway([noise])
        let transport = sshd.transport()
        let outcomes = await transport.observe([.run("sh", "-c", "echo out; echo err >&2"), .run("true")], at: host)
        #expect(outcomes.map(\.text) == ["exit 0 out\n ! err\n", "exit 0"])
        await transport.close()
    }

    @Test func changesAndTermsOverTheConnection() async throws {
        let sshd = try await Throwaway()
        let transport = sshd.transport()
        #expect(await transport.take(Term(3), at: host).isFinished)
        #expect(await transport.take(Term(3), at: host) == .notRun(.staleTerm(current: Term(3))))
        let path = sshd.bench.file("written")
        #expect(await transport.perform(.write(path, "text"), at: host, term: Term(3)).isFinished)
        #expect(sshd.bench.contents("written") == "text")
        let older = await transport.perform(.run("true"), at: host, term: Term(2))
        #expect(older == .notRun(.staleTerm(current: Term(3))))
        await transport.close()
    }

    @Test func whatAKilledRunLeftBehindIsWaitedFor() async throws {
        let sshd = try await Throwaway()
        let (first, second) = (sshd.transport(), sshd.transport())
        let bench = sshd.bench
        let script = "touch \(bench.file("begun")); sleep 2; touch \(bench.file("made"))"
        // Nobody waits for it any more, and its connection is gone: like an mkfs whose hcctl was killed.
        let lonely = Task { await first.perform(.run("sh", "-c", script), at: host, term: Term(1)) }
        #expect(await eventually { bench.contents("begun") != nil })
        lonely.cancel()
        #expect(await lonely.value.text == "undecided: the connection was lost: the caller stopped waiting")
        await first.close()
        for master in sshd.masters { kill(master, SIGKILL) }
        #expect(await second.take(Term(2), at: host).isFinished)
        #expect(bench.contents("made") != nil, "the term was taken while the old command ran")
        #expect(await first.perform(.run("true"), at: host, term: Term(1)).isFinished == false)
        let older = await second.perform(.run("true"), at: host, term: Term(1))
        #expect(older == .notRun(.staleTerm(current: Term(2))))
        await second.close()
    }

    @Test func pathsWithBlanksQuotesAndPercentSigns() async throws {
        let sshd = try await Throwaway()
        let directory = sshd.bench.file("a \"b\" 100%h \\c")
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        for name in ["known", "user"] {
            try FileManager.default.copyItem(atPath: sshd.bench.file(name), toPath: directory + "/" + name)
        }
        var destination = sshd.destination
        destination.knownHostsFile = directory + "/known"
        destination.identityFile = directory + "/user"
        let transport = LiveTransport([destination], socketDirectory: sshd.bench.file("50%h"))
        #expect(await transport.observe([.run("echo", "through")], at: host).map(\.text) == ["exit 0 through\n"])
        await transport.close()
    }

    @Test func sudoStandsBeforeTheOuterProgram() async throws {
        let bench = Workbench()
        mkdir(bench.file("bin"), 0o755)
        bench.put(
            "#!/bin/sh\n[ \"$1\" = -n ] || exit 9\necho \"$2\" >>\(bench.file("asked"))\nshift; exec \"$@\"\n",
            "bin/sudo")
        chmod(bench.file("bin/sudo"), 0o755)
        let sshd = try await Throwaway(path: "\(bench.file("bin")):/usr/bin:/bin")
        let transport = sshd.transport { $0.sudo = true }
        #expect(
            await transport.observe([.run("echo", "a"), .run("echo", "b")], at: host).map(\.text) == [
                "exit 0 a\n", "exit 0 b\n",
            ])
        #expect(bench.contents("asked") == "sh\n")
        bench.put("#!/bin/sh\necho 'sudo: a password is required' >&2; exit 1\n", "bin/sudo")
        chmod(bench.file("bin/sudo"), 0o755)
        let refused = await transport.perform(.run("true"), at: host, term: Term(1))
        #expect(refused == .notRun(.notAuthenticated("sudo: a password is required")))
        await transport.close()
    }

    @Test func cancellingEndsTheClient() async throws {
        let sshd = try await Throwaway()
        let transport = sshd.transport()
        #expect(await transport.observe([.run("true")], at: host)[0].isFinished)
        let task = Task { await transport.observe([.run("sleep", "19")], at: host) }
        try await Task.sleep(for: .milliseconds(300))
        let (outcome, time) = await timed {
            task.cancel()
            return await task.value
        }
        #expect(outcome.map(\.text) == ["undecided: the connection was lost: the caller stopped waiting"])
        #expect(time < .seconds(15), "the bound only catches hanging")
        #expect(await transport.observe([.run("echo", "go on")], at: host)[0].isFinished)
        #expect(sshd.logins == 1, "the connection was given up for one cancelled command")
        await transport.close()
    }

    @Test func waitingForTheConnectionCanBeCancelled() async throws {
        let sshd = try await Throwaway()
        kill(sshd.process, SIGSTOP)
        let transport = sshd.transport()
        let task = Task { await transport.perform(.run("true"), at: host, term: Term(1)) }
        try await Task.sleep(for: .milliseconds(300))
        let (outcome, time) = await timed {
            task.cancel()
            return await task.value
        }
        #expect(outcome.text == "not delivered: the connection was lost: the caller stopped waiting")
        #expect(time < .seconds(15), "the bound only catches hanging")
    }
}
