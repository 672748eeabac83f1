import Foundation
import Testing

extension LabSuites.ForeignSituationTests {
    @Test func theMountPointIsProtected() async throws {
        try await ready()
        let script = "umount -l /gluster; lsattr -d /gluster; touch /gluster/x"
        let hidden = try await LabBench.on("host1", "unshare", "-m", "sh", "-c", script)
        #expect(hidden.output.contains("i-") && hidden.status != 0, "\(hidden.output)\(hidden.errors)")
        let table = try await LabBench.on("host1", "cat", "/etc/fstab").output
        #expect(table.contains("nofail,x-systemd.device-timeout="), "\(table)")
    }

    @Test func aMemoryFileSystemOverABrick() async throws {
        try await ready()
        try await sh("host2", "mount -t tmpfs tmpfs /gluster/engine")
        try await holds("PathCovered", "/gluster/engine/brick", "tmpfs")
        try await sh("host2", "umount /gluster/engine")
        try await nothingIsLeft()
    }

    @Test func aMemoryFileSystemOverTheMountPoint() async throws {
        try await ready()
        try await sh("host2", "mount -t tmpfs tmpfs /gluster")
        try await holds("PathCovered", "/gluster", "tmpfs")
        try await sh("host2", "umount /gluster")
        try await nothingIsLeft()
    }

    @Test func otherLiveOptions() async throws {
        try await ready()
        try await sh("host1", "mount -o remount,relatime /dev/vdb /gluster")
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(diff.status == 2 && diff.output.contains("mounted without noatime"), "\(diff.output)")
        try await converges()
        #expect(try await LabBench.on("host1", "findmnt", "-no", "OPTIONS", "/gluster").output.contains("noatime"))
    }

    @Test func aReadOnlyFileSystem() async throws {
        try await ready()
        try await sh(
            "host1", "systemctl stop glusterd; pkill -x glusterfsd; sleep 1; mount -o remount,ro /dev/vdb /gluster")
        try await sh("host1", "systemctl start glusterd; sleep 2")
        try await holds("FilesystemReadOnly", "/gluster")
        try await sh("host1", "mount -o remount,rw,noatime,inode64 /dev/vdb /gluster")
        try await converges()
    }

    /// It boots, can be reached, and nothing can be made at its mount point.
    @Test func aHostWithADeadDisk() async throws {
        try await ready()
        try await LabBench.expectDone(LabBench.lab("poweroff", "host3"))
        try await LabBench.expectDone(LabBench.lab("disk", "host3", "/dev/vdb", "--blank"))
        try await LabBench.expectDone(LabBench.lab("poweron", "host3"))
        let made = try await LabBench.on("host3", "mkdir", "/gluster/x")
        #expect(made.status != 0 && made.errors.contains("not permitted"), "\(made.errors)")
        try await holds("BlankReplacement", "/dev/vdb")
    }

    @Test func aMountPointThatIsALink() async throws {
        try await LabBench.fresh()
        try await sh("host1", "mkdir -p /srv/g; ln -s /srv/g /gluster")
        let diff = try await LabBench.fromHub("diff", "-f", manifests, "-o", "json")
        #expect(diff.output.contains("PathIsLink") && diff.output.contains("/srv/g"), "\(diff.output)")
        #expect(try await LabBench.on("host1", "blkid", "-p", "/dev/vdb").status == 2)
        try await sh("host1", "rm /gluster")
    }

    /// Storage leaves the manifest: nothing is done while it is mounted; afterwards the directory is an ordinary one again.
    @Test func aMountPointIsReleased() async throws {
        try await LabBench.fresh()
        let folder = try changed("volumes.yaml") { _ in "" }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await converges(folder)
        let hosts = "\(folder)/hosts.yaml"
        let text = try String(contentsOfFile: hosts, encoding: .utf8)
        let without = text.components(separatedBy: "---\n").map { document in
            document.contains("name: host3}")
                ? document.components(separatedBy: "  storage:")[0] + "  storage: []\n" : document
        }
        try without.joined(separator: "---\n").write(toFile: hosts, atomically: true, encoding: .utf8)
        #expect(try await LabBench.fromHub("diff", "-f", folder).status == 0)
        try await sh("host3", "umount /gluster; sed -i '\\# /gluster #d' /etc/fstab")
        #expect(try await LabBench.on("host3", "lsattr", "-d", "/gluster").output.contains("i-"))
        let diff = try await LabBench.fromHub("diff", "-f", folder)
        #expect(
            diff.status == 2 && diff.output.contains("make the directory /gluster changeable again"), "\(diff.output)")
        try await converges(folder)
        #expect(try await LabBench.on("host3", "rmdir", "/gluster").status == 0)
        #expect(try await LabBench.fromHub("diff", "-f", folder).status == 0)
    }
}
