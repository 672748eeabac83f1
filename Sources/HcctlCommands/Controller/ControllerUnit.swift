/// The systemd unit of a controller.
///
/// It has no option that gives the service a mount namespace of its own (ProtectSystem, PrivateTmp, ReadOnlyPaths,
/// ProtectKernelModules, …): the controller mounts file systems of the host on which it runs, and a mount in a namespace of
/// the service would be seen by the service alone. For the same reason only the main process is killed when it stops: the
/// FUSE daemon of a mount is its child.
struct ControllerUnit {
    static let name = "hcctl-controller.service"
    static let path = "/etc/systemd/system/\(name)"

    let program: String
    let arguments: [String]

    var text: String {
        """
        # Written by `hcctl controller install`; run it again to change it.
        [Unit]
        Description=hcctl controller: keeps the cluster as its manifests declare
        Wants=network-online.target
        After=network-online.target glusterd.service

        [Service]
        Type=notify
        NotifyAccess=main
        ExecStart=\(([program] + arguments).map(Self.quoted).joined(separator: " "))
        ExecReload=/bin/kill -HUP $MAINPID
        Restart=always
        RestartSec=5
        # A step in flight is finished: gluster's own longest time-out is ten minutes.
        TimeoutStopSec=660
        WatchdogSec=600
        KillMode=process
        StateDirectory=hcctl
        StateDirectoryMode=0700
        NoNewPrivileges=yes
        LockPersonality=yes
        RestrictRealtime=yes
        RestrictNamespaces=yes
        RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
        SystemCallArchitectures=native
        CapabilityBoundingSet=~CAP_SYS_BOOT CAP_SYS_TIME CAP_WAKE_ALARM CAP_SYS_PACCT CAP_LEASE CAP_BPF CAP_PERFMON

        [Install]
        WantedBy=multi-user.target

        """
    }

    /// As systemd.service(5) reads a word: quotes, and `%` and `$` doubled.
    static func quoted(_ word: String) -> String {
        let escaped = word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("%", with: "%%").replacing("$", with: "$$")
        return "\"\(escaped)\""
    }
}
