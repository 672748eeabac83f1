import Foundation
import Testing

extension LabSuites {
    /// Clusters as other people have them, on real hosts: what was recreated from their reports, one situation a test.
    ///
    /// Most begin with the converged cluster of manifests/lab and put back what they changed; `ready` makes a fresh one
    /// where an earlier test left something.
    @Suite(.serialized, .enabled(if: LabBench.takesLong, "scripts/test --long")) struct ForeignSituationTests {}
}

extension LabSuites.ForeignSituationTests {
    /// Two seconds apart: a peer that died is noticed within half a minute.
    private static let looks = 20

    var manifests: String { "\(LabBench.root)/manifests/lab" }

    /// The converged cluster of manifests/lab: the one that is there, or a fresh one.
    func ready() async throws {
        try await LabBench.expectDone(LabBench.lab("up"))
        guard try await LabBench.fromHub("diff", "-f", manifests).status != 0 else { return }
        try await LabBench.fresh()
        try await converges()
    }

    func sh(_ host: String, _ script: String, expectDone: Bool = true) async throws {
        let end = try await LabBench.on(host, "sh", "-c", script)
        if expectDone, end.status > 1 { Issue.record("\(host): \(script): \(end.errors)") }
    }

    /// diff holds for that reason, names these words, and has nothing to do: at once, or as soon as gluster has noticed
    /// what was done to it.
    func holds(
        _ reason: String, _ words: String..., folder: String? = nil, location: SourceLocation = #_sourceLocation
    ) async throws {
        var diff = try await LabBench.fromHub("diff", "-f", folder ?? manifests, "-o", "json")
        for _ in 0..<Self.looks where diff.status == 2 || !diff.output.contains("\"\(reason)\"") {
            try await Task.sleep(for: .seconds(2))
            diff = try await LabBench.fromHub("diff", "-f", folder ?? manifests, "-o", "json")
        }
        #expect(diff.status == 3, "\(diff.output)\(diff.errors)", sourceLocation: location)
        #expect(diff.output.contains("\"\(reason)\""), "\(diff.output)", sourceLocation: location)
        for word in words { #expect(diff.output.contains(word), "\(diff.output)", sourceLocation: location) }
    }

    func converges(_ folder: String? = nil, location: SourceLocation = #_sourceLocation) async throws {
        let apply = try await LabBench.fromHub("apply", "-f", folder ?? manifests, "--yes")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)", sourceLocation: location)
    }

    func nothingIsLeft(location: SourceLocation = #_sourceLocation) async throws {
        let diff = try await LabBench.fromHub("diff", "-f", manifests)
        #expect(diff.status == 0, "\(diff.output)", sourceLocation: location)
    }

    /// A folder with one manifest file.
    func written(_ text: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hcctl-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: "\(folder)/cluster.yaml", atomically: true, encoding: .utf8)
        return folder
    }

    /// A copy of the manifests with one file changed.
    func changed(_ file: String, _ edit: (String) -> String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hcctl-\(UUID().uuidString)").path
        try FileManager.default.copyItem(atPath: manifests, toPath: folder)
        let path = "\(folder)/\(file)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try edit(text).write(toFile: path, atomically: true, encoding: .utf8)
        return folder
    }
}
