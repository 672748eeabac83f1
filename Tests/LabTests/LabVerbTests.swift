import Foundation
import Testing

/// What can be done to hosts and what they can be made without: the kernel, gluster and apt say whether it was done.
extension LabSuites.LabVerbTests {
    @Test func aPartitionedHostIsAloneUntilItRejoins() async throws {
        try await LabBench.fresh()
        try await makePool()
        try await LabBench.expectDone(LabBench.lab("partition", "host3"))
        #expect(try await state(of: "host3") == "partitioned")
        #expect(try await login("host3").status == 255)
        #expect(try await login("host2").status == 0)
        try await connected("host1", 1, "host1 sees host2 alone")
        try await connected("host3", 0, "host3 sees nobody")
        try await LabBench.expectDone(LabBench.lab("rejoin", "host3"))
        #expect(try await state(of: "host3") == "on")
        #expect(try await login("host3").status == 0)
        for host in ["host1", "host3"] { try await connected(host, 2, "\(host) sees both again") }
        try await anOffHostHasNoCable()
    }

    private func anOffHostHasNoCable() async throws {
        try await LabBench.expectDone(LabBench.lab("poweroff", "host3"))
        let refused = try await LabBench.lab("partition", "host3")
        #expect(refused.status == 1 && refused.errors.contains("hcctl lab poweron host3"), "\(refused.errors)")
        try await LabBench.expectDone(LabBench.lab("poweron", "host3"))
        try await LabBench.expectDone(LabBench.lab("partition", "host2"))
        try await LabBench.expectDone(LabBench.lab("up"))
        #expect(try await state(of: "host2") == "on", "up plugs in")
    }

    @Test func aSwappedDiskIsBlankAndTheOldOneIsDead() async throws {
        try await LabBench.fresh("--hosts", "2", "--disks", "2", "--disk-size", "1GiB")
        for command in [["mkfs.xfs", "-q", "/dev/vdc"], ["mkdir", "/old"], ["mount", "/dev/vdc", "/old"]] {
            try await LabBench.expectDone(LabBench.run(LabBench.hcctl, ["lab", "exec", "host1", "--"] + command))
        }
        try await LabBench.expectDone(LabBench.lab("disk", "host1", "/dev/vdc", "--blank"))
        try await isBlank("/dev/vdc")
        let write = try await LabBench.on("host1", "dd", "if=/dev/zero", "of=/old/x", "bs=1M", "count=4", "conv=fsync")
        #expect(write.status == 1 && write.errors.contains("Input/output error"), "\(write.errors)")
        try await LabBench.expectDone(LabBench.on("host1", "umount", "/old"))
        try await LabBench.expectDone(LabBench.on("host1", "mkfs.xfs", "-q", "/dev/vdc"))
        try await LabBench.expectDone(LabBench.on("host1", "mount", "/dev/vdc", "/old"))
        try await aHostThatIsOffGetsOneToo()
        #expect(try await LabBench.lab("disk", "host1", "/dev/vdd", "--blank").status == 1)
        #expect(try await LabBench.lab("disk", "host1", "/dev/vdc").status == 64)
    }

    private func aHostThatIsOffGetsOneToo() async throws {
        try await LabBench.expectDone(LabBench.lab("poweroff", "host1"))
        try await LabBench.expectDone(LabBench.lab("disk", "host1", "/dev/vdc", "--blank"))
        try await LabBench.expectDone(LabBench.lab("poweron", "host1"))
        try await isBlank("/dev/vdc")
        #expect(try await LabBench.on("host1", "blkid", "-p", "/dev/vdb").status == 2, "the other disk is as it was")
    }

    @Test func aPackageLeftOutCanBeInstalledOffline() async throws {
        try await LabBench.fresh("--hosts", "2", "--without", "glusterfs-server,nfs-common", "--no-names")
        #expect(try await LabBench.on("host1", "which", "glusterd").status == 1)
        for command in ["update", "install"] {
            let packages = command == "install" ? ["glusterfs-server", "nfs-common"] : []
            let arguments = ["lab", "exec", "host1", "--", "apt-get", command, "-y", "-q"] + packages
            try await LabBench.expectDone(LabBench.run(LabBench.hcctl, arguments))
        }
        try await LabBench.expectDone(LabBench.on("host1", "systemctl", "start", "glusterd"))
        try await LabBench.expectDone(LabBench.on("host1", "gluster", "pool", "list"))
        #expect(try await LabBench.on("host2", "which", "glusterd").status == 1)
        try await hostsDoNotFindEachOther()
    }

    private func hostsDoNotFindEachOther() async throws {
        for name in ["host2", "host2.lab.test"] {
            #expect(try await LabBench.on("host1", "getent", "hosts", name).status == 2)
            #expect(try await LabBench.lab("run", "--", "getent", "hosts", name).output.hasPrefix("10.88.0.12 "))
        }
        #expect(try await LabBench.on("host1", "getent", "hosts", "host1").output.hasPrefix("10.88.0.11 "))
        try await LabBench.expectDone(LabBench.lab("up"))
        #expect(try await LabBench.on("host1", "getent", "hosts", "host2").status == 2, "up adds no names")
        #expect(try await LabBench.lab("up", "--without", "attr").status == 1, "hosts are not made anew")
        try await LabBench.expectDone(LabBench.lab("down"))
    }
}

extension LabSuites.LabVerbTests {
    private func makePool() async throws {
        for host in ["host1", "host2", "host3"] {
            try await LabBench.expectDone(LabBench.on(host, "systemctl", "start", "glusterd"))
        }
        for host in ["host2", "host3"] {
            try await LabBench.expectDone(LabBench.on("host1", "gluster", "peer", "probe", host))
        }
        try await connected("host3", 2, "the pool is there")
    }

    /// glusterd gives up a silent peer after its own ping timeout, well below two minutes.
    private func connected(_ host: String, _ count: Int, _ what: Comment) async throws {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(120)
        while clock.now < end {
            let peers = try await LabBench.on(host, "gluster", "peer", "status").output
            if peers.components(separatedBy: "(Connected)").count - 1 == count { return }
            try await Task.sleep(for: .seconds(2))
        }
        Issue.record("\(host) has not \(count) connected peers after 120 s: \(what)")
    }

    private func state(of host: String) async throws -> String? {
        let document = try await LabBench.lab("status", "-o", "json").document()
        let hosts = document["hosts"] as? [[String: Any]]
        return hosts?.first { $0["name"] as? String == host }?["state"] as? String
    }

    /// By ssh from the hub, as hcctl itself goes.
    private func login(_ host: String) async throws -> LabBench.QueryResult {
        try await LabBench.lab(
            "run", "--", "ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=3", "-i", "/var/lib/hcctl-lab/id_ed25519",
            "-o", "UserKnownHostsFile=/var/lib/hcctl-lab/known_hosts", "root@\(host).lab.test", "true")
    }

    private func isBlank(_ device: String) async throws {
        #expect(try await LabBench.on("host1", "blkid", "-p", device).status == 2, "there is a signature")
        let size = try await LabBench.on("host1", "blockdev", "--getsize64", device).output
        #expect(size == "1073741824\n")
        try await LabBench.expectDone(LabBench.on("host1", "cmp", "-n", "1048576", device, "/dev/zero"))
    }
}
