import Foundation
import Testing

extension LabSuites {
    /// Clusters as other people have them, on real hosts: what was recreated from their reports. One lab serves many cases;
    /// each puts back what it changed.
    @Suite(.serialized, .enabled(if: LabBench.takesLong, "scripts/test --long")) struct ForeignSituationTests {}
}

extension LabSuites.ForeignSituationTests {
    private var manifests: String { "\(LabBench.root)/manifests/lab" }

    @Test func aConvergedClusterThatIsNot() async throws {
        try await LabBench.fresh()
        try await converges()
        try await theMountPointIsProtected()
        try await aMemoryFileSystemOverABrick()
        try await aMemoryFileSystemOverTheMountPoint()
        try await deadSelfHealDaemons()
        try await otherLiveOptions()
        try await aReadOnlyFileSystem()
        try await aTableThatIsALink()
        try await aTableThatIsAMount()
        try await aTableThatNamesALabel()
        try await aVolumeTypedByAddress()
        try await settingsOfTheFuture()
        try await tlsWithoutCertificates()
        try await oneSessionAConnection()
        try await aHostWithADeadDisk()
        try await aHostInstalledAgain()
    }

    @Test func hostsCopiedFromOneImage() async throws {
        try await LabBench.fresh()
        try await aMountPointThatIsALink()
        try await leftAttributes()
        try await clones()
    }

    @Test func emptyFilesAfterAPowerCut() async throws {
        try await LabBench.fresh()
        try await converges()
        try await sh("host3", "systemctl stop glusterd; pkill glusterfs; : >/var/lib/glusterd/glusterd.info")
        try await sh("host3", "systemctl start glusterd", expectDone: false)
        try await holds("StoreDamaged", "/var/lib/glusterd/glusterd.info")
    }

    // MARK: - The cases

    private func theMountPointIsProtected() async throws {
        let script = "umount -l /gluster; lsattr -d /gluster; touch /gluster/x"
        let hidden = try await LabBench.on("host1", "unshare", "-m", "sh", "-c", script)
        #expect(hidden.output.contains("i-") && hidden.status != 0, "\(hidden.output)\(hidden.errors)")
        let table = try await LabBench.on("host1", "cat", "/etc/fstab").output
        #expect(table.contains("nofail,x-systemd.device-timeout="), "\(table)")
    }

    private func aMemoryFileSystemOverABrick() async throws {
        try await sh("host2", "mount -t tmpfs tmpfs /gluster/engine")
        try await holds("PathCovered", "/gluster/engine/brick", "tmpfs")
        try await sh("host2", "umount /gluster/engine")
        try await nothingIsLeft()
    }

    private func aMemoryFileSystemOverTheMountPoint() async throws {
        try await sh("host2", "mount -t tmpfs tmpfs /gluster")
        try await holds("PathCovered", "/gluster", "tmpfs")
        try await sh("host2", "umount /gluster")
        try await nothingIsLeft()
    }

    private func deadSelfHealDaemons() async throws {
        for host in ["host1", "host2", "host3"] { try await sh(host, "pkill -f glustershd; sleep 1") }
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(diff.status == 2 && diff.output.contains("daemons[self-heal daemon on host3]"), "\(diff.output)")
        try await converges()
        let running = try await LabBench.on("host3", "pgrep", "-fc", "glustershd")
        #expect(running.output != "0\n")
    }

    private func otherLiveOptions() async throws {
        try await sh("host1", "mount -o remount,relatime /dev/vdb /gluster")
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(diff.status == 2 && diff.output.contains("mounted without noatime"), "\(diff.output)")
        try await converges()
        #expect(try await LabBench.on("host1", "findmnt", "-no", "OPTIONS", "/gluster").output.contains("noatime"))
    }

    private func aReadOnlyFileSystem() async throws {
        try await sh(
            "host1", "systemctl stop glusterd; pkill -x glusterfsd; sleep 1; mount -o remount,ro /dev/vdb /gluster")
        try await sh("host1", "systemctl start glusterd; sleep 2")
        try await holds("FilesystemReadOnly", "/gluster")
        try await sh("host1", "mount -o remount,rw,noatime,inode64 /dev/vdb /gluster")
        try await converges()
    }

    private func aTableThatIsALink() async throws {
        try await sh("host2", "mkdir /etc/real; mv /etc/fstab /etc/real/fstab; ln -s real/fstab /etc/fstab")
        try await sh("host2", "sed -i s/,noatime// /etc/real/fstab")
        try await converges()
        let link = try await LabBench.on("host2", "sh", "-c", "readlink /etc/fstab; cat /etc/real/fstab").output
        #expect(link.hasPrefix("real/fstab\n") && link.contains("noatime"), "\(link)")
        try await sh("host2", "mkdir -p /srv; cp /etc/real/fstab /srv/fstab; ln -sf /srv/fstab /etc/fstab")
        try await sh("host2", "sed -i s/,noatime// /srv/fstab")
        try await holds("FileIsLink", "/srv/fstab")
        try await sh("host2", "rm /etc/fstab; mv /etc/real/fstab /etc/fstab")
        try await nothingIsLeft()
    }

