import Foundation
import Subprocess
import SystemPackage
import Testing

extension LabSuites {
    /// Hosts that die, and hosts that only seem dead.
    @Suite(.serialized) struct OutageTests {}
}

extension LabSuites.OutageTests {
    private var manifests: String { "\(LabBench.root)/manifests/lab" }
    /// Seconds into an apply of bare hosts: file systems are made, the pool or the volumes are not yet.
    private static let midApply = 3.0

    /// Its power is cut while the cluster is being made; back on, the rest is done.
    @Test func powerCutInMidApplyIsMendedByTheNextOne() async throws {
        try await LabBench.fresh()
        async let first = LabBench.fromHub("apply", "-f", manifests, "--yes", "--timeout", "90s")
        try await Task.sleep(for: .seconds(Self.midApply))
        try await LabBench.expectDone(LabBench.lab("poweroff", "host2"))
        let cut = try await first
        #expect([3, 4].contains(cut.status), "\(cut.output)\n\(cut.errors)")
        #expect(cut.output.contains("host2"), "\(cut.output)")
        try await LabBench.expectDone(LabBench.lab("poweron", "host2"))
        let second = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(second.status == 0, "\(second.output)\n\(second.errors)")
        try await nothingIsLeft()
        try await aHostWithoutSSHIsNotDead()
    }

    /// sshd does not run, the bricks do: hcctl says that it does not see, and touches nothing that concerns the host.
    private func aHostWithoutSSHIsNotDead() async throws {
        let before = try await bricks(on: "host3")
        #expect(!before.isEmpty)
        try await LabBench.expectDone(LabBench.on("host3", "systemctl", "stop", "ssh.service", "ssh.socket"))
        let diff = try await LabBench.fromHub("diff", "-f", manifests, "-o", "json")
        #expect(diff.status == 3, "\(diff.output)")
        let document = try diff.document()
        #expect((document["differences"] as? [Any])?.isEmpty == true, "a silent host differs from nothing")
        let unknown = try #require(document["unknown"] as? [[String: Any]])
        #expect(!unknown.isEmpty && unknown.allSatisfy { $0["host"] as? String == "host3" })
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes", "-o", "json")
        #expect(apply.status == 3)
        #expect((try apply.document()["commands"] as? [String: Int])?["changing"] == 0)
        #expect(try await bricks(on: "host3") == before, "its brick processes are the same as before")
        try await LabBench.expectDone(LabBench.on("host3", "systemctl", "start", "ssh.service"))
        try await nothingIsLeft()
    }

    /// Process ids of the brick daemons.
    private func bricks(on host: String) async throws -> String {
        try await LabBench.on(host, "pgrep", "-x", "glusterfsd").output
    }

    private func nothingIsLeft() async throws {
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(diff.status == 0, "\(diff.output)")
    }
}
