import Foundation
import Testing

extension LabSuites {
    /// NFS-Ganesha on real hosts: exports from nothing, and each drift once.
    @Suite(.serialized, .enabled(if: LabBench.takesLong, "scripts/test --long")) struct NFSTests {}
}

extension LabSuites.NFSTests {
    private static let folders = ["-f", "\(LabBench.root)/manifests/lab", "-f", "\(LabBench.root)/manifests/lab-nfs"]
    private static let manager = [
        "busctl", "call", "org.ganesha.nfsd", "/org/ganesha/nfsd/ExportMgr", "org.ganesha.nfsd.exportmgr",
    ]

    private func hcctl(_ verb: String, _ more: String...) async throws -> LabBench.QueryResult {
        try await LabBench.run(
            LabBench.hcctl, ["lab", "run", "--", LabBench.hcctl, verb] + Self.folders + more + ["-o", "json"])
    }

    private func on(_ host: String, _ script: String) async throws {
        try LabBench.expectDone(try await LabBench.on(host, "bash", "-c", script))
    }

    @Test func everyDriftOfAnExportIsNamedAndMended() async throws {
        try await LabBench.fresh()
        try await applied()
        try await nothingIsLeft()
        try await filesAreWrittenThroughEachHost()
        let pid = "$(cat /run/ganesha/ganesha.pid)"
        let file = "/etc/ganesha/hcctl-export-engine.conf"
        try await drift("NFSExport/engine", "spec.squash", "host2", "sed -i s/No_Root_Squash/All_Squash/ \(file)")
        try await drift(
            "NFSExport/engine", "served", "host3", "\(Self.manager.joined(separator: " ")) RemoveExport q 50754")
        try await drift("Host/host1", "services[nfs-ganesha].active", "host1", "kill -9 \(pid); sleep 1")
        try await drift("Host/host2", "services[nfs-ganesha].answer", "host2", "kill -STOP \(pid)")
        try await drift("Host/host3", "services[nfs-ganesha].enabled", "host3", "systemctl -q disable nfs-ganesha")
        try await drift(
            "Host/host1", "services[nfs-ganesha-lock].port", "host1",
            "rm /etc/nfs.conf.d/hcctl.conf; systemctl restart nfs-ganesha-lock")
    }

    private func applied(location: SourceLocation = #_sourceLocation) async throws {
        let apply = try await hcctl("apply", "--yes")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)", sourceLocation: location)
        print("  converged in \(try apply.document()["seconds"] ?? "?") s")
    }

    private func nothingIsLeft() async throws {
        let apply = try await hcctl("apply", "--yes")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)")
        let commands = try apply.document()["commands"] as? [String: Int]
        #expect(commands?["changing"] == 0 && commands?["fence"] == 0)
    }

    /// By libnfs of another host: the bricks have them, with the owner of the volume's root.
    private func filesAreWrittenThroughEachHost() async throws {
        for number in 1...3 {
            try await on(
                "host2",
                "echo text-\(number) >/tmp/file; nfs-cp /tmp/file "
                    + "'nfs://10.88.0.1\(number)/engine/file\(number)?uid=36&gid=36&version=3'")
        }
        for host in ["host1", "host2", "host3"] {
            for number in 1...3 {
                let path = "/gluster/engine/brick/file\(number)"
                let found = try await LabBench.on(host, "bash", "-c", "stat -c %u:%g \(path); cat \(path)").output
                #expect(found == "36:36\ntext-\(number)\n", "\(host)")
            }
        }
    }

    /// `diff` names the field on the host, `apply` repairs it, and nothing is left.
    private func drift(
        _ resource: String, _ field: String, _ host: String, _ script: String,
        location: SourceLocation = #_sourceLocation
    ) async throws {
        try await on(host, script)
        let differences = try await hcctl("diff").document()["differences"] as? [[String: Any]] ?? []
        let named = differences.contains { $0["resource"] as? String == resource && $0["field"] as? String == field }
        #expect(named, "\(resource) \(field): \(differences)", sourceLocation: location)
        try await applied(location: location)
        #expect(try await hcctl("diff").status == 0, sourceLocation: location)
    }
}
