import Foundation
import Testing

/// What a manifest alone shows: it is invalid, and no host is asked.
extension LabSuites.ForeignSituationTests {
    @Test(arguments: [
        (
            "volumes.yaml", "    cluster.quorum-type: auto\n",
            "    cluster.quorum-type: fixed\n    cluster.quorum-count: 4\n",
            "cluster.quorum-count"
        ),
        ("cluster.yaml", "spec:\n", "spec:\n  gluster: {basePort: 50152, maxPort: 50153}\n", "ports"),
    ])
    func whatGlusterWouldRefuse(_ file: String, _ old: String, _ new: String, _ word: String) async throws {
        let folder = try changed(file) { $0.replacing(old, with: new) }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let validate = try await LabBench.fromHub("validate", "-f", folder)
        #expect(validate.status == 1 && (validate.output + validate.errors).contains(word), "\(validate)")
        #expect((validate.output + validate.errors).contains("\(file):"), "\(validate)")
    }
}
