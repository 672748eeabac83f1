import ClusterModel
import Glibc
import Testing
import World

@testable import LiveWorld

/// Which variables reach ssh.
@Suite struct ChildEnvironmentTests {
    @Test(arguments: [
        ("PATH", true), ("HOME", true), ("LC_TIME", true), ("SSH_AUTH_SOCK", true), ("SSH_ASKPASS_REQUIRE", true),
        ("XDG_RUNTIME_DIR", true), ("KRB5CCNAME", true), ("ENGINE_PASSWORD", false), ("AWS_SECRET_ACCESS_KEY", false),
        ("PATHS", false), ("LD_PRELOAD", false), ("", false),
    ]) func onlyTheListIsPassedOn(_ name: String, _ isPassedOn: Bool) {
        #expect(ChildEnvironment.isPassedOn(name) == isPassedOn)
    }

    @Test func theLocaleIsReplaced() {
        #expect(
            ChildEnvironment.entries(of: ["LC_ALL=de_DE.UTF-8", "HOME=/a=b", "TOKEN=x"]) == ["HOME=/a=b", "LC_ALL=C"])
    }

    /// A child really started with it does not see a secret of this process; the local shell does.
    @Test func aSecretOfTheProcessDoesNotReachTheChild() async throws {
        setenv("HCCTL_TEST_SECRET", "hunter2", 1)
        defer { unsetenv("HCCTL_TEST_SECRET") }
        let batch = Batch([.query(.run("env"))])
        let loader = ["-c", ShellScript.loader]
        let ssh = await ScriptSession(batch, TransportTimeouts()).held(by: "/bin/sh", loader, ChildEnvironment.ssh)
        let local = await ScriptSession(batch, TransportTimeouts()).held(by: "/bin/sh", loader, .local)
        #expect(ssh.outcomes.count == 1 && local.outcomes.count == 1)
        #expect(!ssh.outcomes[0].text.contains("hunter2") && ssh.outcomes[0].text.contains("PATH="))
        #expect(local.outcomes[0].text.contains("hunter2"))
    }
}
