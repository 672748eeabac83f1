import Foundation
import Testing

/// There is one lab on a machine: its tests run one after the other.
@Suite(.serialized, .enabled(if: LabBench.isWanted, "the lab is not wanted here: HCCTL_LAB=1"))
enum LabSuites {}

extension LabSuites {
    /// The main job on real hosts: what gluster, the kernel and the files say is what counts.
    @Suite(.serialized) struct MainJobTests {}

    /// Other names, paths, sizes and order: nothing of manifests/lab is built in.
    @Suite(.serialized) struct OtherClusterTests {}

    /// The lab's own verbs.
    @Suite(.serialized) struct LabVerbTests {}
}

extension LabSuites.MainJobTests {
    private var manifests: String { "\(LabBench.root)/manifests/lab" }

    @Test func bareHostsConvergeAndStayConverged() async throws {
        try await LabBench.fresh()
        try await aSignatureIsNeverFormattedOver()
        try await theRestConverges()
        try await glusterAndTheFilesSayTheSame()
        try await theSecondApplyChangesNothing()
        try await driftIsNamedAndMended()
        try await aDeadHostIsWaitedForAndComesBack()
    }

    /// host2's disk carries a swap signature: everything else goes on, and the disk stays as it is.
    private func aSignatureIsNeverFormattedOver() async throws {
        try await LabBench.expectDone(LabBench.on("host2", "mkswap", "/dev/vdb"))
        let before = try await LabBench.on("host2", "blkid", "-p", "/dev/vdb").output
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(apply.status == 3)
        #expect(apply.output.contains("/dev/vdb on host2 is not blank"), "\(apply.output)")
        #expect(try await LabBench.on("host2", "blkid", "-p", "/dev/vdb").output == before)
        #expect(try await LabBench.on("host1", "gluster", "volume", "list").errors.contains("No volumes present"))
        try await LabBench.expectDone(LabBench.on("host2", "wipefs", "-a", "/dev/vdb"))
    }