    private func aTableThatIsAMount() async throws {
        try await sh("host2", "sed s/,noatime// /etc/fstab >/root/fstab; mount --bind /root/fstab /etc/fstab")
        try await holds("FileIsMount", "/etc/fstab")
        try await sh("host2", "umount /etc/fstab")
        try await nothingIsLeft()
    }

    private func aTableThatNamesALabel() async throws {
        try await sh("host3", "systemctl stop glusterd; pkill glusterfs; sleep 1; umount /gluster")
        try await sh("host3", "xfs_admin -L gl /dev/vdb; mount -o noatime,inode64 /dev/vdb /gluster")
        try await sh("host3", "sed -i 's/^UUID=[^ ]*/LABEL=gl/' /etc/fstab; systemctl start glusterd; sleep 2")
        try await converges()
        try await sh("host3", "mkdir -p /dev/disk/by-id; ln -sf ../../vdb /dev/disk/by-id/virtio-1")
        try await sh("host3", "sed -i 's#^LABEL=gl#/dev/disk/by-id/virtio-1#; s/,noatime//' /etc/fstab")
        try await converges()
        let table = try await LabBench.on("host3", "cat", "/etc/fstab").output
        #expect(table.contains("/dev/disk/by-id/virtio-1 /gluster xfs inode64,noatime"), "\(table)")
    }

    /// Its bricks are in another order than the manifest's, too, which means nothing.
    private func aVolumeTypedByAddress() async throws {
        for host in ["host1", "host2", "host3"] { try await sh(host, "mkdir -p /gluster/typed") }
        let bricks = ["10.88.0.11", "host2.lab.test", "HOST3.lab.test"].map { "\($0):/gluster/typed/brick" }
        try await sh("host1", "gluster --mode=script volume create typed replica 3 \(bricks.joined(separator: " "))")
        try await sh("host1", "gluster --mode=script volume start typed")
        let volume = """
            ---
            apiVersion: hcctl.dev/v1alpha1
            kind: GlusterVolume
            metadata: {name: typed}
            spec: {replica: 3, hosts: [host3, host1, host2], brickPath: /gluster/typed/brick}

            """
        let folder = try changed("volumes.yaml") { $0 + volume }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let diff = try await LabBench.fromHub("diff", "-f", folder)
        #expect(diff.status == 0, "\(diff.output)")
        try await sh("host1", "gluster --mode=script volume stop typed; gluster --mode=script volume delete typed")
    }

