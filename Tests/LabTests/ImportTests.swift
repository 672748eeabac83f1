import Foundation
import Testing

extension LabSuites {
    /// Clusters built by hand in six ways are imported; diff of the result is empty, and adopting changes nothing.
    @Suite(.serialized, .enabled(if: LabBench.takesLong, "scripts/test --long")) struct ImportTests {}
}

extension LabSuites.ImportTests {
    struct Cluster: Sendable, CustomTestStringConvertible {
        let name: String
        var lab = ["--hosts", "3", "--disks", "2"]
        var hosts = ["host1", "host2", "host3"]
        /// What is typed on each host, with `blkid` filling the cache in which mount(8) looks up labels and UUIDs.
        let onEach: String
        /// What is typed on the first host.
        let onFirst: String
        var from = "host1.lab.test"
        /// What the comments have to say, and what the manifests have to hold.
        var comments: [String] = []
        var lines: [String] = []
        /// Volumes of the result.
        let volumes: Int
        var testDescription: String { name }
    }

    /// As the slides of 2015 build it: one disk, short names, replica 3, the group virt.
    private static let slides = Cluster(
        name: "short names, one disk, UUID lines, group virt",
        onEach: """
            mkfs.xfs -q -i size=512 /dev/vdb; mkdir -p /data
            echo "UUID=$(blkid -s UUID -o value /dev/vdb) /data xfs defaults 0 0" >> /etc/fstab; mount /data
            mkdir /data/engine /data/vms; systemctl enable -q --now glusterd
            """,
        onFirst: """
            gluster peer probe host2; gluster peer probe host3; sleep 3
            gluster volume create engine replica 3 host1:/data/engine/b host2:/data/engine/b host3:/data/engine/b
            gluster volume set engine group virt
            gluster volume set engine storage.owner-uid 36; gluster volume set engine storage.owner-gid 36
            gluster volume set engine auth.allow "*"; gluster volume set engine network.ping-timeout 10
            gluster volume start engine
            gluster volume create old replica 3 arbiter 1 host1:/data/old host2:/data/old host3:/data/old
            """,
        lines: ["name: engine", "owner:", "uid: 36", "features.shard: 'on'", "arbiter: 1", "state: stopped"],
        volumes: 2)

    private static let addresses = Cluster(
        name: "addresses, two disks, LABEL lines, distributed sets, options of the pool",
        onEach: """
            for d in b c; do
              mkfs.xfs -q -L disk$d /dev/vd$d; blkid /dev/vd$d > /dev/null; mkdir -p /bricks/$d
              echo "LABEL=disk$d /bricks/$d xfs noatime 0 0" >> /etc/fstab; mount /bricks/$d
            done
            systemctl enable -q --now glusterd
            """,
        onFirst: """
            gluster peer probe 10.88.0.12; gluster peer probe 10.88.0.13; sleep 3
            gluster volume create vol replica 3 $(for d in b c; do for n in 1 2 3; do echo 10.88.0.1$n:/bricks/$d/vol; done; done)
            gluster volume set vol cluster.server-quorum-type server; gluster volume set vol user.note hello
            gluster volume start vol
            gluster volume create arch replica 3 10.88.0.11:/bricks/b/a 10.88.0.12:/bricks/b/a 10.88.0.13:/bricks/b/a
            gluster volume start arch; gluster --mode=script volume stop arch
            gluster volume set all cluster.server-quorum-ratio 51%
            """,
        from: "10.88.0.11",
        lines: [
            "storageAddress: host1.lab.test", "mountPoint: /bricks/c", "user.note: hello",
            "cluster.server-quorum-ratio",
        ],
        volumes: 2)

