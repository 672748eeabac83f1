import Foundation
import Testing

extension LabSuites.ForeignSituationTests {
    @Test func aTableThatIsALink() async throws {
        try await ready()
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

    @Test func aTableThatIsAMount() async throws {
        try await ready()
        try await sh("host2", "sed s/,noatime// /etc/fstab >/root/fstab; mount --bind /root/fstab /etc/fstab")
        try await holds("FileIsMount", "/etc/fstab")
        try await sh("host2", "umount /etc/fstab")
        try await nothingIsLeft()
    }

    @Test func aTableThatNamesALabel() async throws {
        try await ready()
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
}
