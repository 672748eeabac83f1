import Foundation
import Testing

extension LabSuites {
    /// CTDB on real hosts: the virtual IP from bare hosts, each drift, and a cold start of all hosts.
    @Suite(.serialized, .enabled(if: LabBench.takesLong, "scripts/test --long")) struct CTDBTests {}
}

extension LabSuites.CTDBTests {
    private var manifests: String { "\(LabBench.root)/manifests/lab-ctdb" }
    private static let address = "10.88.0.100"

    @Test func theVirtualIPIsServedAndEveryDriftIsRepaired() async throws {
        try await LabBench.fresh()
        let first = try await LabBench.fromHub("apply", "-f", manifests, "--yes", "-o", "json")
        #expect(first.status == 0, "\(first.output)\n\(first.errors)")
        print("  bare hosts to virtual IP: \(try first.document()["seconds"] ?? "?") s")
        try await isServed()
        try await nothingIsLeft()
        for drift in Self.drifts { try await isNamedAndRepaired(drift) }
        try await whatPeopleDidIsLeftToThem()
        try await aHungDaemonIsUnknown()
        try await aColdStartOfAllHosts()
    }

    /// One thing changed on one host, and what `diff` must name.
    private struct Drift: Sendable {
        let host: String
        let script: String
        let named: String
    }

    private static let drifts = [
        Drift(
            host: "host1", script: "sed -i s/KeepaliveLimit=3/KeepaliveLimit=9/ /etc/ctdb/ctdb.tunables",
            named: "/etc/ctdb/ctdb.tunables:3 on host1: KeepaliveLimit=9"),
        Drift(
            host: "host2", script: "ctdb setvar KeepaliveLimit 9", named: "spec.tunables[KeepaliveLimit] on host2: 9"),
        Drift(
            host: "host3", script: "sed -i 2s/12/99/ /etc/ctdb/nodes",
            named: "/etc/ctdb/nodes:2 on host3: 10.88.0.99 -> 10.88.0.12"),
        Drift(
            host: "host1", script: "echo 10.88.0.101/24 host0 >/etc/ctdb/public_addresses",
            named: "/etc/ctdb/public_addresses:1 on host1: 10.88.0.101/24 host0"),
        Drift(
            host: "host2", script: "umount -l /mnt/lock; sleep 2", named: "spec.lockVolume on host2: not mounted"),
        Drift(
            host: "host3", script: "rm /etc/systemd/system/ctdb.service.d/hcctl.conf",
            named: "/etc/systemd/system/ctdb.service.d/hcctl.conf on host3: nothing"),
        Drift(
            host: "host1", script: "ctdb event script disable legacy 10.interface",
            named: "spec.eventScripts[10.interface] on host1: disabled"),
        Drift(host: "host1", script: "systemctl disable ctdb", named: "services[ctdb].enabled on host1: disabled"),
        Drift(host: "host2", script: "systemctl stop ctdb", named: "services[ctdb].active on host2: inactive"),
        Drift(
            host: "host3", script: "sed -i '\\| /mnt/lock |d' /etc/fstab",
            named: "+ localhost:/meta /mnt/lock glusterfs noauto,_netdev"),
    ]

    private func isNamedAndRepaired(_ drift: Drift) async throws {
        try await LabBench.expectDone(LabBench.on(drift.host, "bash", "-c", drift.script))
        let diff = try await LabBench.fromHub("diff", "-f", manifests, "-o", "wide")
        #expect(diff.status == 2, "\(drift.script): \(diff.output)")
        #expect(diff.output.contains(drift.named), "\(drift.script): \(diff.output)")
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes", "--timeout", "3m")
        #expect(apply.status == 0, "\(drift.script): \(apply.output)\n\(apply.errors)")
        try await isServed()
    }

    /// A node that is stopped or banned by hand is reported, and no step is taken.
    private func whatPeopleDidIsLeftToThem() async throws {
        for (script, back, reason) in [
            ("ctdb stop", "ctdb continue", "NodeStopped"), ("ctdb ban 300", "ctdb unban", "NodeBanned"),
        ] {
            try await LabBench.expectDone(LabBench.on("host2", "bash", "-c", "\(script); sleep 1"))
            let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes", "--timeout", "30s", "-o", "json")
            #expect(apply.status == 3, "\(apply.output)")
            #expect(apply.output.contains("\"\(reason)\""))
            #expect(try changes(apply) == 0)
            try await LabBench.expectDone(LabBench.on("host2", "bash", "-c", "\(back); sleep 5"))
            try await nothingIsLeft()
        }
    }

    /// A ctdbd that was stopped by a signal: its host's answers are there, its own are unknown.
    private func aHungDaemonIsUnknown() async throws {
        try await LabBench.expectDone(LabBench.on("host3", "bash", "-c", "kill -STOP $(cat /run/ctdb/ctdbd.pid)"))
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(diff.output.contains("? CTDBCluster/ctdb on host3: “ctdb -X status” gave no answer within 3.0 s"))
        #expect(!diff.output.contains("on host3: “ctdb status”"), "one limit is enough for one daemon")
        try await LabBench.expectDone(
            LabBench.on("host3", "bash", "-c", "kill -CONT $(cat /run/ctdb/ctdbd.pid); sleep 8"))
        try await nothingIsLeft()
    }

    /// All hosts are cut off and powered on together: the mount fails at first on some, and ctdbd waits for it.
    private func aColdStartOfAllHosts() async throws {
        try await LabBench.expectDone(LabBench.lab("poweroff", "host1", "host2", "host3"))
        let begin = ContinuousClock.now
        try await LabBench.expectDone(LabBench.lab("poweron", "host1", "host2", "host3"))
        while try await holders().isEmpty, ContinuousClock.now - begin < .seconds(120) {
            try await Task.sleep(for: .seconds(1))
        }
        print("  virtual IP back after a cold start: \((ContinuousClock.now - begin).components.seconds) s")
        try await isServed()
        var leaders: Set<String> = []
        for host in ["host1", "host2", "host3"] {
            leaders.insert(try await LabBench.on(host, "ctdb", "leader").output)
            let beneath = "mkdir -p /run/b && mount --bind /mnt /run/b && ls -A /run/b/lock; umount /run/b"
            #expect(try await LabBench.on(host, "bash", "-c", beneath).output == "", "a local lock on \(host)")
        }
        #expect(leaders.count == 1, "\(leaders)")
    }

    /// Hosts that have the address on an interface.
    private func holders() async throws -> [String] {
        var holders: [String] = []
        for host in ["host1", "host2", "host3"] {
            let answer = try await LabBench.on(host, "ip", "-o", "address", "show")
            if answer.output.contains(" \(Self.address)/") { holders.append(host) }
        }
        return holders
    }

    /// One host has the address, and a client outside reaches it.
    private func isServed() async throws {
        #expect(try await holders().count == 1)
        let reach = "exec 3<>/dev/tcp/\(Self.address)/22 && head -c 4 <&3"
        #expect(try await LabBench.lab("run", "--", "timeout", "5", "bash", "-c", reach).output == "SSH-")
    }

    private func changes(_ answer: LabBench.QueryResult) throws -> Int? {
        (try answer.document()["commands"] as? [String: Int])?["changing"]
    }

    private func nothingIsLeft() async throws {
        let second = try await LabBench.fromHub("apply", "-f", manifests, "--timeout", "90s", "-o", "json")
        #expect(second.status == 0, "\(second.output)")
        #expect(try changes(second) == 0)
    }
}
