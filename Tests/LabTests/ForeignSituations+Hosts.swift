import Foundation
import Testing

extension LabSuites.ForeignSituationTests {
    /// MaxSessions 1 is named with the value that is needed, by every verb; beside MaxStartups 2:50:3 two sessions do.
    @Test func oneSessionAConnection() async throws {
        try await ready()
        let file = "/etc/ssh/sshd_config.d/hard.conf"
        try await sh("host1", "printf 'MaxSessions 1\\nMaxStartups 2:50:3\\n' >\(file); systemctl restart ssh")
        for verb in [["diff"], ["apply", "--yes"], ["status"], ["why", "host/host1"]] {
            let end = try await LabBench.run(
                LabBench.hcctl, ["lab", "run", "--", LabBench.hcctl] + verb + ["-f", manifests])
            #expect(
                end.output.replacing("\n", with: " ").contains("MaxSessions"), "\(verb): \(end.output)\(end.errors)")
            #expect(verb[0] != "diff" && verb[0] != "apply" || end.status == 3, "\(verb): \(end.status)")
        }
        try await sh("host1", "printf 'MaxSessions 2\\nMaxStartups 2:50:3\\n' >\(file); systemctl restart ssh")
        try await sh("host1", "gluster volume set engine network.ping-timeout 12")
        try await converges()
        try await nothingIsLeft()
        try await sh("host1", "rm \(file); systemctl restart ssh")
    }

    /// Two hosts without server quorum, one of them off: an option is set back and a brick started on the other.
    @Test func theSurvivorOfTwo() async throws {
        try await LabBench.fresh("--hosts", "2")
        let folder = try written(Self.pair)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await converges(folder)
        try await LabBench.expectDone(LabBench.lab("poweroff", "host2"))
        try await sh("host1", "until gluster pool list | grep -q Disconnected; do sleep 1; done")
        try await sh("host1", "gluster volume set pair network.ping-timeout 12; pkill -x glusterfsd; sleep 1")
        let apply = try await LabBench.fromHub("apply", "-f", folder, "--yes")
        #expect(apply.status == 3 && !apply.output.contains("QuorumMissing"), "\(apply.output)")
        let info = try await LabBench.on("host1", "gluster", "volume", "info", "pair").output
        #expect(info.contains("network.ping-timeout: 10"), "\(info)\n\(apply.output)\(apply.errors)")
        #expect(try await LabBench.on("host1", "pgrep", "-xc", "glusterfsd").output == "1\n", "\(apply.output)")
    }

    private static let pair = """
        apiVersion: hcctl.dev/v1alpha1
        kind: Cluster
        metadata: {name: two}
        spec:
          hosts: [host1, host2]
          ssh:
            identityFile: /var/lib/hcctl-lab/id_ed25519
            knownHostsFile: /var/lib/hcctl-lab/known_hosts
            configFile: none
        ---
        apiVersion: hcctl.dev/v1alpha1
        kind: Host
        metadata: {name: host1}
        spec:
          address: host1.lab.test
          storage: [{name: gluster, device: /dev/vdb, filesystem: xfs, mountPoint: /gluster}]
        ---
        apiVersion: hcctl.dev/v1alpha1
        kind: Host
        metadata: {name: host2}
        spec:
          address: host2.lab.test
          storage: [{name: gluster, device: /dev/vdb, filesystem: xfs, mountPoint: /gluster}]
        ---
        apiVersion: hcctl.dev/v1alpha1
        kind: GlusterVolume
        metadata: {name: pair}
        spec: {replica: 2, hosts: [host1, host2], brickPath: /gluster/pair/brick, options: {network.ping-timeout: 10}}

        """

    /// host3's store has another version of one volume: the volume and the file are named, and no option of it is set.
    @Test func aRejectedPeer() async throws {
        try await ready()
        let store = "/var/lib/glusterd/vols/meta"
        try await sh("host3", "systemctl stop glusterd; echo network.ping-timeout=33 >>\(store)/info")
        try await sh("host3", "systemctl start glusterd")
        let folder = try changed("volumes.yaml") {
            $0.replacing(
                "/gluster/meta/brick\n  options:\n",
                with: "/gluster/meta/brick\n  options:\n    network.ping-timeout: 20\n")
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await holds("StoreDiffers", "meta", folder: folder)
        let info = try await LabBench.on("host1", "gluster", "volume", "info", "meta").output
        #expect(!info.contains("ping-timeout"), "\(info)")
    }

    @Test func aHostInstalledAgain() async throws {
        try await ready()
        let store = "/var/lib/glusterd"
        try await sh(
            "host3",
            "systemctl stop glusterd; pkill glusterfs; rm -rf \(store)/glusterd.info \(store)/vols \(store)/peers")
        try await sh("host3", "systemctl start glusterd; gluster system:: uuid get; sleep 1")
        try await holds("HostReinstalled", "host3")
    }

    @Test func clones() async throws {
        try await LabBench.fresh()
        for host in ["host1", "host2"] { try await sh(host, "systemctl start glusterd; gluster system:: uuid get") }
        let info = try await LabBench.on("host2", "cat", "/var/lib/glusterd/glusterd.info").output
        let line = info.split(separator: "\n").first { $0.hasPrefix("UUID=") } ?? ""
        try await sh("host3", "mkdir -p /var/lib/glusterd; echo \(line) >/var/lib/glusterd/glusterd.info")
        try await sh(
            "host3", "echo operating-version=100000 >>/var/lib/glusterd/glusterd.info; systemctl start glusterd")
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(apply.status == 3 && apply.output.contains("have the same glusterd UUID"), "\(apply.output)")
        let pool = try await LabBench.on("host1", "gluster", "pool", "list").output
        #expect(!pool.contains("host2"), "\(pool)")
    }
}
