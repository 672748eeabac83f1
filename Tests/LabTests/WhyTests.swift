import Foundation
import Testing

extension LabSuites {
    /// Causes that are injected on real hosts one by one: `why` names each of them as the root.
    @Suite(.serialized, .enabled(if: LabBench.takesLong, "scripts/test --long")) struct WhyTests {}
}

extension LabSuites.WhyTests {
    struct Injection: Sendable {
        let name: String
        let host: String
        /// What an accident or an operator does on the host.
        let script: String
        let resource: String
        /// The root's word, and a part of its message.
        let root: String
        let words: String
        /// What undoes it there; the rest is apply's.
        var undo = "true"
        /// `hcctl lab` with these arguments instead of the script, and to undo it.
        var lab: [String]?
        var labUndo: [String]?
    }

    private var manifests: String { "\(LabBench.root)/manifests/lab" }

    /// Ends bricks and unmounts their file system, as a failing disk or an operator does.
    private static let unmount = "pkill -x glusterfsd || true; sleep 1; umount /gluster"

    static let injections: [Injection] = [
        Injection(
            name: "a daemon that was stopped", host: "host2", script: "systemctl stop glusterd", resource: "Host/host2",
            root: "ServiceDown", words: "it is inactive"),
        Injection(
            name: "a daemon that is masked", host: "host2", script: "systemctl mask --now -q glusterd",
            resource: "volume/engine", root: "ServiceDown", words: "it is masked", undo: "systemctl unmask -q glusterd"),
        Injection(
            name: "a brick that was killed", host: "host1", script: "pkill -f 'glusterfsd.*[e]ngine'",
            resource: "volume/engine", root: "BrickProcessEnded", words: "its process on host1 has ended"),
        Injection(
            name: "a file system that is not mounted", host: "host3", script: unmount, resource: "volume/data",
            root: "NotMounted", words: "no file system is mounted at /gluster of host3"),
        Injection(
            name: "a volume that was stopped", host: "host1", script: "gluster --mode=script volume stop meta",
            resource: "volume/meta", root: "VolumeStopped", words: "volume meta is stopped"),
        Injection(
            name: "an option that was changed", host: "host2",
            script: "gluster volume set engine network.ping-timeout 42",
            resource: "volume/engine", root: "FieldsDiffer", words: "network.ping-timeout]: 42 -> 10"),
        Injection(
            name: "a package that was removed", host: "host2", script: "dpkg -r --force-depends xfsprogs",
            resource: "Host/host2", root: "NotInstalled", words: "xfsprogs"),
        Injection(
            name: "a name that is not found", host: "host1",
            script: "cp /etc/hosts /root/hosts; sed '/host3/d' /root/hosts > /etc/hosts", resource: "Host/host1",
            root: "NameNotFound", words: "host3.lab.test", undo: "cat /root/hosts > /etc/hosts"),
        Injection(
            name: "a brick whose mark is gone", host: "host2",
            script:
                "kill $(cat /run/gluster/vols/meta/*.pid); setfattr -x trusted.glusterfs.volume-id /gluster/meta/brick",
            resource: "volume/meta", root: "BrickMarkWrong", words: "does not carry the volume's mark",
            undo: """
                setfattr -n trusted.glusterfs.volume-id -v \
                0x$(gluster volume info meta | awk '/^Volume ID/ {print $3}' | tr -d -) /gluster/meta/brick
                """),
        Injection(
            name: "entries that are not healed", host: "host2",
            script: """
                gluster volume set data cluster.self-heal-daemon off; kill $(cat /run/gluster/vols/data/*.pid); mkdir -p /mnt/d
                mount -t glusterfs localhost:/data /mnt/d; for n in 1 2 3; do echo $n > /mnt/d/$n; done; umount /mnt/d
                gluster volume start data force; sleep 3
                """, resource: "volume/data", root: "HealPending", words: "still to be healed",
            undo: "gluster volume reset data cluster.self-heal-daemon; gluster volume heal data; sleep 5"),
        Injection(
            name: "a host without sshd", host: "host2", script: "systemctl stop ssh.socket ssh || true",
            resource: "Host/host2", root: "HostUnreachable", words: "gluster's other members are connected to it",
            undo: "systemctl start ssh"),
        Injection(
            name: "server quorum that is lost", host: "host1", script: "true", resource: "volume/engine",
            root: "HostUnreachable", words: "does not answer ssh", lab: ["partition", "host2", "host3"],
            labUndo: ["rejoin", "host2", "host3"]),
        Injection(
            name: "a host that is off", host: "host3", script: "", resource: "volume/engine", root: "HostUnreachable",
            words: "host3 does not answer ssh", lab: ["poweroff", "host3"], labUndo: ["poweron", "host3"]),
        Injection(
            name: "a disk with other data", host: "host3",
            script: "\(unmount); wipefs -qa /dev/vdb; mkfs.ext4 -qF /dev/vdb", resource: "volume/engine",
            root: "DeviceNotBlank", words: "a file system of type ext4"),
        Injection(
            name: "a disk that was replaced", host: "host3", script: "", resource: "Host/host3",
            root: "BlankReplacement",
            words: "the disk was replaced", lab: ["disk", "host3", "/dev/vdb", "--blank"]),
    ]

