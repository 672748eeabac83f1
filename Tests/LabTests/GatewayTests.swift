import Foundation
import Testing

extension LabSuites {
    /// NFS through a virtual IP on real hosts: from bare hosts, and when its server or its node goes away.
    @Suite(.serialized, .enabled(if: LabBench.takesLong, "scripts/test --long")) struct GatewayTests {}
}

extension LabSuites.GatewayTests {
    private static let hosts = ["host1", "host2", "host3"]
    private static let address = "10.88.0.100"
    private var manifests: String { "\(LabBench.root)/manifests/lab-gateway" }

    @Test func volumesAreServedAtOneAddressThatMoves() async throws {
        try await LabBench.fresh()
        let first = try await apply()
        print("  bare hosts to NFS at the virtual IP: \(try first.document()["seconds"] ?? "?") s")
        try await nothingIsLeft()
        let holder = try await holder()
        try await fileIsWritten("first", served: holder)
        try await aDeadServerMovesTheAddress(holder)
        try await aPlannedStopMovesTheAddress()
    }

    /// CTDB's event script finds that nothing answers, and its words are the cause that `status` shows.
    private func aDeadServerMovesTheAddress(_ holder: String) async throws {
        try await LabBench.expectDone(LabBench.on(holder, "bash", "-c", "kill -9 $(cat /run/ganesha/ganesha.pid)"))
        let next = try await waitForHolder(otherThan: holder)
        try await fileIsWritten("second", served: next)
        let status = try await LabBench.fromHub("status", "-f", manifests)
        #expect(status.output.contains("event script 61.hcctl-nfs says"), "\(status.output)")
        try await apply()
        try await nothingIsLeft()
    }

    /// Maintenance stops ctdb on the host that serves the address, and another one takes it over; and back.
    private func aPlannedStopMovesTheAddress() async throws {
        let holder = try await holder()
        let folder = FileManager.default.temporaryDirectory.appending(path: "gateway-\(UUID().uuidString)").path
        try FileManager.default.copyItem(atPath: manifests, toPath: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cluster = "\(folder)/cluster.yaml"
        let text = try String(contentsOfFile: cluster, encoding: .utf8)
        let address = "  address: \(holder).lab.test\n"
        try text.replacing(address, with: address + "  maintenance: true\n")
            .write(toFile: cluster, atomically: true, encoding: .utf8)
        let apply = try await LabBench.fromHub("apply", "-f", folder, "--yes", "--timeout", "3m")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)")
        let next = try await waitForHolder(otherThan: holder)
        try await fileIsWritten("third", served: next)
        try await self.apply()
        try await nothingIsLeft()
    }

    // MARK: - Tools

    @discardableResult
    private func apply(location: SourceLocation = #_sourceLocation) async throws -> LabBench.QueryResult {
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes", "--timeout", "5m", "-o", "json")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)", sourceLocation: location)
        return apply
    }

    private func nothingIsLeft(location: SourceLocation = #_sourceLocation) async throws {
        let counts = try await apply(location: location).document()["commands"] as? [String: Int]
        #expect(counts?["changing"] == 0 && counts?["fence"] == 0, sourceLocation: location)
    }

    /// The one host that has the address.
    private func holder(location: SourceLocation = #_sourceLocation) async throws -> String {
        let holders = try await holders()
        #expect(holders.count == 1, "\(holders)", sourceLocation: location)
        return try #require(holders.first)
    }

    private func holders() async throws -> [String] {
        var holders: [String] = []
        for host in Self.hosts {
            let answer = try await LabBench.on(host, "ip", "-o", "address", "show")
            if answer.output.contains(" \(Self.address)/") { holders.append(host) }
        }
        return holders
    }

    /// CTDB checks its event scripts every MonitorInterval (15 s).
    private func waitForHolder(otherThan old: String, location: SourceLocation = #_sourceLocation) async throws
        -> String
    {
        let begin = ContinuousClock.now
        while ContinuousClock.now - begin < .seconds(60) {
            let holders = try await holders()
            if holders.count == 1, holders != [old] {
                print("  from \(old) to \(holders[0]) within \((ContinuousClock.now - begin).components.seconds) s")
                return holders[0]
            }
            try await Task.sleep(for: .milliseconds(300))
        }
        Issue.record("the address stays at \(try await holders())", sourceLocation: location)
        return old
    }

    /// Written by an NFS client on a host that does not have the address; the bricks have it, with the declared owner.
    private func fileIsWritten(
        _ name: String, served holder: String, location: SourceLocation = #_sourceLocation
    ) async throws {
        let client = try #require(Self.hosts.first { $0 != holder })
        let url = "nfs://\(Self.address)/engine/\(name)?uid=36&gid=36&version=3"
        // The grace period of a server that was just started refuses a write.
        let script =
            "echo text-\(name) >/tmp/file; for n in $(seq 40); do nfs-cp /tmp/file '\(url)' && exit 0; sleep 1; done; exit 1"
        try await LabBench.expectDone(LabBench.on(client, "bash", "-c", script))
        for host in Self.hosts {
            let path = "/gluster/engine/brick/\(name)"
            let found = try await LabBench.on(host, "bash", "-c", "stat -c %u:%g \(path); cat \(path)").output
            #expect(found == "36:36\ntext-\(name)\n", "\(host)", sourceLocation: location)
        }
    }
}
