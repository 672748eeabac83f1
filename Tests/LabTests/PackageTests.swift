import Foundation
import Testing

extension LabSuites {
    /// Hosts without gluster (MISSION M02).
    @Suite(.serialized) struct PackageTests {}
}

extension LabSuites.PackageTests {
    private var manifests: String { "\(LabBench.root)/manifests/lab" }
    private static let without = "glusterfs-server,glusterfs-client,xfsprogs,attr"
    private static let hosts = ["host1", "host2", "host3"]

    @Test func whatIsMissingIsInstalledOnceWhoeverDies() async throws {
        try await LabBench.fresh("--without", Self.without)
        try await whatIsNotManagedIsNamed()
        try await aKilledRunLeavesTheInstallationAlone()
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes", "-o", "json")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)")
        print("  from hosts without gluster: \(try apply.document()["seconds"] ?? "?") s")
        // On host3 the first attempt was torn.
        for host in ["host1", "host2"] {
            let history = try await LabBench.on(host, "cat", "/var/log/apt/history.log").output
            #expect(history.components(separatedBy: "apt-get -q -y install").count - 1 == 1, "\(history)")
        }
        for host in Self.hosts {
            let audit = try await LabBench.on(host, "dpkg", "--audit").output
            #expect(audit == "", "\(audit)")
            let unit = try await LabBench.on(host, "systemctl", "is-enabled", "glusterd").output
            #expect(unit == "enabled\n")
        }
        let again = try await LabBench.fromHub("apply", "-f", manifests, "-o", "json")
        #expect((try again.document()["commands"] as? [String: Int])?["changing"] == 0)
        try await aLockedDpkgIsWaitedFor()
    }

    private func whatIsNotManagedIsNamed() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hcctl-lab-packages")
        try? FileManager.default.removeItem(at: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(atPath: manifests, toPath: folder.path)
        let file = folder.appending(path: "cluster.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacingOccurrences(of: "\nspec:\n", with: "\nspec:\n  packages: {manage: false}\n")
            .write(to: file, atomically: true, encoding: .utf8)
        let diff = try await LabBench.fromHub("diff", "-f", folder.path)
        #expect(
            diff.status == 3 && diff.output.contains("glusterfs-server is not installed on host2"), "\(diff.output)")
    }

    /// hcctl is killed while apt-get runs on all three hosts.
    private func aKilledRunLeavesTheInstallationAlone() async throws {
        try await LabBench.expectDone(
            LabBench.run(
                "/usr/bin/env",
                [
                    "sh", "-c",
                    "\(LabBench.hcctl) lab run -- \(LabBench.hcctl) apply -f \(manifests) --yes >/dev/null 2>&1 & pid=$!; "
                        + "for try in $(seq 200); do "
                        + "\(LabBench.hcctl) lab exec host1 -- systemctl -q is-active hcctl-packages && break; sleep 0.1; done; "
                        + "kill -9 $pid",
                ]))
        let state = try await LabBench.on("host1", "systemctl", "is-active", "hcctl-packages").output
        #expect(state == "active\n", "the installation ended before hcctl was killed, or with it: \(state)")
        try await aKilledDpkgLeavesPackagesHalfDone()
    }

    /// On host3 everything is killed that installs, while packages are unpacked and not configured.
    private func aKilledDpkgLeavesPackagesHalfDone() async throws {
        let kill =
            "for try in $(seq 600); do dpkg-query -W -f '${db:Status-Status}\n' | grep -q -e unpacked -e half- && break; "
            + "sleep 0.02; done; systemctl kill -s KILL hcctl-packages; sleep 1; dpkg --audit"
        let audit = try await LabBench.on("host3", "sh", "-c", kill).output
        #expect(!audit.isEmpty, "dpkg had ended before it was killed")
        print("  dpkg was killed: \(audit.split(separator: "\n").count) lines of --audit")
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(diff.output.contains("Host/host3 packages["), "\(diff.output)")
    }

    /// A package is gone, and another program holds dpkg's lock for a while.
    private func aLockedDpkgIsWaitedFor() async throws {
        try await LabBench.expectDone(LabBench.on("host2", "dpkg", "--force-depends", "--purge", "attr"))
        let lock =
            "import fcntl,time; f=open('/var/lib/dpkg/lock-frontend','w'); fcntl.lockf(f,fcntl.LOCK_EX); time.sleep(20)"
        try await LabBench.expectDone(
            LabBench.on("host2", "systemd-run", "--quiet", "--collect", "--", "python3", "-c", lock))
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(diff.status == 2)
        #expect(diff.output.contains("Host/host2 packages[attr]: missing -> installed (default)"), "\(diff.output)")
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)")
        #expect(apply.errors.contains("another program installs packages on host2"), "\(apply.errors)")
    }
}