    @Test func namesTheCauseThatWasInjected() async throws {
        try await LabBench.fresh()
        try await LabBench.expectDone(LabBench.fromHub("apply", "-f", manifests, "--yes"))
        var named = 0
        for injection in Self.injections {
            try await inject(injection)
            if try await isNamed(injection) { named += 1 }
            guard injection.root != "DeviceNotBlank", injection.root != "BlankReplacement" else { continue }
            try await undo(injection)
        }
        print("  named: \(named) of \(Self.injections.count)")
        #expect(named == Self.injections.count)
    }

    private func inject(_ injection: Injection) async throws {
        if injection.name == "server quorum that is lost" {
            let set = ["gluster", "volume", "set", "engine", "cluster.server-quorum-type", "server"]
            try await LabBench.expectDone(LabBench.run(LabBench.hcctl, ["lab", "exec", "host1", "--"] + set))
        }
        if let lab = injection.lab {
            try await LabBench.expectDone(LabBench.run(LabBench.hcctl, ["lab"] + lab))
        } else {
            _ = try await LabBench.on(injection.host, "sh", "-c", injection.script)
        }
        guard injection.name == "server quorum that is lost" else { return }
        // Until glusterd has noticed that it is alone and has ended its bricks.
        try await Task.sleep(for: .seconds(35))
    }

    private func isNamed(_ injection: Injection) async throws -> Bool {
        let answer = try await LabBench.fromHub("why", injection.resource, "-f", manifests, "-o", "json")
        let document = try answer.document()
        let causes = document["causes"] as? [[String: String]] ?? []
        let chain = causes.map { "\($0["reason"] ?? ""): \($0["message"] ?? "")" }.joined(separator: " <- ")
        print("  why (\(injection.name)): \(chain)")
        print("  remedy: \(document["remedy"] ?? "")")
        let isNamed =
            document["root"] as? String == injection.root && (causes.last?["message"] ?? "").contains(injection.words)
        if !isNamed { Issue.record("\(injection.name): \(chain)") }
        return isNamed
    }

    /// Back to a converged cluster.
    private func undo(_ injection: Injection) async throws {
        if let lab = injection.labUndo {
            try await LabBench.expectDone(LabBench.run(LabBench.hcctl, ["lab"] + lab))
        }
        if injection.lab == nil { _ = try await LabBench.on(injection.host, "sh", "-c", injection.undo) }
        if injection.name == "server quorum that is lost" {
            _ = try await LabBench.on("host1", "gluster", "volume", "reset", "engine", "cluster.server-quorum-type")
        }
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes", "--timeout", "3m")
        #expect(apply.status == 0, "after \(injection.name): \(apply.output.suffix(2000))\(apply.errors.suffix(500))")
    }
}
