internal import ClusterModel

/// The contents of the root file system below every host. Its digest names the folder of the finished base, so that a
/// changed recipe builds a new base.
struct BaseRecipe: Sendable, Hashable {
    /// The Debian release.
    let suite: String
    /// Packages in addition to debootstrap's minimal set.
    let packages: [String]
    /// Units that a bare host does not start; a deployment enables those that it needs.
    let disabled: [String]
    /// Units that have no use or no kernel support in a lab host.
    let masked: [String]
    /// Files that replace those of the packages.
    let files: [File]
    /// Packages removed from a copy of the complete base, with those that depend on them.
    var leftOut: [String] = []

    /// A file of the base.
    struct File: Sendable, Hashable {
        let path: String
        let text: String
    }

    /// Hash of all properties above.
    var digest: String {
        let parts =
            [Self.edition, suite] + packages + disabled + masked + files.flatMap { [$0.path, $0.text] }
            + leftOut.map { "-" + $0 }
        return FNV1a.hex(parts.joined(separator: "\u{0}").utf8)
    }
    var directory: String { "\(LabLayout.cacheDirectory)/\(digest)" }
    /// The folder in which the base is built; renamed once complete, so that a killed build leaves no incomplete base.
    var draft: String { "\(LabLayout.cacheDirectory)/\(Self.draftPrefix)\(digest)" }

    static let draftPrefix = ".building-"
    /// In a base and in its draft: the root file system, and the packages it was made of.
    static let system = "rootfs"
    static let packages = "packages"
    /// Raised when the way of building changes in something that the other properties do not contain.
    private static let edition = "2"

    /// The same with nothing left out.
    var complete: BaseRecipe { leavingOut([]) }

    /// The order of the names does not count.
    func leavingOut(_ packages: [String]) -> BaseRecipe {
        var recipe = self
        recipe.leftOut = Set(packages).sorted()
        return recipe
    }
}

extension BaseRecipe {
    /// Debian 12 with the storage stack of a hyper-converged host.
    static let current = BaseRecipe(
        suite: "bookworm",
        packages: [
            "systemd", "systemd-sysv", "libpam-systemd", "dbus", "openssh-server", "iproute2", "iputils-ping",
            "procps", "glusterfs-server", "glusterfs-client", "ctdb", "nfs-ganesha", "nfs-ganesha-gluster",
            "libnfs-utils", "firewalld", "nftables", "netbase", "lvm2", "xfsprogs", "rpcbind", "nfs-common",
            "ethtool", "attr", "curl", "python3-minimal", "ca-certificates", "apt-utils",
        ],
        disabled: ["glusterd", "glustereventsd", "ctdb", "nfs-ganesha", "nfs-ganesha-lock", "firewalld"],
        masked: [
            "apt-daily.timer", "apt-daily-upgrade.timer", "dpkg-db-backup.timer", "e2scrub_all.timer",
            "e2scrub_reap.service", "fstrim.timer", "getty@tty1.service", "console-getty.service",
            "systemd-pstore.service", "dm-event.socket", "lvm2-lvmpolld.socket", "lvm2-monitor.service",
            "blk-availability.service", "run-rpc_pipefs.mount",
        ],
        files: [mountUnit, remoteLogin, quietConsole, packageSource, noNameServer, emptyMachineID])

    /// Without these no host starts or answers, so they and what they depend on cannot be left out.
    static let kept = ["systemd", "systemd-sysv", "dbus", "openssh-server", "apt"]

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

    /// The only packages that a host without a way out can install. The index has no signature.
    private static let packageSource = File(
        path: "/etc/apt/sources.list",
        text: "deb [trusted=yes] file:\(LabLayout.shareInHost) \(BaseRecipe.packages)/\n")

    /// Configuration of apt-ftparchive. Paths are those of a host.
    static let indexPlan = File(
        path: "/etc/apt/hcctl-lab-index.conf",
        text: """
            Dir::ArchiveDir "\(LabLayout.shareInHost)";
            Default::Packages::Compress ".";
            BinDirectory "\(BaseRecipe.packages)" { Packages "\(BaseRecipe.packages)/Packages"; };

            """)

    /// debootstrap copies that of this machine, which the hosts cannot reach.
    private static let noNameServer = File(path: "/etc/resolv.conf", text: "")

    /// systemd writes one of its own at a host's first start.
    private static let emptyMachineID = File(path: "/etc/machine-id", text: "")
}