    private static let mixed = Cluster(
        name: "names and addresses, device and by-id lines, distribute and disperse, a daemon that is not enabled",
        onEach: """
            mkfs.xfs -q /dev/vdb; mkfs.xfs -q /dev/vdc; mkdir -p /a /c /dev/disk/by-id; ln -sf ../../vdc /dev/disk/by-id/scsi-0
            printf '/dev/vdb /a xfs defaults 0 0\\n/dev/disk/by-id/scsi-0 /c xfs defaults 0 0\\n' >> /etc/fstab
            mount /a; mount /c; systemctl start glusterd; [ $(hostname -s) = host3 ] || systemctl enable -q glusterd
            """,
        onFirst: """
            gluster peer probe host2.lab.test; gluster peer probe 10.88.0.13; sleep 3
            gluster volume create d1 host1.lab.test:/a/d1 host2.lab.test:/a/d1 10.88.0.13:/a/d1; gluster volume start d1
            gluster volume create ec disperse 3 redundancy 1 host1.lab.test:/c/ec host2.lab.test:/c/ec 10.88.0.13:/c/ec
            gluster volume create r replica 3 host1.lab.test:/c/r host2.lab.test:/a/r 10.88.0.13:/c/r; gluster volume start r
            """,
        from: "host2",
        comments: ["left out: volume ec", "ignored: services[glusterd].enabled"],
        lines: ["device: /dev/disk/by-id/scsi-0", "bricks:", "hcctl.dev/ignore"], volumes: 2)

    private static let roots = Cluster(
        name: "bricks on the root file system and on mount points, an own group, a member that does not answer",
        lab: ["--hosts", "3"],
        onEach: """
            mkfs.xfs -q /dev/vdb; mkdir -p /srv/brick /root-bricks
            echo "UUID=$(blkid -s UUID -o value /dev/vdb) /srv/brick xfs defaults 0 0" >> /etc/fstab; mount /srv/brick
            systemctl enable -q --now glusterd
            """,
        onFirst: """
            gluster peer probe host2; gluster peer probe host3; sleep 3; alias gluster="gluster --mode=script"
            gluster volume create rootvol replica 2 host1:/root-bricks/v host2:/root-bricks/v force; gluster volume start rootvol
            gluster volume create pair replica 2 host1:/srv/brick host2:/srv/brick force; gluster volume start pair
            gluster volume create other replica 2 host2:/root-bricks/o host3:/root-bricks/o force; gluster volume start other
            printf 'performance.quick-read=off\\nnetwork.ping-timeout=11\\n' > /var/lib/glusterd/groups/own
            gluster volume set pair group own
            """,
        from: "host1",
        comments: ["the pool's member host3, which did not answer", "left out: volume other", "left out: storage"],
        lines: ["network.ping-timeout: '11'"], volumes: 2)

    /// As the walk-through of 2014 builds it: two hosts, /etc/hosts, replica 2, its own group virt.
    private static let walkthrough = Cluster(
        name: "two hosts without names in DNS, replica 2, an own group virt, a missing package",
        lab: ["--hosts", "2", "--no-names"], hosts: ["host1", "host2"],
        onEach: """
            printf '10.88.0.11 host1 s1\\n10.88.0.12 host2 s2\\n' >> /etc/hosts
            mkfs.xfs -q -i size=512 /dev/vdb; mkdir -p /gluster; blkid /dev/vdb > /dev/null
            echo "UUID=$(blkid -s UUID -o value /dev/vdb) /gluster xfs noatime 0 0" >> /etc/fstab; mount /gluster
            mkdir -p /gluster/engine /gluster/data /gluster/meta
            printf 'quick-read=off\\nread-ahead=off\\nio-cache=off\\nstat-prefetch=off\\ncluster.eager-lock=enable\\nnetwork.remote-dio=enable\\n' \
              > /var/lib/glusterd/groups/virt
            systemctl enable -q --now glusterd; dpkg -r --force-depends xfsprogs > /dev/null 2>&1
            """,
        onFirst: """
            gluster peer probe s2; sleep 3; alias gluster="gluster --mode=script"
            for v in engine data meta; do
              gluster volume create $v replica 2 s1:/gluster/$v/brick s2:/gluster/$v/brick; gluster volume start $v
            done
            gluster volume set engine group virt; gluster volume set engine storage.owner-uid 36
            """,
        comments: ["ignored: packages[xfsprogs]"], lines: ["replica: 2", "performance.quick-read: 'off'"], volumes: 3)

