import ClusterModel
import World

@testable import SimulatedWorld

/// The states in which scripts/capture-fixtures recorded what real tools answer, made in the model.
enum Situations {
    /// By path of the fixture without tool and version: how to get there, and which host is asked.
    typealias PlanningInput = (host: HostName, make: (inout Bench) -> Void)

    static func of(_ fixture: String) -> PlanningInput? {
        let parts = fixture.split(separator: "/").map(String.init)
        let (tool, name) = (parts[0], parts[2])
        switch tool {
        case "lsblk", "blkid", "dd", "mkfs.xfs": return device(name).map { ("host1", $0) }
        case "gluster": return gluster(name)
        case "ctdb": return ctdb(name).map { ("host1", $0) }
        case "lsattr": return lockDirectory(name).map { ("host1", $0) }
        case "find" where name.hasPrefix("lock-"): return lockDirectory(name).map { ("host1", $0) }
        case "busctl", "rpcinfo": return NFSSituations.of(name).map { ("host1", $0) }
        case "systemctl" where name == "killed": return NFSSituations.of("ganesha-hung").map { ("host1", $0) }
        case "find" where name.hasPrefix("ganesha-"): return NFSSituations.of(name).map { ("host1", $0) }
        case "find" where name.hasPrefix("leftover-"): return leftover(name).map { ("host1", $0) }
        case "setfattr": return leftover(name).map { ("host1", $0) }
        case "sha256sum" where name.hasPrefix("groups-"): return ("host1", groups)
        case "read" where name.hasPrefix("group-"): return ("host1", groups)
        case "find": return find(name).map { ("host1", $0) }
        case "getfattr" where name.hasPrefix("gfid-"):
            return bricks(String(name.dropFirst("gfid-".count))).map { ("host1", $0) }
        case "getfattr": return bricks(name).map { ("host1", $0) }
        default: return system(tool, name).map { ("host1", $0) }
        }
    }

    private static func put(_ contents: SimulatedDisk.Contents) -> (inout Bench) -> Void {
        { $0.state.act(.storage(.putOnDisk("host1", device: "/dev/vdb", contents))) }
    }

    private static let uuid = "5a772dfc-0575-4ea0-871d-79eccbe8042a"

    private static func device(_ name: String) -> ((inout Bench) -> Void)? {
        switch name {
        case "blank", "missing", "no-device": { _ in }
        case "dos": put(.partitionTable(kind: "dos", []))
        case "ext4": put(.filesystem(Filesystem(kind: "ext4", uuid: uuid)))
        case "swap": put(.swap(uuid: uuid))
        case "lvm": put(.lvm(uuid: "1bJTF7-LAMc-5Npv-MEG4-SzLu-6uYJ-Y2psrD"))
        case "two": put(.several)
        case "xfs", "over-xfs": put(.filesystem(Filesystem(uuid: uuid)))
        case "mounted": { $0.mountAll() }
        case "partition":
            loop(.partitionTable(kind: "", [.init(name: "loop3p1", size: 134_217_728, number: "259:0")]))
        case "unreadable": loop(.blank, isReadable: false)
        default: nil
        }
    }

    /// A second device of 300 MiB.
    private static func loop(
        _ contents: SimulatedDisk.Contents, isReadable: Bool = true
    ) -> (inout Bench) -> Void {
        { bench in
            let disk = SimulatedDisk(
                serial: "loop3", size: 314_572_800, contents: contents, isReadable: isReadable)
            bench.state.hosts[0].devices.append(
                SimulatedDevice("/dev/loop3", number: "7:3", type: "loop", disk: disk))
        }
    }