    /// The date of the file is no proof; its daemons are restarted once at most, and never for the date alone.
    private func settingsOfTheFuture() async throws {
        let folder = try changed("cluster.yaml") {
            $0.replacing("spec:\n", with: "spec:\n  gluster: {basePort: 49152, maxPort: 60999}\n")
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await converges(folder)
        try await sh("host2", "touch -d '+2 days' /etc/glusterfs/glusterd.vol")
        try await converges(folder)
        let again = try await LabBench.fromHub("diff", "-f", folder)
        #expect(again.status == 0, "\(again.output)")
    }

    private func tlsWithoutCertificates() async throws {
        let folder = try changed("volumes.yaml") {
            $0.replacing(
                "  options:\n    cluster.quorum-type: auto\n",
                with: "  options: {cluster.quorum-type: auto, server.ssl: on}\n")
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await holds("OptionNeeds", "/etc/ssl/glusterfs.pem", folder: folder)
        let info = try await LabBench.on("host1", "gluster", "volume", "info", "meta").output
        #expect(!info.contains("server.ssl"))
    }

    private func oneSessionAConnection() async throws {
        let file = "/etc/ssh/sshd_config.d/hard.conf"
        try await sh("host1", "echo MaxSessions 1 >\(file); systemctl restart ssh")
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(diff.status == 3 && diff.output.contains("set MaxSessions to 2 or more"), "\(diff.output)")
        try await sh("host1", "printf 'MaxSessions 2\\nMaxStartups 2:50:3\\n' >\(file); systemctl restart ssh")
        try await nothingIsLeft()
        try await sh("host1", "rm \(file); systemctl restart ssh")
    }

    /// It boots, can be reached, and nothing can be made at its mount point.
    private func aHostWithADeadDisk() async throws {
        try await LabBench.expectDone(LabBench.lab("poweroff", "host3"))
        try await LabBench.expectDone(LabBench.lab("disk", "host3", "/dev/vdb", "--blank"))
        try await LabBench.expectDone(LabBench.lab("poweron", "host3"))
        let made = try await LabBench.on("host3", "mkdir", "/gluster/x")
        #expect(made.status != 0 && made.errors.contains("not permitted"), "\(made.errors)")
        try await holds("BlankReplacement", "/dev/vdb")
    }

    private func aHostInstalledAgain() async throws {
        let store = "/var/lib/glusterd"
        try await sh(
            "host3",
            "systemctl stop glusterd; pkill glusterfs; rm -rf \(store)/glusterd.info \(store)/vols \(store)/peers")
        try await sh("host3", "systemctl start glusterd; gluster system:: uuid get; sleep 1")
        try await holds("HostReinstalled", "host3")
    }

    private func aMountPointThatIsALink() async throws {
        try await sh("host1", "mkdir -p /srv/g; ln -s /srv/g /gluster")
        let diff = try await LabBench.fromHub("diff", "-f", manifests, "-o", "json")
        #expect(diff.output.contains("PathIsLink") && diff.output.contains("/srv/g"), "\(diff.output)")
        #expect(try await LabBench.on("host1", "blkid", "-p", "/dev/vdb").status == 2)
        try await sh("host1", "rm /gluster")
    }

    /// gluster's attribute on the brick's directory, and a volume's mark above it.
    private func leftAttributes() async throws {
        let folder = try changed("volumes.yaml") { _ in "" }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await converges(folder)
        try await sh("host1", "mkdir -p /gluster/engine/brick; setfattr -n trusted.gfid -v 0x01 /gluster/engine/brick")
        let id = "0x\(String(repeating: "ab", count: 16))"
        try await sh("host2", "mkdir -p /gluster/data; setfattr -n trusted.glusterfs.volume-id -v \(id) /gluster/data")
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(apply.status == 3, "\(apply.output)")
        for words in ["carries trusted.gfid", "above it carries the mark of volume"] {
            #expect(apply.output.contains(words), "\(words)\n\(apply.output)")
        }
        let volumes = try await LabBench.on("host1", "gluster", "volume", "list").output
        #expect(!volumes.contains("engine") && !volumes.contains("data"), "\(volumes)")
    }

    private func clones() async throws {
        try await LabBench.fresh()
        for host in ["host1", "host2"] { try await sh(host, "systemctl start glusterd; gluster system:: uuid get") }
        let info = try await LabBench.on("host2", "cat", "/var/lib/glusterd/glusterd.info").output
        let line = info.split(separator: "\n").first { $0.hasPrefix("UUID=") } ?? ""
        try await sh("host3", "mkdir -p /var/lib/glusterd; echo \(line) >/var/lib/glusterd/glusterd.info")
        try await sh(
            "host3", "echo operating-version=100000 >>/var/lib/glusterd/glusterd.info; systemctl start glusterd")
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(apply.status == 3 && apply.output.contains("have the same glusterd UUID"), "\(apply.output)")
        let pool = try await LabBench.on("host1", "gluster", "pool", "list").output
        #expect(!pool.contains("host2"), "\(pool)")
    }

    // MARK: - Steps

    private func sh(_ host: String, _ script: String, expectDone: Bool = true) async throws {
        let end = try await LabBench.on(host, "sh", "-c", script)
        if expectDone, end.status > 1 { Issue.record("\(host): \(script): \(end.errors)") }
    }

    /// diff holds for that reason, names these words, and has nothing to do.
    private func holds(
        _ reason: String, _ words: String..., folder: String? = nil, location: SourceLocation = #_sourceLocation
    ) async throws {
        let diff = try await LabBench.fromHub("diff", "-f", folder ?? manifests, "-o", "json")
        #expect(diff.status == 3, "\(diff.output)\(diff.errors)", sourceLocation: location)
        #expect(diff.output.contains("\"\(reason)\""), "\(diff.output)", sourceLocation: location)
        for word in words { #expect(diff.output.contains(word), "\(diff.output)", sourceLocation: location) }
    }

    private func converges(_ folder: String? = nil, location: SourceLocation = #_sourceLocation) async throws {
        let apply = try await LabBench.fromHub("apply", "-f", folder ?? manifests, "--yes")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)", sourceLocation: location)
    }

    private func nothingIsLeft(location: SourceLocation = #_sourceLocation) async throws {
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(diff.status == 0, "\(diff.output)", sourceLocation: location)
    }

    /// A copy of the manifests with one file changed.
    private func changed(_ file: String, _ edit: (String) -> String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hcctl-\(UUID().uuidString)").path
        try FileManager.default.copyItem(atPath: manifests, toPath: folder)
        let path = "\(folder)/\(file)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try edit(text).write(toFile: path, atomically: true, encoding: .utf8)
        return folder
    }
}
