/// What the root file system below every host is made of. Its digest names the folder of the finished base, so a
/// changed recipe builds a new one.
struct BaseRecipe: Sendable, Hashable {
    /// The Debian release.
    let suite: String
    /// Beyond debootstrap's smallest set.
    let packages: [String]
    /// Units that a bare host does not start. A deployment enables what it wants.
    let disabled: [String]
    /// Units that have no use or no kernel support in a lab host.
    let masked: [String]
    /// Written over what the packages bring.
    let files: [File]

    /// A file of the base.
    struct File: Sendable, Hashable {
        let path: String
        let text: String
    }

    /// Of everything above.
    var digest: String {
        let parts = [suite] + packages + disabled + masked + files.flatMap { [$0.path, $0.text] }
        return FNV1a.hex(parts.joined(separator: "\u{0}"))
    }
    var directory: String { "\(LabLayout.cacheDirectory)/\(digest)" }
    /// Where it is built; renamed when it is whole, so that a killed build leaves no half base behind.
    var draft: String { "\(LabLayout.cacheDirectory)/\(Self.draftPrefix)\(digest)" }

    static let draftPrefix = ".building-"
}

extension BaseRecipe {
    /// Debian 12 with the storage stack of a hyper-converged host.
    static let current = BaseRecipe(
        suite: "bookworm",
        packages: [
            "systemd", "systemd-sysv", "libpam-systemd", "dbus", "openssh-server", "iproute2", "iputils-ping",
            "procps", "glusterfs-server", "glusterfs-client", "ctdb", "nfs-ganesha", "nfs-ganesha-gluster",
            "libnfs-utils", "firewalld", "nftables", "netbase", "lvm2", "xfsprogs", "rpcbind", "nfs-common",
            "ethtool", "attr", "curl", "python3-minimal", "ca-certificates",
        ],
        disabled: ["glusterd", "glustereventsd", "ctdb", "nfs-ganesha", "nfs-ganesha-lock", "firewalld"],
        masked: [
            "apt-daily.timer", "apt-daily-upgrade.timer", "dpkg-db-backup.timer", "e2scrub_all.timer",
            "e2scrub_reap.service", "fstrim.timer", "getty@tty1.service", "console-getty.service",
            "systemd-pstore.service", "dm-event.socket", "lvm2-lvmpolld.socket", "lvm2-monitor.service",
            "blk-availability.service", "run-rpc_pipefs.mount",
        ],
        files: [mountUnit, remoteLogin, quietConsole, noNameServer, emptyMachineID])

    static let mountUnitName = "hcctl-lab-disks.service"

    /// systemd in a container ignores the devices of fstab and there is no udev: without this unit a reboot leaves
    /// bricks unmounted and glusterd runs over an empty directory. `blkid` first, or mount does not find a UUID.
    private static let mountUnit = File(
        path: "/etc/systemd/system/\(mountUnitName)",
        text: """
            [Unit]
            Description=Mount the disks of this lab host (there is no udev to do it)
            DefaultDependencies=no
            After=systemd-remount-fs.service
            Before=local-fs.target glusterd.service

            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=-/sbin/blkid \(LabDisk.all.joined(separator: " "))
            ExecStart=-/bin/mount -a -t xfs

            [Install]
            WantedBy=local-fs.target

            """)

    private static let remoteLogin = File(
        path: "/etc/ssh/sshd_config.d/hcctl-lab.conf", text: "PermitRootLogin prohibit-password\nUseDNS no\n")

    private static let quietConsole = File(
        path: "/etc/systemd/system.conf.d/hcctl-lab.conf", text: "[Manager]\nShowStatus=no\n")

    /// debootstrap copies that of this machine, which the hosts cannot reach.
    private static let noNameServer = File(path: "/etc/resolv.conf", text: "")

    /// systemd writes one of its own at a host's first start.
    private static let emptyMachineID = File(path: "/etc/machine-id", text: "")
}

/// The 64-bit FNV-1a hash: the same on every machine and in every process, unlike `Hasher`.
enum FNV1a {
    /// 16 hexadecimal digits.
    static func hex(_ text: String) -> String {
        let hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