    private static func system(_ tool: String, _ name: String) -> ((inout Bench) -> Void)? {
        switch (tool, name) {
        case ("dpkg-query", "half-done"), ("systemd-run", "configured"):
            { $0.state.act(.host(.killDpkg("host1", "attr", .unpacked))) }
        case ("dpkg-query", "torn"):
            { bench in
                bench.state.hosts[0].packages["torn-package"] = SimulatedPackage(version: "1")
                bench.state.act(.host(.killDpkg("host1", "torn-package", .halfInstalled)))
            }
        case ("dpkg-query", _), ("systemctl", "bare"), ("systemctl", "one-missing"), ("systemctl", "alias"),
            ("systemctl", "enabled"), ("systemctl", "enable-missing"), ("findmnt", "bare"), ("sha256sum", "bare"),
            ("read", "fstab-bare"), ("mkdir", "made"):
            { _ in }
        case ("sha256sum", "daemon-file"), ("read", "daemon-file"): { _ in }
        case ("getent", _), ("apt-cache", _), ("systemctl", "no-work"), ("systemd-run", "started"), ("read", "uptime"):
            { _ in }
        case ("systemd-run", "waiting"): { $0.state.act(.host(.lockPackages("host1", .seconds(900)))) }
        case ("systemctl", "work-running"), ("journalctl", "locked"):
            { bench in
                bench.state.act(.host(.lockPackages("host1", .seconds(900))))
                bench.run(installing)
            }
        case ("systemd-run", "again"), ("systemctl", "work-failed"), ("journalctl", "failed"), ("systemctl", "forget"):
            { $0.run(installing) }
        case ("sha256sum", "hosts"), ("read", "hosts-bare"):
            {
                let lines = [
                    "127.0.0.1 localhost", "::1 localhost ip6-localhost", "10.88.0.1 hub.lab.test hub",
                    "10.88.0.11 host1.lab.test host1", "10.88.0.12 host2.lab.test host2",
                    "10.88.0.13 host3.lab.test host3",
                ]
                let text = lines.map { $0 + "\n" }.joined()
                $0.state.act(.host(.writeFile("host1", path: "/etc/hosts", Array(text.utf8))))
            }
        case ("systemctl", "running"): { $0.run("systemctl", "enable", "--now", "--", "glusterd.service") }
        case ("findmnt", "mounted"), ("mkdir", "parent"): { $0.mountAll() }
        case ("mount", "mounted"):
            { bench in
                bench.run(Bench.formatting)
                bench.run("mkdir", "-p", "-m", "0755", "--", "/gluster")
            }
        case ("mount", "again"): { $0.mountAll() }
        case ("sha256sum", "line"), ("read", "fstab-line"):
            {
                let line = "UUID=ecc5b8e4-6049-4cf9-9167-b10094547903 /gluster xfs inode64,noatime 0 0\n"
                $0.state.act(.storage(.editFstab("host1", text: "# UNCONFIGURED FSTAB FOR BASE SYSTEM\n" + line)))
            }
        default: nil
        }
    }

    /// What nobody has.
    private static let installing = [
        "systemd-run", "--quiet", "--unit=hcctl-packages", "--setenv=DEBIAN_FRONTEND=noninteractive",
        "--setenv=LC_ALL=C.UTF-8", "--property=RuntimeMaxSec=3600", "--", "apt-get", "-q", "-y", "install",
        "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold", "-o", "DPkg::Lock::Timeout=900", "--",
        "nosuch-package",
    ]

    private static func groups(_ bench: inout Bench) {
        for (name, text) in [("empty", ""), ("cut", "a=b\nno end")] {
            bench.state.act(.host(.writeFile("host1", path: "/var/lib/glusterd/groups/\(name)", Array(text.utf8))))
        }
    }

    /// What the third host's refusal left on the others.
    private static func leftover(_ name: String) -> ((inout Bench) -> Void)? {
        switch name {
        case "leftover-empty", "leftover-brick": { $0.started() }
        case "leftover-half", "removed": { $0.halfCreated() }
        case "leftover-unmarked", "removed-again", "missing":
            { bench in
                bench.halfCreated()
                bench.unmark(at: "host1")
            }
        default: nil
        }
    }

    private static let protecting = [
        "find", "/gluster", "-maxdepth", "0", "-type", "d", "-empty", "-not", "-exec", "mountpoint", "-q", "--", "{}",
        ";", "-exec", "chattr", "+i", "--", "{}", ";", "-exec", "mkdir", "-p", "-m", "0755", "--",
        "/var/lib/hcctl/mount-points/gluster/.immutable", ";",
    ]

    private static func find(_ name: String) -> ((inout Bench) -> Void)? {
        switch name {
        case "stored-volumes-missing", "daemon-file-no-daemon", "mount-points-none": { _ in }
        case "mount-points-one":
            { bench in
                bench.run("mkdir", "-p", "-m", "0755", "--", "/gluster")
                bench.run(protecting)
            }
        case let place where place.hasPrefix("paths-"): bricks(String(place.dropFirst("paths-".count)))
        case "daemon-file-older": { $0.run("systemctl", "enable", "--now", "--", "glusterd.service") }
        case "daemon-file-newer":
            { bench in
                bench.run("systemctl", "enable", "--now", "--", "glusterd.service")
                bench.state.act(
                    .host(.writeFile("host1", path: "/etc/glusterfs/glusterd.vol", Array("end-volume\n".utf8))))
            }
        case "stored-volumes-empty": { $0.run("systemctl", "enable", "--now", "--", "glusterd.service") }
        case "stored-volumes-volumes": { $0.volumes() }
        default: bricks(String(name.drop { $0 != "-" }.dropFirst()))
        }
    }

