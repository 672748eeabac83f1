import ClusterModel

@testable import SimulatedWorld

/// The states of CTDB in which its answers were recorded.
extension Situations {
    static func ctdb(_ name: String) -> ((inout Bench) -> Void)? {
        if name.hasSuffix("stopped-daemon") { return { $0.ctdbFiles() } }
        if name.hasPrefix("scripts-nfs") {
            return { $0.ctdbRuns { $0.acts(.setScript("host1", "06.nfs", isEnabled: true)) } }
        }
        if name.hasPrefix("disable-script") {
            return { $0.ctdbRuns { $0.acts(.setScript("host1", "06.nfs", isEnabled: true)) } }
        }
        if name.hasPrefix("reload-nodes-") { return reload(name) }
        let state = name.split(separator: "-").last.map(String.init) ?? ""
        return switch (state, name) {
        case (_, "scripts-shipped"): { _ in }
        case ("startup", _), (_, "machine-status-no-lock"), (_, "addresses-no-lock"), (_, "monitor-no-lock"):
            { $0.ctdbBegins() }
        case ("disabled", _): { $0.ctdbRuns { $0.acts(.disable("host1")) } }
        case ("stopped", _): { $0.ctdbRuns { $0.acts(.stopNode("host1")) } }
        case ("banned", _): { $0.ctdbRuns { $0.acts(.ban("host1")) } }
        case ("unhealthy", _): { $0.ctdbRuns { $0.acts(.failScript("host1", "05.system", output: "full")) } }
        case ("disconnected", _): { $0.ctdbRuns { $0.stopsThird() } }
        case ("removed", _):
            {
                $0.ctdbRuns {
                    $0.stopsThird(); $0.comments(); $0.run("ctdb", "reloadnodes")
                }
            }
        default: { $0.ctdbRuns { _ in } }
        }
    }

    /// Before the command.
    private static func reload(_ name: String) -> ((inout Bench) -> Void)? {
        switch name {
        case "reload-nodes-removed":
            {
                $0.ctdbRuns {
                    $0.stopsThird(); $0.comments()
                }
            }
        case "reload-nodes-added":
            {
                $0.ctdbRuns {
                    $0.stopsThird(); $0.comments(); $0.run("ctdb", "reloadnodes"); $0.comments(false)
                }
            }
        case "reload-nodes-differ":
            { $0.ctdbRuns { $0.writesNodes("host1", ["10.88.0.11", "10.88.0.129", "10.88.0.13"]) } }
        default: nil
        }
    }

    /// The directory beneath the mount point.
    static func lockDirectory(_ name: String) -> ((inout Bench) -> Void)? {
        switch name {
        case "lock-missing": { _ in }
        case "lock-immutable": { $0.makesLockDirectory(immutable: true) }
        case "lock-local":
            {
                $0.makesLockDirectory(immutable: false)
                $0.state.change("host1") { $0.ctdb.hasLocalLock = true }
            }
        case "lock-mounted": { $0.ctdbStarts([]) }
        default: nil
        }
    }
}

extension Bench {
    fileprivate mutating func makesLockDirectory(immutable: Bool) {
        run("mkdir", "-p", "-m", "0755", "--", "/mnt/lock")
        if immutable { run("chattr", "+i", "--", "/mnt/lock") }
    }

    fileprivate mutating func acts(_ action: CTDBExternalAction) {
        state.act(.ctdb(action))
        settles()
    }

    private mutating func settles() { state.advance(to: state.now + .seconds(60)) }

    fileprivate mutating func stopsThird() {
        run("systemctl", "stop", "--", "ctdb.service", at: "host3")
        settles()
    }

    fileprivate mutating func comments(_ isOut: Bool = true) {
        for host in state.hosts.map(\.name) {
            writesNodes(host, ["10.88.0.11", "10.88.0.12", (isOut ? "#" : "") + "10.88.0.13"])
        }
    }

    fileprivate mutating func writesNodes(_ host: HostName, _ lines: [String]) {
        write("/etc/ctdb/nodes", lines, host)
    }

    private mutating func write(_ path: String, _ lines: [String], _ host: HostName) {
        state.act(.host(.writeFile(host, path: path, Array(lines.map { $0 + "\n" }.joined().utf8))))
    }

    /// The files as scripts/capture-fixtures writes them; the lock is on the volume engine.
    fileprivate mutating func ctdbFiles() {
        started()
        for host in state.hosts.map(\.name) {
            comments(false)
            write("/etc/ctdb/public_addresses", ["10.88.0.100/24 host0"], host)
            write("/etc/ctdb/ctdb.conf", ["[cluster]", "cluster lock = /mnt/lock/reclock"], host)
            write(
                "/etc/ctdb/ctdb.tunables",
                ["KeepaliveInterval=1", "KeepaliveLimit=3", "ElectionTimeout=2", "MonitorInterval=2"], host)
            write("/etc/systemd/system/hcctl-ctdb-lock.service", ["[Service]"], host)
            write("/etc/fstab", ["localhost:/engine /mnt/lock glusterfs noauto,_netdev 0 0"], host)
        }
    }

    /// Mounts everywhere, and starts the daemons of some hosts a moment ago.
    fileprivate mutating func ctdbStarts(_ hosts: [HostName]) {
        ctdbFiles()
        for host in state.hosts.map(\.name) {
            run("systemctl", "daemon-reload", at: host)
            run("systemctl", "restart", "--", "hcctl-ctdb-lock.service", at: host)
        }
        for host in hosts { run("systemctl", "enable", "--now", "--", "ctdb.service", at: host) }
    }

    /// A daemon that was started a moment ago, alone.
    fileprivate mutating func ctdbBegins() {
        ctdbStarts(["host1"])
        let later = state.now + .seconds(60)
        state.change("host1") { host in
            host.ctdb.isMonitored = false
            host.ctdb.held = []
            host.ctdb.recoversAt = later
        }
    }

    /// Three healthy nodes, and then something.
    fileprivate mutating func ctdbRuns(_ then: (inout Bench) -> Void) {
        ctdbStarts(state.hosts.map(\.name))
        settles()
        then(&self)
    }
}
