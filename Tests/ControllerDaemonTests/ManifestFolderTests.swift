import ClusterModel
import Foundation
import Reconciliation
import TestSupport
import Testing
import World

@testable import ControllerDaemon

/// Manifests are read once they have settled.
@Suite struct ManifestFolderTests {
    private let directory = FileManager.default.temporaryDirectory.appending(
        path: "hcctl-folder-\(UInt64.random(in: 0 ... .max))")

    init() throws { try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true) }

    private func put(_ text: String, _ name: String = "cluster.yaml") throws {
        try Data(text.utf8).write(to: directory.appending(path: name))
    }

    private static func cluster(_ name: String) -> String {
        """
        apiVersion: hcctl.dev/v1alpha1
        kind: Cluster
        metadata: {name: \(name)}
        spec: {hosts: [host1, host2, host3]}

        """
            + ["host1", "host2", "host3"].map { host in
                "---\napiVersion: hcctl.dev/v1alpha1\nkind: Host\nmetadata: {name: \(host)}\nspec: {address: \(host).lab.test}\n"
            }.joined()
    }

    /// A clock at whose every sleep something happens.
    private struct ScriptedClock: TimeSource {
        let inner = ManualClock()
        let happen: @Sendable (Duration) -> Void
        func wallTime() -> WallTime { inner.wallTime() }
        func uptime() -> Duration { inner.uptime() }
        func sleep(_ duration: Duration) async throws {
            try await inner.sleep(duration)
            happen(inner.uptime())
        }
    }

    private func name(_ reading: ManifestReading?) -> String? {
        switch reading {
        case .valid(let desired, _, _): desired.cluster.text
        case .invalid(let problems): "invalid: \(problems.count)"
        case .failed(let words): "failed: \(words)"
        case nil: nil
        }
    }

    @Test func aFileThatGrowsIsReadOnceItIsWhole() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let whole = Self.cluster("whole")
        try put("")
        let directory = directory
        let clock = ScriptedClock { now in
            // Ten writes, one every half second; every one before the last would be an error.
            let part = min(10, Int(now.milliseconds / 500))
            guard part <= 10, now <= .seconds(5) else { return }
            let text = String(whole.prefix(whole.count * part / 10))
            try? Data(text.utf8).write(to: directory.appending(path: "cluster.yaml"))
        }
        var folder = ManifestFolder([directory.path], time: clock, rereads: Flag())
        #expect(name(await folder.next()) == "whole")
        #expect(clock.uptime() >= .seconds(5))
    }

    @Test func anInvalidRevisionIsReportedAndTheNextValidOneRead() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        try put(Self.cluster("one"))
        let rereads = Flag()
        var folder = ManifestFolder([directory.path], time: ManualClock(), rereads: rereads)
        #expect(name(await folder.next()) == "one")
        try put(Self.cluster("one").replacing("hosts:", with: "hostz:"))
        guard case .invalid(let problems)? = await folder.next() else {
            Issue.record("the field hostz was accepted")
            return
        }
        #expect(problems.first?.contains("cluster.yaml:4:") == true, "\(problems)")
        try put(Self.cluster("two"))
        #expect(name(await folder.next()) == "two")
        rereads.raise()
        #expect(name(await folder.next()) == "two")
    }

    @Test func aMissingFolderIsAProblemAndNoEnd() async throws {
        try FileManager.default.removeItem(at: directory)
        var folder = ManifestFolder([directory.path], time: ManualClock(), rereads: Flag())
        #expect(name(await folder.next()) == "invalid: 1")
    }

    @Test func theLastGoodRevisionSurvives() throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let sources = [SourceText(path: "a.yaml", bytes: Array(Self.cluster("kept").utf8))]
        let kept = LastGoodRevision(directory.path)
        #expect(kept.sources == nil)
        try kept.keep(sources)
        #expect(LastGoodRevision(directory.path).sources == sources)
        #expect(name(ManifestFolder.reading(of: sources)) == "kept")
        try put("{", "manifests.json")
        #expect(LastGoodRevision(directory.path).sources == nil)
    }

    @Test func digestsDependOnNamesAndBytes() {
        let one = SourceText(path: "a", bytes: [1, 2])
        let digests = [[one], [SourceText(path: "b", bytes: [1, 2])], [SourceText(path: "a", bytes: [1, 3])], []]
            .map(SourceDigest.text)
        #expect(Set(digests).count == 4)
        #expect(SourceDigest.text(of: [one]) == digests[0])
        #expect(digests.allSatisfy { $0.count == 12 })
    }

    @Test func aPauseLastsUntilItIsRemoved() throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let file = PauseFile(stateDirectory: directory.path)
        #expect(file.current == nil)
        let pause = ControlPause(since: Make.now.wall, why: "disk swap")
        try file.write(pause)
        #expect(PauseFile(stateDirectory: directory.path).current == pause)
        #expect(try file.remove())
        #expect(try !file.remove())
        try put("{", "paused.json")
        #expect(file.current?.why.contains("cannot be read") == true)
    }
}