    private func theRestConverges() async throws {
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes", "-o", "json")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)")
        let document = try apply.document()
        #expect(document["verdict"] as? String == "Converged")
        print("  first convergence: \(document["seconds"] ?? "?") s, \(document["commands"] ?? "?")")
    }

    private func glusterAndTheFilesSayTheSame() async throws {
        let pool = try await LabBench.on("host1", "gluster", "pool", "list").output
        #expect(pool.components(separatedBy: "Connected").count - 1 == 3, "\(pool)")
        let info = try await LabBench.on("host1", "gluster", "volume", "info").output
        #expect(
            info.contains("Number of Bricks: 1 x 3 = 3") && info.contains("Number of Bricks: 1 x (2 + 1) = 3"),
            "\(info)")
        #expect(info.components(separatedBy: "Status: Started").count - 1 == 3)
        for host in ["host1", "host2", "host3"] {
            let line = try await LabBench.on(host, "grep", " /gluster ", "/etc/fstab").output
            #expect(line.hasPrefix("UUID=") && line.contains(" xfs inode64,noatime"), "\(line)")
            #expect(try await LabBench.on(host, "findmnt", "-n", "-o", "FSTYPE", "/gluster").output == "xfs\n")
        }
        try await aWrittenFileStandsOnTheBricks()
    }

    private func aWrittenFileStandsOnTheBricks() async throws {
        try await LabBench.expectDone(LabBench.on("host1", "mkdir", "-p", "/mnt/engine"))
        try await LabBench.expectDone(
            LabBench.on("host1", "mount", "-t", "glusterfs", "host2.lab.test:/engine", "/mnt/engine"))
        try await LabBench.expectDone(LabBench.on("host1", "cp", "/etc/os-release", "/mnt/engine/written"))
        let written = try await LabBench.on("host1", "sha256sum", "/mnt/engine/written").output.prefix(64)
        for host in ["host1", "host2", "host3"] {
            let copy = try await LabBench.on(host, "sha256sum", "/gluster/engine/brick/written").output.prefix(64)
            #expect(copy == written)
            let owner = try await LabBench.on(host, "stat", "-c", "%u:%g", "/gluster/engine/brick").output
            #expect(owner == "36:36\n")
        }
        try await LabBench.expectDone(LabBench.on("host1", "umount", "/mnt/engine"))
    }

    private func theSecondApplyChangesNothing() async throws {
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes", "-o", "json")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)")
        let document = try apply.document()
        let commands = try #require(document["commands"] as? [String: Int])
        #expect(commands["changing"] == 0 && commands["fence"] == 0 && commands["roundTrips"] == 3, "\(commands)")
        print("  no-op apply: \(document["seconds"] ?? "?") s, \(commands)")
        let text = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(text.output.contains("converged: nothing left to do") && text.output.contains("0 changing commands"))
        #expect(try await LabBench.fromHub("diff", "-f", manifests).status == 0)
    }

    private func driftIsNamedAndMended() async throws {
        try await LabBench.expectDone(
            LabBench.on("host3", "gluster", "volume", "set", "engine", "network.ping-timeout", "30"))
        try await LabBench.expectDone(LabBench.on("host3", "gluster", "--mode=script", "volume", "stop", "data"))
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(diff.status == 2)
        #expect(
            diff.output.contains("GlusterVolume/engine spec.options[network.ping-timeout]: 30 -> 10 (explicit)"),
            "\(diff.output)")
        #expect(
            diff.output.contains("GlusterVolume/data spec.state: stopped -> started (explicit)"), "\(diff.output)")
        #expect(try await LabBench.fromHub("apply", "-f", manifests).status == 0)
        #expect(try await LabBench.fromHub("diff", "-f", manifests).status == 0)
    }

    private func aDeadHostIsWaitedForAndComesBack() async throws {
        try await LabBench.expectDone(LabBench.lab("poweroff", "host3"))
        let diff = try await LabBench.fromHub("diff", "-f", manifests, "-o", "json")
        #expect(diff.status == 3, "\(diff.output)")
        let unknown = try #require(try diff.document()["unknown"] as? [[String: Any]])
        #expect(unknown.allSatisfy { $0["host"] as? String == "host3" && $0["reason"] as? String == "HostUnreachable" })
        print("  diff with a dead host: \(diff.seconds) s")
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes", "-o", "json")
        #expect(apply.status == 3, "\(apply.output)")
        #expect((try apply.document()["commands"] as? [String: Int])?["changing"] == 0)
        print("  apply with a dead host: \(apply.seconds) s")
        try await LabBench.expectDone(LabBench.lab("poweron", "host3"))
        let back = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(back.status == 0, "\(back.output)\n\(back.errors)")
        let status = try await LabBench.on("host1", "gluster", "pool", "list").output
        #expect(!status.contains("Disconnected"), "\(status)")
    }
}

extension LabSuites.OtherClusterTests {
    private var manifests: String { "\(LabBench.root)/manifests/lab-other" }

    @Test func convergesAndStaysConverged() async throws {
        try await LabBench.fresh("--names", "stor-a,stor-b,stor-c", "--disks", "2", "--disk-size", "3GiB")
        let first = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(first.status == 0, "\(first.output)\n\(first.errors)")
        let second = try await LabBench.fromHub("apply", "-f", manifests, "-o", "json")
        #expect(second.status == 0)
        #expect((try second.document()["commands"] as? [String: Int])?["changing"] == 0)
        let info = try await LabBench.on("stor-b", "gluster", "volume", "info").output
        #expect(info.contains("Number of Bricks: 2 x 3 = 6"), "\(info)")
    }

    /// Whatever is wrong with the manifests, no host is touched.
    @Test(arguments: ["unknown-field", "wrong-type-number", "duplicate-key", "duplicate-resource", "dangling-host"])
    func badManifestsChangeNothing(_ name: String) async throws {
        let file = "\(LabBench.root)/manifests/invalid/\(name).yaml"
        #expect(FileManager.default.fileExists(atPath: file))
        #expect(try await LabBench.fromHub("apply", "-f", file, "--yes").status == 1)
        #expect(try await LabBench.run(LabBench.hcctl, ["validate", "-f", file]).status == 1)
    }
}
