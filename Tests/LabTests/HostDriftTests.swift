import Foundation
import Testing

extension LabSuites {
    /// Drift on one host: the exact differences, their repair, and then an empty plan.
    @Suite(.serialized) struct HostDriftTests {}
}

extension LabSuites.HostDriftTests {
    private var manifests: String { "\(LabBench.root)/manifests/lab" }

    @Test func eachDriftIsNamedAndMended() async throws {
        try await LabBench.fresh()
        try await LabBench.expectDone(LabBench.fromHub("apply", "-f", manifests, "--yes"))
        let line = try await LabBench.on("host1", "grep", " /gluster ", "/etc/fstab").output.dropLast()
        try await drift(
            "host1", ["sed", "-i", "/ .gluster /d", "/etc/fstab"],
            ["Host/host1 + \(line)"], changing: 1)
        try await drift(
            "host2", ["systemctl", "disable", "glusterd"],
            ["Host/host2 services[glusterd].enabled: disabled -> enabled (cluster)"], changing: 1)
        try await drift(
            "host3", ["systemctl", "stop", "glusterd"],
            ["Host/host3 services[glusterd].active: inactive -> active (cluster)"], changing: nil)
        try await aFailedDaemon()
        try await anUnmountedFilesystem()
        try await aMaskedDaemonIsLeftToAPerson()
        try await aRebootedHost()
        try await aBlankReplacementIsNotFormatted()
    }

    /// The manual change, the differences of the host in diff, and how many changes repair it; nil where daemons also
    /// repair something on their own.
    private func drift(
        _ host: String, _ command: [String], _ expected: [String], changing: Int?
    ) async throws {
        try await LabBench.expectDone(LabBench.run(LabBench.hcctl, ["lab", "exec", host, "--"] + command))
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(diff.status == 2, "\(diff.output)")
        #expect(LabBench.differences(diff.output, of: "Host/\(host)") == expected, "\(diff.output)")
        try await mend(changing)
    }

    private func mend(_ changing: Int?) async throws {
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes", "-o", "json")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)")
        let commands = try apply.document()["commands"] as? [String: Int]
        if let changing { #expect(commands?["changing"] == changing, "\(apply.errors)") }
        print("  mended: \(try apply.document()["seconds"] ?? "?") s, \(commands ?? [:])")
        let second = try await LabBench.fromHub("apply", "-f", manifests, "-o", "json")
        #expect(second.status == 0)
        #expect((try second.document()["commands"] as? [String: Int])?["changing"] == 0)
    }

    /// Killed so often within the hour that systemd starts it no more.
    private func aFailedDaemon() async throws {
        let script =
            "for i in 1 2 3 4 5 6 7 8; do systemctl restart glusterd || break; done; systemctl is-failed glusterd"
        let failed = try await LabBench.on("host2", "sh", "-c", script)
        #expect(failed.output.contains("failed"), "\(failed.output)\(failed.errors)")
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(
            LabBench.differences(diff.output, of: "Host/host2") == [
                "Host/host2 services[glusterd].active: failed -> active (cluster)"
            ], "\(diff.output)")
        try await mend(nil)
    }

    private func anUnmountedFilesystem() async throws {
        let script = "pkill -x glusterfsd; sleep 1; umount /gluster"
        try await drift(
            "host1", ["sh", "-c", script],
            ["Host/host1 spec.storage[gluster].mountPoint: not mounted -> /dev/vdb on /gluster (explicit)"],
            changing: nil)
        #expect(try await LabBench.on("host1", "findmnt", "-n", "-o", "FSTYPE", "/gluster").output == "xfs\n")
    }

    private func aMaskedDaemonIsLeftToAPerson() async throws {
        try await LabBench.expectDone(LabBench.on("host3", "systemctl", "mask", "--now", "glusterd"))
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(apply.status == 3 && apply.output.contains("glusterd on host3 was masked by an operator"))
        #expect(try await LabBench.on("host3", "systemctl", "is-enabled", "glusterd").output == "masked\n")
        try await LabBench.expectDone(LabBench.on("host3", "systemctl", "unmask", "glusterd"))
        try await mend(nil)
    }

    /// It comes back by itself: file system and daemon are those of its own fstab and systemd.
    private func aRebootedHost() async throws {
        try await LabBench.expectDone(LabBench.lab("poweroff", "host2"))
        try await LabBench.expectDone(LabBench.lab("poweron", "host2"))
        try await mend(nil)
        #expect(try await LabBench.on("host2", "findmnt", "-n", "-o", "FSTYPE", "/gluster").output == "xfs\n")
    }

    /// The disk was swapped for a blank one: hcctl says so, and formats nothing.
    private func aBlankReplacementIsNotFormatted() async throws {
        try await LabBench.expectDone(LabBench.lab("poweroff", "host3"))
        try await LabBench.expectDone(LabBench.lab("disk", "host3", "/dev/vdb", "--blank"))
        try await LabBench.expectDone(LabBench.lab("poweron", "host3"))
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(apply.status == 3, "\(apply.output)\n\(apply.errors)")
        #expect(
            apply.output.contains("/dev/vdb on host3 is blank, but ") && apply.output.contains("it is not formatted"),
            "\(apply.output)")
        #expect(try await LabBench.on("host3", "blkid", "-p", "/dev/vdb").status == 2)
    }
}
