import Foundation
import Testing

extension LabSuites.ForeignSituationTests {
    @Test func deadSelfHealDaemons() async throws {
        try await ready()
        for host in ["host1", "host2", "host3"] { try await sh(host, "pkill -f glustershd; sleep 1") }
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(diff.status == 2 && diff.output.contains("daemons[self-heal daemon on host3]"), "\(diff.output)")
        try await converges()
        let running = try await LabBench.on("host3", "pgrep", "-fc", "glustershd")
        #expect(running.output != "0\n")
    }

    /// Its bricks are in another order than the manifest's, too, which means nothing.
    @Test func aVolumeTypedByAddress() async throws {
        try await ready()
        for host in ["host1", "host2", "host3"] { try await sh(host, "mkdir -p /gluster/typed") }
        let bricks = ["10.88.0.11", "host2.lab.test", "HOST3.lab.test"].map { "\($0):/gluster/typed/brick" }
        try await sh("host1", "gluster --mode=script volume create typed replica 3 \(bricks.joined(separator: " "))")
        try await sh("host1", "gluster --mode=script volume start typed")
        let volume = """
            ---
            apiVersion: hcctl.dev/v1alpha1
            kind: GlusterVolume
            metadata: {name: typed}
            spec: {replica: 3, hosts: [host3, host1, host2], brickPath: /gluster/typed/brick}

            """
        let folder = try changed("volumes.yaml") { $0 + volume }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let diff = try await LabBench.fromHub("diff", "-f", folder)
        #expect(diff.status == 0, "\(diff.output)")
        try await sh("host1", "gluster --mode=script volume stop typed; gluster --mode=script volume delete typed")
    }