    /// Clusters that are imported and then left alone.
    static let clusters = [slides, addresses, mixed, roots, walkthrough]

    @Test(arguments: clusters) func isImportedAsItIs(_ cluster: Cluster) async throws {
        try await build(cluster)
        let file = try await imported(cluster)
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await expectNothingToDo(file)
    }

    /// One option is changed in the imported manifests: nothing else is touched, and the volume gets its tag.
    @Test func oneIsChangedThroughItsManifests() async throws {
        try await build(Self.slides)
        let file = try await imported(Self.slides)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let changed = text.replacingOccurrences(of: "network.ping-timeout: '10'", with: "network.ping-timeout: '15'")
        try changed.write(toFile: file, atomically: true, encoding: .utf8)
        let apply = try await LabBench.fromHub("apply", "-f", file, "--yes", "-o", "json")
        try LabBench.expectDone(apply)
        #expect((try apply.document()["commands"] as? [String: Int])?["changing"] == 1)
        let info = try await LabBench.on("host1", "gluster", "volume", "info", "engine").output
        #expect(info.contains("network.ping-timeout: 15") && info.contains("user.hcctl.owner: cluster"))
        #expect(try await !LabBench.on("host1", "gluster", "volume", "info", "old").output.contains("user.hcctl"))
        try await expectNothingToDo(file)
    }

    /// A cluster of hcctl's own whose manifests were lost: its tags name the Cluster.
    @Test func lostManifestsAreWrittenAgain() async throws {
        try await LabBench.fresh()
        try await LabBench.expectDone(LabBench.fromHub("apply", "-f", "\(LabBench.root)/manifests/lab", "--yes"))
        let file = try await imported(
            Cluster(name: "", onEach: "", onFirst: "", lines: ["name: lab", "mountPoint: /gluster"], volumes: 3))
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await expectNothingToDo(file)
    }

    private func build(_ cluster: Cluster) async throws {
        try await LabBench.expectDone(LabBench.run(LabBench.hcctl, ["lab", "down"]))
        try await LabBench.expectDone(LabBench.run(LabBench.hcctl, ["lab", "up"] + cluster.lab))
        for host in cluster.hosts {
            try await LabBench.expectDone(LabBench.on(host, "sh", "-c", cluster.onEach))
        }
        try await LabBench.expectDone(LabBench.on("host1", "sh", "-c", cluster.onFirst))
        if cluster.name == Self.roots.name {
            _ = try await LabBench.on("host3", "systemctl", "stop", "ssh.socket", "ssh")
        }
    }

    /// The file with the manifests; what they hold and say is checked.
    private func imported(_ cluster: Cluster) async throws -> String {
        let folder = "/var/lib/hcctl-lab"
        let answer = try await LabBench.fromHub(
            "import", "--host", cluster.from, "--ssh-identity", "\(folder)/id_ed25519", "--known-hosts",
            "\(folder)/known_hosts", "--ssh-config", "none")
        try LabBench.expectDone(answer)
        #expect(answer.errors.contains("diff of it is empty"), "\(answer.errors)")
        for words in cluster.comments + cluster.lines { #expect(answer.output.contains(words), "\(answer.output)") }
        #expect(answer.output.components(separatedBy: "kind: GlusterVolume").count - 1 == cluster.volumes)
        if cluster.comments.isEmpty { #expect(!answer.output.contains("left out")) }
        let file = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID().uuidString).yaml").path
        try answer.output.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }

    /// By diff and by apply; gluster's own description of its volumes is the same before and after.
    private func expectNothingToDo(_ file: String) async throws {
        let before = try await LabBench.on("host1", "gluster", "volume", "info").output
        let diff = try await LabBench.fromHub("diff", "-f", file)
        #expect(diff.status == 0, "\(diff.output)\(diff.errors)")
        let apply = try await LabBench.fromHub("apply", "-f", file, "-o", "json")
        #expect(apply.status == 0)
        #expect((try apply.document()["commands"] as? [String: Int])?["changing"] == 0)
        #expect(try await LabBench.on("host1", "gluster", "volume", "info").output == before)
    }
}
