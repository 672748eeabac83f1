import Foundation
import Testing

extension LabSuites {
    /// What hcctl says and does of gluster on real hosts, one thing changed at a time.
    @Suite(.serialized) struct GlusterDriftTests {}
}

extension LabSuites.GlusterDriftTests {
    private var manifests: String { "\(LabBench.root)/manifests/lab" }

    @Test func everyDriftIsNamedAndMended() async throws {
        try await LabBench.fresh()
        try await threeVolumesInOneApply()
        try await anEditedGroupFile()
        try await optionsChangedAndReset()
        try await anOptionTheManifestDrops()
        try await aKilledBrickAndAStoppedVolume()
        try await optionsOfAllVolumes()
    }

    /// The half that needs a pool without volumes.
    @Test func aDetachedPeerAndAHalfMadeVolumeAreTakenUpAgain() async throws {
        try await LabBench.fresh()
        try await aPeerWithoutBricks()
        try await aCreateThatOneHostRefused()
    }

    // MARK: - The main job

    private func threeVolumesInOneApply() async throws {
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes", "-o", "json")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)")
        print("  first convergence: \(try apply.document()["seconds"] ?? "?") s")
        for volume in ["engine", "data"] {
            try await expectOptions(
                of: volume,
                [
                    "cluster.quorum-type": "auto", "network.ping-timeout": "10", "auth.allow": "*",
                    "server.allow-insecure": "on", "storage.owner-uid": "36", "storage.owner-gid": "36",
                    "performance.quick-read": "off", "performance.read-ahead": "off", "performance.io-cache": "off",
                    "performance.stat-prefetch": "off", "cluster.eager-lock": "enable", "network.remote-dio": "enable",
                ])
        }
        try await expectOptions(of: "meta", ["cluster.quorum-type": "auto"], absent: ["performance.quick-read"])
        for host in ["host1", "host2", "host3"] {
            let file = try await LabBench.on(host, "cat", "/var/lib/glusterd/groups/virt").output
            #expect(file == Self.virt, "\(host)")
        }
        try await nothingIsLeft()
    }

    private static let virt = """
        cluster.eager-lock=enable
        network.remote-dio=enable
        performance.io-cache=off
        performance.quick-read=off
        performance.read-ahead=off
        performance.stat-prefetch=off

        """

    private func expectOptions(
        of volume: String, _ wanted: [String: String], absent: [String] = [],
        location: SourceLocation = #_sourceLocation
    ) async throws {
        let info = try await LabBench.on("host2", "gluster", "volume", "info", volume).output
        for (name, value) in wanted {
            #expect(info.contains("\(name): \(value)\n"), "\(volume): \(name)\n\(info)", sourceLocation: location)
        }
        for name in absent { #expect(!info.contains("\(name):"), "\(volume): \(name)", sourceLocation: location) }
    }

    /// No change is sent any more, and diff sees nothing.
    private func nothingIsLeft(_ folder: String? = nil, location: SourceLocation = #_sourceLocation) async throws {
        let apply = try await LabBench.fromHub("apply", "-f", folder ?? manifests, "--yes", "-o", "json")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)", sourceLocation: location)
        let commands = try apply.document()["commands"] as? [String: Int]
        #expect(commands?["changing"] == 0 && commands?["fence"] == 0, sourceLocation: location)
    }

    /// The differences of a diff, each as `resource field: observed -> desired (rule)`, with the host if it has one.
    private func differences(_ folder: String? = nil) async throws -> [String] {
        let diff = try await LabBench.fromHub("diff", "-f", folder ?? manifests, "-o", "json")
        let found = try #require(try diff.document()["differences"] as? [[String: Any]])
        return found.map { one in
            func text(_ key: String) -> String { one[key] as? String ?? "null" }
            let host = (one["host"] as? String).map { "@\($0)" } ?? ""
            return "\(text("resource")) \(text("field"))\(host): \(text("observed")) -> \(text("desired")) "
                + "(\(text("rule")))"
        }
    }

    /// Expects exactly these differences, their repair by so many changing commands, and an empty plan afterwards.
    private func mends(
        _ expected: [String], commands: Int, _ folder: String? = nil, location: SourceLocation = #_sourceLocation
    ) async throws {
        #expect(try await differences(folder) == expected, sourceLocation: location)
        let apply = try await LabBench.fromHub("apply", "-f", folder ?? manifests, "--yes", "-o", "json")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)", sourceLocation: location)
        let counts = try apply.document()["commands"] as? [String: Int]
        #expect(counts?["changing"] == commands, sourceLocation: location)
        try await nothingIsLeft(folder, location: location)
    }

    // MARK: - Groups and options

    private func anEditedGroupFile() async throws {
        let edit = "sed -i s/quick-read=off/quick-read=on/ $f; echo server.event-threads=4 >>$f"
        try await LabBench.expectDone(
            LabBench.on("host2", "sh", "-c", "f=/var/lib/glusterd/groups/virt; \(edit)"))
        try await mends(
            [
                "VolumeOptionGroup/virt spec.options[performance.quick-read]@host2: on -> off (explicit)",
                "VolumeOptionGroup/virt spec.options[server.event-threads]@host2: 4 -> null (explicit)",
            ], commands: 1)
        #expect(try await LabBench.on("host2", "cat", "/var/lib/glusterd/groups/virt").output == Self.virt)
        try await LabBench.expectDone(LabBench.on("host3", "rm", "/var/lib/glusterd/groups/virt"))
        #expect(try await differences().first?.hasPrefix("VolumeOptionGroup/virt spec.options@host3: null -> ") == true)
        #expect(try await LabBench.fromHub("apply", "-f", manifests, "--yes").status == 0)
    }

    private func optionsChangedAndReset() async throws {
        try await gluster("volume", "set", "engine", "network.ping-timeout", "30", "performance.quick-read", "on")
        try await gluster("volume", "reset", "data", "auth.allow")
        try await mends(
            [
                "GlusterVolume/data spec.options[auth.allow]: null -> * (explicit)",
                "GlusterVolume/engine spec.options[network.ping-timeout]: 30 -> 10 (explicit)",
                "GlusterVolume/engine spec.options[performance.quick-read]: on -> off (group)",
            ], commands: 2)
        // The same in other words is no difference.
        try await gluster("volume", "set", "engine", "performance.quick-read", "disable")
        try await nothingIsLeft()
    }

    /// One goes back to its default by itself; one that protects data only with consent; what hcctl never set stays.
    private func anOptionTheManifestDrops() async throws {
        let folder = try Self.copy(of: manifests)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await gluster("volume", "set", "meta", "performance.io-thread-count", "32")
        try Self.edit("\(folder)/volumes.yaml") { text in
            text.replacing("    server.allow-insecure: on    # stays the text “on”\n", with: "")
                .replacing("  options:\n    cluster.quorum-type: auto\n", with: "")
        }
        let diff = try await LabBench.fromHub("diff", "-f", folder)
        #expect(
            diff.output.contains("GlusterVolume/engine spec.options[server.allow-insecure]: on -> "), "\(diff.output)"
        )
        #expect(
            diff.output.contains("GlusterVolume/meta spec.options[cluster.quorum-type]: auto -> "), "\(diff.output)")
        #expect(try await LabBench.fromHub("apply", "-f", folder, "--yes").status == 3)
        try await expectOptions(of: "engine", [:], absent: ["server.allow-insecure"])
        try await expectOptions(
            of: "meta", ["cluster.quorum-type": "auto", "performance.io-thread-count": "32"])
        let line = "gluster.resetOption cluster.quorum-type 2099-12-31"
        try Self.edit("\(folder)/volumes.yaml") { text in
            text.replacing(
                "metadata: {name: meta}", with: "metadata: {name: meta, annotations: {hcctl.dev/consent: \"\(line)\"}}")
        }
        #expect(try await LabBench.fromHub("apply", "-f", folder, "--yes").status == 0)
        try await expectOptions(
            of: "meta", ["performance.io-thread-count": "32", "user.hcctl.options": ","],
            absent: ["cluster.quorum-type"])
        try await nothingIsLeft(folder)
        #expect(try await LabBench.fromHub("apply", "-f", manifests, "--yes").status == 0)
        try await nothingIsLeft()
    }

    private func optionsOfAllVolumes() async throws {
        let folder = try Self.copy(of: manifests)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Self.edit("\(folder)/cluster.yaml") { text in
            text + "  gluster:\n    options: {cluster.server-quorum-ratio: 60%, cluster.daemon-log-level: WARNING}\n"
        }
        try await mends(
            [
                "Cluster/lab spec.gluster.options[cluster.server-quorum-ratio]: null -> 60% (explicit)",
                "Cluster/lab spec.gluster.options[cluster.daemon-log-level]: null -> WARNING (explicit)",
            ], commands: 2, folder)
        let all = try await LabBench.on("host3", "gluster", "volume", "get", "all", "all").output
        #expect(all.contains(/cluster.server-quorum-ratio +60%/) && all.contains(/cluster.daemon-log-level +WARNING/))
        try Self.edit("\(folder)/cluster.yaml") { $0.replacing("60%", with: "40%") }
        let held = try await LabBench.fromHub("apply", "-f", folder, "--yes")
        #expect(held.status == 3)
        #expect(
            held.output.contains("gluster.setClusterOption cluster.server-quorum-ratio=40% YYYY-MM-DD"),
            "\(held.output)")
    }

    // MARK: - Bricks and volumes

    private func aKilledBrickAndAStoppedVolume() async throws {
        try await LabBench.expectDone(
            LabBench.on("host2", "sh", "-c", "kill -9 $(cat /run/gluster/vols/engine/*.pid); sleep 1"))
        try await gluster("volume", "stop", "meta")
        try await mends(
            [
                "GlusterVolume/engine bricks[host2:/gluster/engine/brick]: not running -> running (cluster)",
                "GlusterVolume/meta spec.state: stopped -> started (explicit)",
            ], commands: 2)
        let status = try await LabBench.on("host1", "gluster", "volume", "status", "engine").output
        #expect(status.components(separatedBy: " Y ").count - 1 >= 3, "\(status)")
    }

    // MARK: - The pool, and a create that was refused

    private func aPeerWithoutBricks() async throws {
        let folder = try Self.copy(of: manifests)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.removeItem(atPath: "\(folder)/volumes.yaml")
        #expect(try await LabBench.fromHub("apply", "-f", folder, "--yes").status == 0)
        try await gluster("peer", "detach", "host3.lab.test")
        #expect(
            try await differences(folder) == [
                "Host/host3 pool[host1]: null -> host3.lab.test connected (cluster)"
            ])
        #expect(try await LabBench.fromHub("apply", "-f", folder, "--yes").status == 0)
        let pool = try await LabBench.on("host2", "gluster", "pool", "list").output
        #expect(pool.components(separatedBy: "Connected").count - 1 == 3, "\(pool)")
        try await nothingIsLeft(folder)
    }

    /// host3's disk is not mounted while an operator creates the volume manually: host1 and host2 have marked their bricks
    /// when host3 refuses, and the same create fails for ever after.
    private func aCreateThatOneHostRefused() async throws {
        let bricks = ["host1", "host2", "host3"].map { "\($0).lab.test:/gluster/meta/brick" }
        for host in ["host1", "host2"] {
            try await LabBench.expectDone(LabBench.on(host, "mkdir", "-p", "/gluster/meta"))
        }
        try await LabBench.expectDone(
            LabBench.on("host3", "sh", "-c", "umount /gluster && chattr -i /gluster && mkdir -p /gluster/meta"))
        let create = [
            "lab", "exec", "host1", "--", "gluster", "--mode=script", "volume", "create", "meta", "replica", "3",
        ]
        #expect(try await LabBench.run(LabBench.hcctl, create + bricks).status != 0)
        try await LabBench.expectDone(LabBench.on("host3", "rm", "-r", "/gluster/meta"))
        let mark = ["getfattr", "-n", "trusted.glusterfs.volume-id", "/gluster/meta/brick"]
        try await LabBench.expectDone(LabBench.run(LabBench.hcctl, ["lab", "exec", "host1", "--"] + mark))
        let diff = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(diff.status == 0, "\(diff.output)\n\(diff.errors)")
        #expect(diff.errors.contains("remove the leftover mark"), "\(diff.errors)")
        let info = try await LabBench.on("host1", "gluster", "volume", "info", "meta").output
        #expect(info.contains("Status: Started"), "\(info)")
        try await nothingIsLeft()
    }

    // MARK: - Tools

    private func gluster(_ words: String...) async throws {
        let answer = try await LabBench.run(
            LabBench.hcctl, ["lab", "exec", "host1", "--", "gluster", "--mode=script"] + words)
        try LabBench.expectDone(answer)
    }

    private static func copy(of folder: String) throws -> String {
        let copy = FileManager.default.temporaryDirectory.appending(
            path: "hcctl-lab-\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.removeItem(at: copy)
        try FileManager.default.copyItem(atPath: folder, toPath: copy.path)
        return copy.path
    }

    private static func edit(_ path: String, _ change: (String) -> String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let changed = change(text)
        #expect(changed != text, "\(path): there was nothing to change")
        try changed.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
