import Foundation
import Testing

extension LabSuites {
    /// The engine on a real volume of the lab, by the stand-in for hosted-engine: nothing of oVirt is installed.
    @Suite(.serialized, .enabled(if: LabBench.takesLong, "scripts/test --long")) struct HostedEngineTests {}
}

extension LabSuites.HostedEngineTests {
    private static let folders = [
        "-f", "\(LabBench.root)/manifests/lab", "-f", "\(LabBench.root)/manifests/lab-engine",
    ]
    private static let secret = "s3cr3t-of-the-lab-test"
    private static let domain = "/rhev/data-center/mnt/glusterSD/host1.lab.test:_engine"

    private func hcctl(_ verb: String, _ more: String...) async throws -> LabBench.QueryResult {
        try await LabBench.run(
            LabBench.hcctl, ["lab", "run", "--", LabBench.hcctl, verb] + Self.folders + more + ["-o", "json"])
    }

    private func on(_ host: String, _ script: String) async throws -> String {
        let answer = try await LabBench.on(host, "bash", "-c", script)
        try LabBench.expectDone(answer)
        return answer.output
    }

    private func prepare() async throws {
        try await LabBench.fresh()
        try LabBench.expectDone(try await LabBench.run("\(LabBench.root)/scripts/lab-stand-in", []))
        let path = "/var/lib/hcctl-lab/engine-admin"
        #expect(
            FileManager.default.createFile(
                atPath: path, contents: Data(Self.secret.utf8), attributes: [.posixPermissions: 0o600]))
        for host in ["host1", "host2", "host3"] {
            _ = try await on(host, "echo 10.88.0.50 engine.lab.test >>/etc/hosts")
        }
    }

    /// A failed installer is named with its stage; once the cause is gone the next run deploys, and a second one has
    /// nothing to do. The secret is in no file and in no log.
    @Test func anEngineIsDeployedAfterTheInstallerFailed() async throws {
        try await prepare()
        _ = try await on("host1", "printf 'stageSeconds=1\\nfail=install\\n' >/etc/stand-in-hosted-engine.conf")
        let failed = try await hcctl("apply", "--yes")
        #expect(failed.status == 3)
        #expect(failed.output.contains("DeployFailed") && failed.output.contains("engine-setup failed in the local VM"))
        _ = try await on("host1", "printf 'stageSeconds=1\\n' >/etc/stand-in-hosted-engine.conf")
        let done = try await hcctl("apply", "--yes")
        #expect(done.status == 0, "\(done.output)\n\(done.errors)")
        let again = try await hcctl("apply", "--yes")
        let commands = try again.document()["commands"] as? [String: Int]
        #expect(again.status == 0 && commands?["changing"] == 0)
        #expect(try await on("host1", "ls -d \(Self.domain)/*/dom_md | wc -l") == "1\n")
        for host in ["host1", "host2", "host3"] {
            let found = try await on(
                host,
                "grep -rl \(Self.secret) /etc /run /var/log /var/lib/ovirt* 2>/dev/null | wc -l; journalctl -b | grep -c \(Self.secret) || true"
            )
            #expect(found == "0\n0\n", "\(host)")
        }
        try await keeps()
    }

    /// The brokers' settings and global maintenance go back to what is declared.
    private func keeps() async throws {
        _ = try await on("host1", "hosted-engine --set-shared-config email.smtp-server other --type=broker")
        _ = try await on("host1", "hosted-engine --set-maintenance --mode=global")
        let differences = try await hcctl("diff").document()["differences"] as? [[String: Any]] ?? []
        let fields = Set(differences.compactMap { $0["field"] as? String })
        #expect(fields.isSuperset(of: ["spec.notifications.smtpServer", "spec.maintenance"]), "\(fields)")
        #expect(try await hcctl("apply", "--yes").status == 0)
        #expect(
            try await on("host1", "hosted-engine --get-shared-config email.smtp-server").contains("mail.lab.test"))
        #expect(try await hcctl("diff").status == 0)
    }
}
