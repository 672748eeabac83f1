import Foundation
import Testing

extension LabSuites {
    /// Ports of the bricks (MISSION M06).
    @Suite(.serialized) struct PortTests {}
}

extension LabSuites.PortTests {
    private var manifests: String { "\(LabBench.root)/manifests/lab" }
    private static let hosts = ["host1", "host2", "host3"]

    @Test func daemonsThatServeBricksAreStartedAnewOneByOne() async throws {
        try await LabBench.fresh()
        try await LabBench.expectDone(LabBench.fromHub("apply", "-f", manifests, "--yes"))
        let folder = try withPorts()
        defer { try? FileManager.default.removeItem(at: folder) }
        let diff = try await LabBench.fromHub("diff", "-f", folder.path)
        #expect(diff.status == 2)
        #expect(diff.output.contains("Host/host2 spec.gluster.maxPort: 60999 -> 50651 (explicit)"), "\(diff.output)")
        #expect(try await LabBench.fromHub("apply", "-f", folder.path).status == 3, "it disturbs, and nobody agreed")
        let before = try await LabBench.on("host1", "cat", "/etc/glusterfs/glusterd.vol").output
        let apply = try await LabBench.fromHub("apply", "-f", folder.path, "--yes")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)")
        oneAfterTheOther(apply.errors)
        try await bricksHaveTheirPorts()
        try await otherLinesAreAsBefore(before)
        let second = try await LabBench.fromHub("apply", "-f", folder.path, "-o", "json")
        #expect(second.status == 0)
        #expect((try second.document()["commands"] as? [String: Int])?["changing"] == 0)
    }

    private func withPorts() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hcctl-lab-ports")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.copyItem(atPath: manifests, toPath: folder.path)
        let file = folder.appending(path: "cluster.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let ports = "\nspec:\n  gluster: {basePort: 50152, maxPort: 50651}\n"
        try text.replacingOccurrences(of: "\nspec:\n", with: ports).write(to: file, atomically: true, encoding: .utf8)
        return folder
    }

    /// A restart ends before the next one begins.
    private func oneAfterTheOther(_ progress: String) {
        let lines = progress.split(separator: "\n").filter { $0.contains(" restart glusterd on ") }
        let marks = lines.map { $0.contains("> restart ") ? ">" : $0.contains("+ restart ") ? "+" : "x" }
        #expect(marks == [">", "+", ">", "+", ">", "+"], "\(progress)")
    }

    private func bricksHaveTheirPorts() async throws {
        for host in Self.hosts {
            let listening = try await LabBench.on(host, "ss", "-Hltnp").output.split(separator: "\n")
            let ports = listening.filter { $0.contains("glusterfsd") }.compactMap { line in
                line.split(separator: " ").dropFirst(3).first?.split(separator: ":").last.flatMap { Int($0) }
            }
            #expect(ports.count == 3 && ports.allSatisfy { (50_152...50_651).contains($0) }, "\(host): \(ports)")
        }
    }

    private func otherLinesAreAsBefore(_ before: String) async throws {
        let after = try await LabBench.on("host1", "cat", "/etc/glusterfs/glusterd.vol").output
        func others(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter {
                !$0.contains("option max-port") && !$0.contains("    option base-port")
            }
        }
        #expect(others(after) == others(before), "\(after)")
    }
}
