import ClusterModel
import Foundation
import Glibc
import Testing
import World

@testable import LiveWorld

/// What is said when a host cannot be reached, or is lost.
@Suite(.enabled(if: Throwaway.isPossible, Throwaway.whyNot)) struct SSHFailureTests {
    let host = Place.host("bench")

    private func failure(
        _ sshd: Throwaway, _ change: (inout SSHDestination) -> Void
    ) async throws -> TransportFailure {
        let transport = sshd.transport(TransportTimeouts(), change)
        let outcomes = await transport.observe([.run("true"), .run("true")], at: host)
        await transport.close()
        #expect(sshd.sockets.isEmpty)
        guard case .notRun(let failure) = outcomes[0], outcomes[0] == outcomes[1] else {
            throw Unexpected(outcomes: outcomes)
        }
        return failure
    }

    private struct Unexpected: Error { let outcomes: [Outcome] }

    @Test func anUnknownHostKeyNamesTheLineToRun() async throws {
        let sshd = try await Throwaway()
        sshd.bench.put("", "none")
        let failure = try await failure(sshd) { $0.knownHostsFile = sshd.bench.file("none") }
        guard case .hostKey(let words) = failure else {
            Issue.record("\(failure)")
            return
        }
        #expect(
            words.hasPrefix("root@127.0.0.1 port \(sshd.port): the key of 127.0.0.1 port \(sshd.port) is not "))
        let line = "ssh-keyscan -p \(sshd.port) 127.0.0.1 >>\(sshd.bench.file("none"))"
        #expect(words.contains("run `\(line)`"))
        try await Throwaway.run("/bin/sh", ["-c", line])
        let transport = sshd.transport { $0.knownHostsFile = sshd.bench.file("none") }
        #expect(await transport.observe([.run("true")], at: host)[0].isFinished, "the line does not help")
        await transport.close()
    }

    @Test func aChangedHostKeyNamesTheLinesToRun() async throws {
        let sshd = try await Throwaway()
        sshd.bench.put("[127.0.0.1]:\(sshd.port) \(sshd.bench.contents("stranger.pub") ?? "")", "other")
        let failure = try await failure(sshd) { $0.knownHostsFile = sshd.bench.file("other") }
        guard case .hostKey(let words) = failure else {
            Issue.record("\(failure)")
            return
        }
        #expect(words.contains("is another one than in \(sshd.bench.file("other"))"))
        #expect(words.contains("`ssh-keygen -R '[127.0.0.1]:\(sshd.port)' -f \(sshd.bench.file("other"))`"))
    }

    @Test func aRefusedLogin() async throws {
        let sshd = try await Throwaway()
        let failure = try await failure(sshd) { $0.identityFile = sshd.bench.file("stranger") }
        guard case .notAuthenticated(let words) = failure else {
            Issue.record("\(failure)")
            return
        }
        #expect(words.contains("Permission denied (publickey)"))
        let keyless = try await self.failure(sshd) { $0.identityFile = sshd.bench.file("not-there") }
        guard case .notAuthenticated = keyless else {
            Issue.record("\(keyless)")
            return
        }
    }

    @Test func anAccountThatRunsNothing() async throws {
        let sshd = try await Throwaway(["ForceCommand echo 'This account is currently not available.' >&2; exit 1"])
        let failure = try await failure(sshd) { _ in }
        #expect("\(failure)".hasSuffix("This account is currently not available."))
        guard case .notAuthenticated = failure else {
            Issue.record("\(failure)")
            return
        }
    }

    @Test func noWayToTheHost() async throws {
        let sshd = try await Throwaway()
        let refused = try await failure(sshd) { $0.port = 1 }
        #expect("\(refused)".contains("Connection refused"))
        let nameless = try await failure(sshd) { $0.address = "no-such-host.invalid" }
        #expect("\(nameless)".contains("Could not resolve hostname no-such-host.invalid"))
        for failure in [refused, nameless] {
            guard case .unreachable = failure else {
                Issue.record("\(failure)")
                continue
            }
        }
    }

    @Test func anAddressIsNeverAnOption() async throws {
        let sshd = try await Throwaway()
        let failure = try await failure(sshd) { $0.address = "-oProxyCommand=touch \(sshd.bench.file("owned"))" }
        guard case .unreachable = failure else {
            Issue.record("\(failure)")
            return
        }
        #expect(sshd.bench.contents("owned") == nil)
    }

    @Test func aPathThatIsTooLongForASocket() async throws {
        let sshd = try await Throwaway()
        let long = sshd.bench.file(String(repeating: "x", count: 80))
        let transport = LiveTransport([sshd.destination], socketDirectory: long)
        let text = await transport.observe([.run("true")], at: host)[0].text
        #expect(text.contains("bytes and may have 90: use a shorter directory for sockets"), "\(text)")
    }

    @Test func aDirectoryThatOthersMayEnterHoldsNoSockets() async throws {
        let sshd = try await Throwaway()
        mkdir(sshd.bench.file("open"), 0o700)
        chmod(sshd.bench.file("open"), 0o755)
        let transport = LiveTransport([sshd.destination], socketDirectory: sshd.bench.file("open"))
        let text = await transport.observe([.run("true")], at: host)[0].text
        #expect(text.hasSuffix("is not a directory that belongs to this user with mode 0700"), "\(text)")
    }
}
