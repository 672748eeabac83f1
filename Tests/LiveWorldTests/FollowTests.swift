import ClusterModel
import Foundation
import Glibc
import Synchronization
import Testing
import World

@testable import LiveWorld

/// Lines of programs that go on, through a real shell and a real sshd.
@Suite struct FollowTests {
    /// What a follower reported.
    private final class Heard: Sendable {
        private let events = Mutex<[FollowEvent]>([])
        var all: [FollowEvent] { events.withLock { $0 } }
        var lines: [String] {
            all.compactMap { if case .line(let source, let text) = $0 { "\(source) \(text)" } else { nil } }
        }
        func add(_ event: FollowEvent) { events.withLock { $0.append(event) } }
    }

    private static func tail(_ path: String) -> FollowedProgram {
        FollowedProgram(.gluster, ["tail", "-q", "-n0", "-F", "-s", "0.1", "--", path])
    }

    private static func append(_ text: String, _ path: String) throws {
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    /// Processes whose command line holds the words.
    private static func processes(_ words: String) -> [pid_t] {
        Throwaway.processes { _, line in line.contains(words) }
    }

    private func follow(_ transport: LiveTransport, _ place: Place, _ bench: Workbench) async throws {
        bench.put("old\n", "followed")
        let (log, heard) = (bench.file("followed"), Heard())
        let words = await withTaskGroup(of: String?.self) { group in
            group.addTask {
                await transport.follow(
                    [
                        Self.tail(log), FollowedProgram(.systemd, ["no-such-program"]),
                        FollowedProgram(.files, ["sh", "-c", "echo out; echo 'err  two' >&2; exec sleep 1000"]),
                    ], at: place
                ) { heard.add($0) }
            }
            group.addTask {
                #expect(await eventually { heard.lines.count >= 2 })
                #expect(Self.processes(log).count >= 1)
                try? Self.append("new\nli", log)
                try? Self.append("ne\n", log)
                #expect(await eventually { heard.lines.contains("gluster line") })
                return nil
            }
            var ends: [String?] = []
            for await end in group {
                ends.append(end)
                group.cancelAll()
            }
            return ends.compactMap { $0 }
        }
        #expect(words == ["the caller stopped waiting"])
        #expect(heard.all.first == .started)
        #expect(heard.lines.sorted() == ["files err  two", "files out", "gluster line", "gluster new"])
        #expect(await eventually { Self.processes(log).isEmpty }, "tail outlives its follower")
    }

    @Test func linesComeThroughAShell() async throws {
        let bench = Workbench()
        try await follow(bench.transport, bench.host, bench)
    }

    @Test(.enabled(if: Throwaway.isPossible, Throwaway.whyNot)) func linesComeOverSSHAndCommandsBeside() async throws {
        let ssh = try await Throwaway()
        let transport = ssh.transport()
        try await follow(transport, ssh.bench.host, ssh.bench)
        #expect(await transport.observe([.run("true")], at: ssh.bench.host).map(\.text) == ["exit 0"])
        await transport.close()
    }

    /// kill -9 of everything that is ours: the programs on the host end all the same.
    @Test(.enabled(if: Throwaway.isPossible, Throwaway.whyNot)) func aCutConnectionEndsTheProgramsAndIsReported()
        async throws
    {
        let ssh = try await Throwaway()
        let transport = ssh.transport()
        ssh.bench.put("", "followed")
        let (log, heard) = (ssh.bench.file("followed"), Heard())
        async let words = transport.follow([Self.tail(log)], at: ssh.bench.host) { heard.add($0) }
        #expect(await eventually { heard.all == [.started] })
        for master in ssh.masters { kill(master, SIGKILL) }
        #expect(await !words.isEmpty)
        #expect(await eventually { Self.processes("-F -s 0.1 -- \(log)").isEmpty })
        await transport.close()
    }

    @Test func theEndOfOneProgramEndsTheFollower() async {
        let bench = Workbench()
        let words = await bench.transport.follow(
            [FollowedProgram(.files, ["sleep", "1000"]), FollowedProgram(.gluster, ["true"])], at: bench.host
        ) { _ in }
        #expect(words == "true ended")
        let none = await bench.transport.follow([FollowedProgram(.gluster, ["no-such"])], at: bench.host) { _ in }
        #expect(none == "none of the programs is installed")
        #expect(await bench.transport.follow([], at: .host("x")) { _ in }.contains("no way to this host"))
    }

    @Test func everyCutOfTheStreamGivesTheSame() {
        let programs = [FollowedProgram(.gluster, ["a"]), FollowedProgram(.files, ["b"])]
        let text = Array("motd\nN start\n0 one\n1 two  words\n7 none\nx\n0 \nN end 1\n0 late\n".utf8)
        for cut in 0...text.count {
            var stream = FollowStream(programs, nonce: "N")
            var events: [FollowEvent] = []
            for part in [text[..<cut], text[cut...]] { events += Array(part).withUnsafeBytes { stream.feed($0) } }
            #expect(events == [.started, .line(.gluster, "one"), .line(.files, "two  words"), .line(.gluster, "")])
            #expect(stream.end == "b ended")
        }
    }

    @Test func aLineWithoutEndIsCut() {
        var stream = FollowStream([FollowedProgram(.gluster, ["a"])], nonce: "N")
        let text = Array("N start\n0 ".utf8) + Array(repeating: 120, count: 100_000) + [10]
        let events = text.withUnsafeBytes { stream.feed($0) }
        guard case .line(_, let line)? = events.last else {
            Issue.record("no line")
            return
        }
        #expect(line.utf8.count == FollowEvent.longestLine - 2)
    }
}
