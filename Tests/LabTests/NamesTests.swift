import Foundation
import Testing

extension LabSuites {
    /// Hosts that do not find each other's names (MISSION M04).
    @Suite(.serialized) struct NamesTests {}
}

extension LabSuites.NamesTests {
    private var manifests: String { "\(LabBench.root)/manifests/lab" }

    @Test func hostsWithoutNamesConvergeAndKeepTheirOwnLines() async throws {
        try await LabBench.fresh("--no-names")
        let before = try await LabBench.on("host1", "cat", "/etc/hosts").output
        try await LabBench.expectDone(LabBench.fromHub("apply", "-f", manifests, "--yes"))
        let after = try await LabBench.on("host1", "cat", "/etc/hosts").output
        #expect(after == before + "10.88.0.12 host2.lab.test\n10.88.0.13 host3.lab.test\n", "\(after)")
        let pool = try await LabBench.on("host1", "gluster", "pool", "list").output
        #expect(pool.contains("host2.lab.test") && pool.contains("host3.lab.test"), "\(pool)")
        #expect(try await changing() == 0)
        try await aLineThatIsGoneComesBack(after)
        try await aLineThatLeadsElsewhereIsLeftToAPerson()
    }

    private func changing() async throws -> Int? {
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes", "-o", "json")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)")
        return (try apply.document()["commands"] as? [String: Int])?["changing"]
    }

    private func aLineThatIsGoneComesBack(_ whole: String) async throws {
        try await LabBench.expectDone(LabBench.on("host1", "sed", "-i", "/host3.lab.test/d", "/etc/hosts"))
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(diff.status == 2)
        let lines = LabBench.differences(diff.output, of: "Host/host1")
        #expect(lines == ["Host/host1 + 10.88.0.13 host3.lab.test"], "\(diff.output)")
        #expect(diff.output.contains("plan: 1 to do now, 0 afterwards, 0 held, 0 unknown"), "\(diff.output)")
        #expect(try await changing() == 1)
        #expect(try await LabBench.on("host1", "cat", "/etc/hosts").output == whole)
        #expect(try await changing() == 0)
    }

    private func aLineThatLeadsElsewhereIsLeftToAPerson() async throws {
        try await LabBench.expectDone(
            LabBench.on("host2", "sed", "-i", "s/10.88.0.13 host3/10.88.0.99 host3/", "/etc/hosts"))
        let before = try await LabBench.on("host2", "cat", "/etc/hosts").output
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(apply.status == 3 && apply.output.contains("gives host3.lab.test the address 10.88.0.99"))
        #expect(try await LabBench.on("host2", "cat", "/etc/hosts").output == before)
    }
}