    /// A date of the file is no proof: for a date alone the daemon is restarted once at most; settings that were changed
    /// back under it, in a file that is dated long ago, are found.
    @Test func settingsOfTheFuture() async throws {
        try await ready()
        let folder = try changed("cluster.yaml") {
            $0.replacing("spec:\n", with: "spec:\n  gluster: {basePort: 49152, maxPort: 60999}\n")
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await converges(folder)
        let file = "/etc/glusterfs/glusterd.vol"
        try await sh("host2", "touch -d '+2 days' \(file)")
        let apply = try await LabBench.fromHub("apply", "-f", folder, "--yes")
        let restarts = apply.errors.split(separator: "\n").count { $0.contains("> restart glusterd") }
        #expect(apply.status == 0 && restarts <= 1, "\(apply.errors)")
        let port = "s/base-port [0-9]*/base-port"
        try await sh("host2", "sed -i '\(port) 49500/' \(file); systemctl restart glusterd")
        try await sh("host2", "sed -i '\(port) 49152/' \(file); touch -d '-2 days' \(file); sleep 3")
        let diff = try await LabBench.fromHub("diff", "-f", folder)
        #expect(diff.status == 2 && diff.output.contains("restart glusterd on host2"), "\(diff.output)")
        try await converges(folder)
        let state = "gluster get-state glusterd odir /run file state.$$ >/dev/null; grep '^Base port' /run/state.$$"
        #expect(try await LabBench.on("host2", "sh", "-c", state).output == "Base port: 49152\n")
    }

    @Test func tlsWithoutCertificates() async throws {
        try await ready()
        let folder = try changed("volumes.yaml") {
            $0.replacing(
                "  options:\n    cluster.quorum-type: auto\n",
                with: "  options: {cluster.quorum-type: auto, server.ssl: on}\n")
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await holds("OptionNeeds", "/etc/ssl/glusterfs.pem", folder: folder)
        let info = try await LabBench.on("host1", "gluster", "volume", "info", "meta").output
        #expect(!info.contains("server.ssl"))
    }

    /// gluster's attribute on the brick's directory, and a volume's mark above it.
    @Test func leftAttributes() async throws {
        try await LabBench.fresh()
        let folder = try changed("volumes.yaml") { _ in "" }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await converges(folder)
        try await sh("host1", "mkdir -p /gluster/engine/brick; setfattr -n trusted.gfid -v 0x01 /gluster/engine/brick")
        let id = "0x\(String(repeating: "ab", count: 16))"
        try await sh("host2", "mkdir -p /gluster/data; setfattr -n trusted.glusterfs.volume-id -v \(id) /gluster/data")
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(apply.status == 3, "\(apply.output)")
        for words in ["carries trusted.gfid", "above it carries the mark of volume"] {
            #expect(apply.output.contains(words), "\(words)\n\(apply.output)")
        }
        let volumes = try await LabBench.on("host1", "gluster", "volume", "list").output
        #expect(!volumes.contains("engine") && !volumes.contains("data"), "\(volumes)")
    }

    /// After a power cut a volume's file is empty: it is named with glusterd's own words, and nothing there is changed.
    @Test func anEmptyFileAfterAPowerCut() async throws {
        try await ready()
        let file = "/var/lib/glusterd/vols/meta/info"
        try await sh("host3", "systemctl stop glusterd; pkill glusterfs; : >\(file)")
        try await sh("host3", "systemctl start glusterd", expectDone: false)
        try await holds("StoreDamaged", file)
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(apply.status == 3 && !apply.errors.contains("> start glusterd"), "\(apply.errors)")
        #expect(try await LabBench.on("host3", "stat", "-c", "%s", file).output == "0\n")
    }

    /// glusterd makes itself a new identity where its own is empty: the pool's is named as the remedy.
    @Test func anEmptyIdentity() async throws {
        try await ready()
        let pool = try await LabBench.on("host1", "gluster", "pool", "list").output
        let line = try #require(pool.split(separator: "\n").first { $0.contains("host3") })
        let known = try #require(line.split(separator: "\t").first)
        try await sh("host3", "systemctl stop glusterd; pkill glusterfs; : >/var/lib/glusterd/glusterd.info")
        try await sh("host3", "systemctl start glusterd; gluster system:: uuid get; sleep 1")
        try await holds("HostReinstalled", "UUID=\(known)")
        try await sh(
            "host3", "systemctl stop glusterd; sed -i s/^UUID=.*/UUID=\(known)/ /var/lib/glusterd/glusterd.info")
        try await sh("host3", "systemctl start glusterd; sleep 3")
        try await holds("PeerOfItself", "/var/lib/glusterd/peers/\(known)")
        try await sh("host3", "systemctl stop glusterd; rm /var/lib/glusterd/peers/\(known); systemctl start glusterd")
        try await converges()
    }

    // MARK: - Owners

    /// The Cluster was renamed: one hold for all its volumes, and one consent that hands them over.
    @Test func aRenamedCluster() async throws {
        try await ready()
        let renamed = try changed("cluster.yaml") { $0.replacing("{name: lab}", with: "{name: renamed}") }
        defer { try? FileManager.default.removeItem(atPath: renamed) }
        let diff = try await LabBench.fromHub("diff", "-f", renamed, "-o", "json")
        let held = try diff.document()["held"] as? [[String: Any]] ?? []
        #expect(diff.status == 3 && held.count == 1 && held.first?["resource"] as? String == "Cluster/renamed")
        #expect(
            diff.output.contains("3 volumes (data, engine, meta) carry the tag of the Cluster “lab”"), "\(diff.output)")
        let consent = "{name: renamed, annotations: {hcctl.dev/consent: gluster.takeOver lab 2099-01-01}}"
        let agreed = try changed("cluster.yaml") { $0.replacing("{name: lab}", with: consent) }
        defer { try? FileManager.default.removeItem(atPath: agreed) }
        try await converges(agreed)
        let info = try await LabBench.on("host1", "gluster", "volume", "info").output
        #expect(info.split(separator: "\n").count { $0 == "user.hcctl.owner: renamed" } == 3, "\(info)")
        #expect(try await LabBench.fromHub("diff", "-f", renamed).status == 0)
        for name in ["engine", "data", "meta"] {
            try await sh("host1", "gluster volume set \(name) user.hcctl.owner lab")
        }
    }

    /// A volume of ours that no manifest names any more is shown once, with the way on, and kept.
    @Test func aVolumeThatIsNoLongerDeclared() async throws {
        try await ready()
        let folder = try changed("volumes.yaml") { text in
            text.components(separatedBy: "---\n").filter { !$0.contains("name: meta") }.joined(separator: "---\n")
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let diff = try await LabBench.fromHub("diff", "-f", folder)
        #expect(diff.status == 0 && diff.output.contains("dropped from the manifests: meta: kept"), "\(diff.output)")
        #expect(try await LabBench.on("host1", "gluster", "volume", "info", "meta").output.contains("Started"))
    }
}
