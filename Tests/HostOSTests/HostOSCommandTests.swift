import ClusterModel
import HostOS
import TestSupport
import Testing
import World

/// What is sent, word by word. A fixture is proof that a real tool took these words.
@Suite struct HostOSCommandTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let action: HostAction
        let commands: [String]
        var testDescription: String { commands.joined(separator: "; ") }
    }

    private static let forgetting = "systemctl reset-failed -- 'hcctl-packages*.service'"
    private static let starting =
        "systemd-run --quiet --unit=hcctl-packages --setenv=DEBIAN_FRONTEND=noninteractive --setenv=LC_ALL=C.UTF-8 "
        + "--property=RuntimeMaxSec=3600 -- "
    static let rows = [
        Row(
            action: .makeFilesystem(device: "/dev/vdb", mountPoint: "/gluster", inodeSize: 512),
            commands: ["mkfs.xfs -i size=512 -- /dev/vdb"]),
        Row(
            action: .makeFilesystem(device: "/dev/vdb", mountPoint: "/gluster", inodeSize: nil),
            commands: ["mkfs.xfs -- /dev/vdb"]),
        Row(
            action: .replaceFile(FileReplacement(.fstab, of: nil, by: FileText("x\n"))),
            commands: ["hcctl:write /etc/fstab"]),
        Row(
            action: .mount(device: "/dev/vdb", at: "/gluster", options: ["inode64", "noatime"]),
            commands: [
                "mkdir -p -m 0755 -- /gluster",
                "find /gluster -maxdepth 0 -type d -empty -not -exec mountpoint -q -- '{}' ';' "
                    + "-exec chattr +i -- '{}' ';' "
                    + "-exec mkdir -p -m 0755 -- /var/lib/hcctl/mount-points/gluster/.immutable ';'",
                "mount -t xfs -o inode64,noatime -- /dev/vdb /gluster",
            ]),
        Row(
            action: .remount(device: "/dev/vdb", at: "/gluster", options: ["inode64", "noatime"]),
            commands: ["mount -o remount,inode64,noatime -- /dev/vdb /gluster"]),
        Row(
            action: .mount(device: "/dev/vdb", at: "/g h", options: []),
            commands: [
                "mkdir -p -m 0755 -- '/g h'",
                "find '/g h' -maxdepth 0 -type d -empty -not -exec mountpoint -q -- '{}' ';' "
                    + "-exec chattr +i -- '{}' ';' "
                    + "-exec mkdir -p -m 0755 -- '/var/lib/hcctl/mount-points/g h/.immutable' ';'",
                "mount -t xfs -o defaults -- /dev/vdb '/g h'",
            ]),
        Row(
            action: .releaseMountPoint(path: "/gluster"),
            commands: [
                "find /var/lib/hcctl/mount-points/gluster/.immutable -maxdepth 0 '(' -exec chattr -i -- /gluster ';' "
                    + "-o -not -exec test -e /gluster ';' ')' -delete"
            ]),
        Row(action: .makeDirectory(path: "/gluster/engine"), commands: ["mkdir -p -m 0755 -- /gluster/engine"]),
        Row(action: .enableAndStart(unit: "glusterd"), commands: ["systemctl enable --now -- glusterd.service"]),
        Row(
            action: .enableAndStart(unit: "glusterd", clearing: true, unmasking: true),
            commands: [
                "systemctl unmask --runtime -- glusterd.service", "systemctl reset-failed -- glusterd.service",
                "systemctl enable --now -- glusterd.service",
            ]),
        Row(
            action: .replaceFile(FileReplacement(.optionGroup("virt"), of: nil, by: FileText("x\n"))),
            commands: ["hcctl:write /var/lib/glusterd/groups/virt"]),
        Row(
            action: .installPackages(["attr", "xfsprogs"], masking: ["glusterd"]),
            commands: [
                "systemctl mask --runtime -- glusterd.service", forgetting,
                starting + "apt-get -q -y install --no-install-recommends -o Dpkg::Options::=--force-confold "
                    + "-o DPkg::Lock::Timeout=900 -- attr xfsprogs",
            ]),
        Row(action: .updatePackageLists, commands: [forgetting, starting + "apt-get -q update"]),
        Row(action: .configurePackages, commands: [forgetting, starting + "dpkg --force-confold --configure -a"]),
    ]

    @Test(arguments: rows) func anActionIsTheseCommands(_ row: Row) {
        #expect(HostOSCommands.preview(row.action).map(\.description) == row.commands)
    }

    @Test(arguments: [
        ("mkfs.xfs/6.1.0/blank", HostAction.makeFilesystem(device: "/dev/vdb", mountPoint: "/gluster", inodeSize: 512)),
        ("mount/2.38.1/mounted", .mount(device: "/dev/vdb", at: "/gluster", options: ["inode64", "noatime"])),
        ("mkdir/9.1/parent", .makeDirectory(path: "/gluster/engine")),
        ("systemctl/252/enabled", .enableAndStart(unit: "glusterd")),
    ])
    func realToolsTookTheseWords(_ path: String, _ action: HostAction) throws {
        let fixture = try Fixture(path)
        #expect(fixture.end.exitStatus == 0)
        #expect(HostOSCommands.preview(action).last?.description == fixture.command)
    }

    /// The second line of defence behind the planner: mkfs.xfs itself refuses what is not blank, or cannot be read.
    @Test(arguments: ["mkfs.xfs/6.1.0/over-xfs", "mkfs.xfs/6.1.0/unreadable"])
    func mkfsRefusesWhatIsNotBlank(_ path: String) throws {
        let fixture = try Fixture(path)
        #expect(fixture.end.exitStatus == 1)
        #expect(fixture.end.words.contains("Use the -f option to force overwrite"))
        #expect(!fixture.command.contains(" -f"))
    }

    @Test func aFilesystemBeingMadeIsNeverKilled() {
        let changes = HostOSCommands.changes(for: .makeFilesystem(device: "/dev/vdb", mountPoint: "/g", inodeSize: nil))
        let expected = Invocation(["mkfs.xfs", "--", "/dev/vdb"], limit: .detachAfter(.seconds(600)))
        #expect(changes == [.run(expected)])
    }

    @Test func fstabIsReplacedOnlyIfItIsTheOneThatWasRead() {
        let bytes: [UInt8] = [0x23, 0xff, 0x0d, 0x0a]
        let old = ObservedFile(.fstab, FileText("# a\n"), digest: "abc")
        let write = FileWrite(
            path: "/etc/fstab", contents: .bytes(bytes), mode: 0o644, expecting: .digest(sha256: "abc"),
            keeping: .allButContents)
        let replacement = FileReplacement(.fstab, of: old, by: FileText(bytes))
        #expect(HostOSCommands.changes(for: .replaceFile(replacement)) == [.write(write)])
        let new = FileReplacement(.optionGroup("virt"), of: nil, by: FileText(bytes))
        guard case .write(let made)? = HostOSCommands.changes(for: .replaceFile(new)).first else { return }
        #expect(made.expecting == .absent && made.path == "/var/lib/glusterd/groups/virt")
    }
}
