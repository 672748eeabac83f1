import ClusterModel
import Subprocess
import Testing
import World

@testable import LiveWorld

/// The small parts: waiting, taking turns, ssh's arguments, clock and dice.
@Suite struct PartsTests {
    @Test func aPromiseIsKeptOnce() async {
        let promise = OneShotValue<Int>()
        #expect(promise.known == nil)
        let waiters = (0..<3).map { _ in Task { await promise.value() } }
        promise.fulfil(1)
        promise.fulfil(2)
        for waiter in waiters { #expect(await waiter.value == 1) }
        #expect(await promise.value() == 1)
        #expect(await promise.value(orAfter: .zero, 3) == 1)
    }

    @Test func whoIsCancelledStopsWaiting() async {
        let promise = OneShotValue<Int>()
        let waiter = Task { await promise.value() }
        waiter.cancel()
        #expect(await waiter.value == nil)
        #expect(await promise.value(orAfter: .milliseconds(10), 7) == 7)
        let late = Task { await promise.value() }
        late.cancel()
        #expect(await late.value == 7)
    }

    @Test func aGateLetsInSoManyInOrder() async {
        let gate = AsyncSemaphore(2)
        #expect(await gate.enter())
        #expect(await gate.enter())
        let third = Task { await gate.enter() }
        let fourth = Task { await gate.enter() }
        fourth.cancel()
        #expect(await fourth.value == false)
        gate.leave()
        #expect(await third.value)
        let cancelled = Task { await gate.enter() }
        cancelled.cancel()
        #expect(await cancelled.value == false)
        gate.leave()
        gate.leave()
        #expect(await gate.enter())
    }

    @Test func aGateBecomesNarrow() async {
        let gate = AsyncSemaphore(8)
        for _ in 0..<3 { #expect(await gate.enter()) }
        #expect(gate.narrow())
        gate.leave()
        let waiting = Task { await gate.enter() }
        try? await Task.sleep(for: .milliseconds(50))
        gate.leave()
        #expect(await waiting.value)
        gate.leave()
        #expect(!gate.narrow(), "nobody else is inside")
        gate.widen()
        for _ in 0..<7 { #expect(await gate.enter()) }
    }

    @Test func quoting() {
        #expect(ShellScript.quoted("a'b") == #"'a'\''b'"#)
        #expect(ShellScript.quoted("") == "''")
    }

    @Test func everythingTheManifestSaysReachesSSH() {
        let destination = SSHDestination(
            host: "h", address: "10.0.0.1", user: "admin", port: 2222, identityFile: "/k 100%",
            knownHostsFile: "/a \"b\"%",
            proxyJump: "jump@bastion", configFile: "none", sudo: true)
        let master = destination.masterArguments(socket: "/run/s%")
        let text = master.joined(separator: " ")
        #expect(
            text.hasPrefix("-T -S /run/s%% -p 2222 -l admin -F none -o IdentityFile=\"/k 100%%\" -o IdentitiesOnly=yes")
        )
        #expect(master.contains("UserKnownHostsFile=\"/a \\\"b\\\"%%\""))
        #expect(text.contains("-J jump@bastion"))
        for option in [
            "BatchMode=yes", "StrictHostKeyChecking=yes", "ConnectTimeout=5", "ServerAliveInterval=3",
            "ServerAliveCountMax=2", "ClearAllForwardings=yes", "LogLevel=ERROR", "ControlPersist=no",
            "RemoteCommand=none",
        ] { #expect(master.contains(option)) }
        #expect(Array(master.suffix(3)) == ["--", "10.0.0.1", "exec cat"])
        let client = destination.clientArguments(socket: "/run/s")
        #expect(Array(client.prefix(2)) == ["-F", "none"])
        #expect(client.last?.hasPrefix("exec sudo -n sh -c ") == true)
        #expect(!client.contains("-J"), "a client makes no connection")
    }

    @Test func whatIsNotSaidIsLeftToTheUsersConfiguration() {
        let text = SSHDestination(host: "h", address: "a").masterArguments(socket: "/s").joined(separator: " ")
        for option in ["-F", "IdentityFile", "IdentitiesOnly", "UserKnownHostsFile", "-J"] {
            #expect(!text.contains(option))
        }
    }

    @Test func theClockGoesForward() async throws {
        let clock = SystemClock()
        let (wall, up) = (clock.wallTime(), clock.uptime())
        try await clock.sleep(.milliseconds(20))
        #expect(clock.uptime() - up >= .milliseconds(20))
        #expect(clock.wallTime() > wall)
        #expect(wall.sinceEpoch > .seconds(1_700_000_000))
        await #expect(throws: CancellationError.self) {
            let task = Task { try await clock.sleep(.seconds(60)) }
            task.cancel()
            try await task.value
        }
    }

    @Test func theDiceStayBelow() {
        let random = SystemRandomSource()
        let rolls = (0..<200).map { _ in random.next(below: 6) }
        #expect(Set(rolls) == [0, 1, 2, 3, 4, 5])
        #expect(random.next(below: 1) == 0)
    }
}

/// ssh's words, sorted without an ssh.
@Suite struct SSHWordsTests {
    private let destination = SSHDestination(host: "h", address: "10.0.0.1", proxyJump: "bastion")

    private func hostKey(_ words: String) -> String? {
        let failure = SSHFailure.opening(words, .exited(255), destination)
        guard case .hostKey(let words) = failure else { return nil }
        return words
    }

    @Test func aJumpHostsKeyIsTheJumpHosts() {
        let words = hostKey(
            "No ED25519 host key is known for [bastion]:2222 and you have requested strict checking.; "
                + "Host key verification failed.; Connection closed by UNKNOWN port 65535")
        #expect(words?.contains("the key of bastion port 2222 is not in ~/.ssh/known_hosts") == true)
        #expect(words?.contains("run `ssh-keyscan -p 2222 bastion >>~/.ssh/known_hosts`") == true)
    }

    @Test func theFileIsTheOneWhereTheOffenderStands() {
        let words = hostKey(
            "@@@; @    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @; Offending ED25519 key in /etc/known:7; "
                + "Host key for 10.0.0.1 has changed and you have requested strict checking.; Host key verification failed."
        )
        #expect(words?.contains("`ssh-keygen -R 10.0.0.1 -f /etc/known`") == true)
        #expect(words?.contains("`ssh-keyscan -p 22 10.0.0.1 >>/etc/known`") == true)
    }

    @Test func aPathIsQuotedForTheShell() {
        var destination = destination
        destination.knownHostsFile = "/root/my hosts"
        let failure = SSHFailure.opening("Host key verification failed.", .exited(255), destination)
        #expect("\(failure)".contains("`ssh-keyscan -p 22 10.0.0.1 >>'/root/my hosts'`"))
    }

    @Test func othersAreNoHostKeys() {
        #expect(hostKey("Connection refused") == nil)
        let refused = SSHFailure.opening("root@h: Permission denied (publickey).", .exited(255), destination)
        #expect(refused == .notAuthenticated("root@10.0.0.1 port 22: root@h: Permission denied (publickey)."))
        #expect(
            SSHFailure.opening("", .signaled(9), destination)
                == .unreachable("\(destination.name): ssh ended: signaled(9)"))
    }

    @Test func theEndOfAClientBeforeTheScriptSpoke() {
        func cause(_ words: String, _ code: Int32) -> Reply.Cause? {
            SSHFailure.beforeStart(words, .exited(code)).broken?.cause
        }
        #expect(
            cause("hcctl-no-master; kex_exchange_identification: Connection closed by remote host", 255) == .noMaster)
        #expect(cause("session request failed: Session open refused by peer; hcctl-no-master", 255) == .noSession)
        #expect(cause("Broken pipe", 255) == .unresponsive)
        #expect(cause("sudo: a password is required", 1) == .refused)
        #expect(cause("sh: 1: Syntax error", 2) == .refused)
    }
}
