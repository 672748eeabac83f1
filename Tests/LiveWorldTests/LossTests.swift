import ClusterModel
import Foundation
import Glibc
import Testing
import World

@testable import LiveWorld

/// Masters killed and frozen, hosts frozen, and our own death.
@Suite(.enabled(if: Throwaway.isPossible, Throwaway.whyNot)) struct LossTests {
    let host = Place.host("bench")

    @Test func aKilledMasterIsReplaced() async throws {
        let sshd = try await Throwaway()
        let transport = sshd.transport()
        #expect(await transport.observe([.run("true")], at: host)[0].isFinished)
        let masters = sshd.masters
        #expect(masters.count == 1)
        #expect(masters.map { getsid($0) } == masters, "Ctrl-C would reach ssh")
        for master in masters { kill(master, SIGKILL) }
        let (outcome, time) = await timed { await transport.perform(.run("echo", "again"), at: host, term: Term(1)) }
        #expect(outcome.text == "exit 0 again\n")
        print("reconnected after a killed master in \(time.milliseconds) ms")
        #expect(sshd.logins == 2)
        #expect(sshd.sockets.count == 1)
        await transport.close()
    }

    @Test func aConnectionLostUnderACommand() async throws {
        let sshd = try await Throwaway()
        let transport = sshd.transport()
        async let asked = transport.observe(
            [
                .run("echo", "first"), .run("sh", "-c", "touch \(sshd.bench.file("asked")); sleep 8"),
                .run("echo", "third"),
            ], at: host)
        async let changed = transport.perform(
            .run("sh", "-c", "touch \(sshd.bench.file("begun")); sleep 8"), at: host, term: Term(1))
        #expect(
            await eventually { sshd.bench.contents("begun") != nil && sshd.bench.contents("asked") != nil })
        for session in sshd.sessions { kill(session, SIGKILL) }
        let (outcomes, outcome) = await (asked, changed)
        #expect(outcomes[0].text == "exit 0 first\n")
        #expect(outcomes[1].text.hasPrefix("undecided: the connection was lost: "), "\(outcomes[1])")
        #expect(outcomes[2].text.hasPrefix("not delivered: the connection was lost: "), "\(outcomes[2])")
        #expect(outcome.text.hasPrefix("undecided: the connection was lost: "), "\(outcome)")
        #expect(await transport.observe([.run("true")], at: host)[0].isFinished)
        await transport.close()
    }

    @Test func aFrozenMasterIsReplaced() async throws {
        let sshd = try await Throwaway()
        var patience = TransportTimeouts()
        patience.start = .seconds(1)
        let transport = sshd.transport(patience)
        #expect(await transport.observe([.run("true")], at: host)[0].isFinished)
        for master in sshd.masters { kill(master, SIGSTOP) }
        let (outcomes, time) = await timed { await transport.observe([.run("echo", "anew")], at: host) }
        #expect(outcomes.map(\.text) == ["exit 0 anew\n"])
        #expect(time < .seconds(40), "the bound only catches hanging")
        for master in sshd.masters { kill(master, SIGSTOP) }
        let change = await transport.perform(.run("true"), at: host, term: Term(1))
        #expect(change.text == "undecided: the connection was lost: no sign of life within 1.0 s")
        await transport.close()
        #expect(sshd.sockets.isEmpty)
        #expect(await eventually { sshd.masters.isEmpty })
    }

    /// The bound only catches hanging.
    @Test func aFrozenSessionEndsTheCall() async throws {
        let sshd = try await Throwaway()
        let transport = sshd.transport()
        #expect(await transport.observe([.run("true")], at: host)[0].isFinished)
        let frozen = sshd.sessions
        for session in frozen { kill(session, SIGSTOP) }
        let once = Change.run("sh", "-c", "echo once >>\(sshd.bench.file("done"))")
        async let changed = timed { await transport.perform(once, at: host, term: Term(1)) }
        let (outcomes, time) = await timed { await transport.observe([.run("echo", "anew")], at: host) }
        let (outcome, second) = await changed
        print(
            "frozen session: asked anew after \(time.milliseconds) ms, a change made anew after \(second.milliseconds) ms"
        )
        #expect(outcomes.map(\.text) == ["exit 0 anew\n"])
        // ssh was never given a session on the frozen connection, so the change was made anew, and not twice.
        #expect(outcome.text == "exit 0")
        for session in frozen { kill(session, SIGCONT) }
        try await Task.sleep(for: .milliseconds(500))
        #expect(sshd.bench.contents("done") == "once\n")
        #expect(max(time, second) < .seconds(30))
        await transport.close()
    }

    /// The bound only catches hanging.
    @Test func aFrozenHostEndsTheCall() async throws {
        let sshd = try await Throwaway()
        let transport = sshd.transport()
        #expect(await transport.observe([.run("true")], at: host)[0].isFinished)
        for process in sshd.sessions + [sshd.process] { kill(process, SIGSTOP) }
        let (outcomes, time) = await timed { await transport.observe([.run("true")], at: host) }
        print("frozen host given up after \(time.milliseconds) ms: \(outcomes[0].text)")
        #expect(outcomes[0].text.hasPrefix("not delivered: "))
        #expect(time < .seconds(40))
        await transport.close()
    }

    @Test func theMasterDiesWithUs() async throws {
        let sshd = try await Throwaway()
        let helper = try Throwaway.start(
            "/proc/self/exe", ["--testing-library", "swift-testing", "--filter", "HelperProcess"],
            environment: [helperVariable: "\(sshd.port) \(sshd.bench.path)"])
        #expect(await eventually { sshd.bench.contents("helped") != nil }, "the helper did not connect")
        #expect(sshd.masters.count == 1)
        #expect(sshd.sockets.count == 1)
        kill(helper, SIGKILL)
        waitpid(helper, nil, 0)
        let (gone, time) = await timed { await eventually { sshd.masters.isEmpty && sshd.sockets.isEmpty } }
        #expect(gone, "\(sshd.masters) \(sshd.sockets)")
        print("master and socket gone \(time.milliseconds) ms after kill -9")
    }
}

/// Holds port and directory for the helper.
private let helperVariable = "HCCTL_TEST_HELPER"

/// Another process of these tests, started by `theMasterDiesWithUs`: connects and waits to be killed.
@Suite(.enabled(if: ProcessInfo.processInfo.environment[helperVariable] != nil)) struct HelperProcess {
    @Test func connect() async throws {
        let words = (ProcessInfo.processInfo.environment[helperVariable] ?? "").split(separator: " ").map(String.init)
        let (port, path) = (try #require(Int(words[0])), words[1])
        let destination = SSHDestination(
            host: "bench", address: "127.0.0.1", port: port, identityFile: path + "/user",
            knownHostsFile: path + "/known",
            configFile: "none")
        let transport = LiveTransport([destination], socketDirectory: path + "/ssh")
        _ = await transport.observe([.run("touch", path + "/helped")], at: .host("bench"))
        try await Task.sleep(for: .seconds(20))
        await transport.close()
    }
}