    private static func bricks(_ name: String) -> ((inout Bench) -> Void)? {
        switch name {
        case "missing", "no-directory": { _ in }
        case "created": { $0.volumes() }
        case "started": { $0.started() }
        case "half": { $0.halfCreated() }
        case "healing": healing
        case "healed":
            { bench in
                healing(&bench)
                bench.gluster("volume", "start", "engine", "force")
                bench.pass(.seconds(30))
            }
        default: nil
        }
    }

    private static func healing(_ bench: inout Bench) {
        bench.started()
        bench.state.act(.gluster(.killBrick("host2", path: "/gluster/engine/brick")))
        for file in 1...5 { bench.state.act(.gluster(.write(volume: "engine", file: "file\(file)"))) }
    }

    private static func gluster(_ name: String) -> PlanningInput? {
        switch name {
        case "state-no-glusterd", "probe-no-glusterd": ("host1", { _ in })
        case "state-alone":
            ("host1", { $0.run("systemctl", "enable", "--now", "--", "glusterd.service") })
        case "probe", "probe-unresolvable", "probe-again", "probe-third": ("host1", { probing(name, &$0) })
        case "state-pool": ("host1", { $0.pool() })
        case "state-pool-other": ("host2", { $0.pool() })
        case "create-no-parent": ("host1", { $0.pool() })
        case "create", "create-one", "create-arbiter":
            (
                "host1",
                { bench in
                    bench.pool()
                    bench.makeParents()
                }
            )
        case "create-again", "state-created", "start": ("host1", { $0.volumes() })
        default: running(name)
        }
    }

    private static func probing(_ name: String, _ bench: inout Bench) {
        bench.mountAll()
        for host in ["host1", "host2", "host3"] as [HostName] {
            bench.run("systemctl", "enable", "--now", "--", "glusterd.service", at: host)
        }
        if name != "probe" { bench.gluster("peer", "probe", "host2.lab.test") }
    }

    private static func running(_ name: String) -> PlanningInput? {
        switch name {
        case "reset", "reset-mark", "reset-unknown", "set-nothing", "set-all", "set-all-dependent", "set-all-volume",
            "set-all-mark":
            return ("host1", { $0.started() })
        case "reset-again":
            return (
                "host1",
                { bench in
                    bench.started()
                    bench.gluster("volume", "reset", "engine", "network.ping-timeout")
                }
            )
        case "state-cluster-options": return ("host1", { $0.withOptions() })
        case "create-half":
            return (
                "host1",
                { bench in
                    bench.withOptions()
                    bench.makeHalf()
                    bench.state.act(.storage(.unmount("host3", target: "/gluster")))
                    bench.state.act(.host(.makeDirectory("host3", path: "/gluster/half")))
                }
            )
        case "create-half-again": return ("host1", { $0.halfCreated() })
        case "create-resumed":
            return (
                "host1",
                { bench in
                    bench.halfCreated()
                    for host in ["host1", "host2"] as [HostName] { bench.unmark(at: host) }
                }
            )
        case "start-engine-again", "start-data-again":
            return (
                "host1",
                { bench in
                    bench.started()
                    for volume in ["engine", "data"] { bench.state.act(.gluster(.stopVolume(volume))) }
                }
            )
        case "start-again", "set", "set-bad", "state-started", "stop", "start-force-other":
            return ("host1", { $0.started() })
        case "state-started-arbiter": return ("host3", { $0.started() })
        case "start-arbiter":
            return ("host1", { $0.volumes() })
        case "state-stopped", "start-stopped":
            return (
                "host1",
                { bench in
                    bench.started()
                    bench.state.act(.gluster(.stopVolume("data")))
                }
            )
        case "state-brick-killed", "start-force": return ("host1", { wounded(&$0, healed: false) })
        case "state-brick-restarted": return ("host1", { wounded(&$0, healed: true) })
        case "create-peer-down", "state-peer-down": return ("host1", { peerDown(&$0) })
        case "state-second-name":
            return (
                "host1",
                { bench in
                    peerDown(&bench)
                    bench.gluster("peer", "probe", "10.88.0.12")
                }
            )
        default: return nil
        }
    }

    private static func wounded(_ bench: inout Bench, healed: Bool) {
        bench.resumed()
        bench.state.act(.gluster(.killBrick("host1", path: "/gluster/engine/brick")))
        if healed { bench.gluster("volume", "start", "engine", "force") }
    }

    private static func peerDown(_ bench: inout Bench) {
        bench.resumed()
        bench.state.act(.host(.stopService("host3", unit: "glusterd.service")))
        bench.pass(.seconds(30))
    }
}
