import ClusterModel
import Foundation
import LiveWorld
import Testing

@testable import ControllerDaemon

/// A real repository in a directory of this machine.
@Suite struct GitManifestsTests {
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "hcctl-git-\(UInt64.random(in: 0 ... .max))"
    ).path
    private let rereads = Flag()
    private var repository: String { folder + "/repository" }

    private func git(_ arguments: String...) async throws {
        let settings = [
            "-C", repository, "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false",
        ]
        let ending = await LocalProgram("/usr/bin/env", ["git"] + settings + arguments).run(within: .seconds(30))
        try #require(ending.hasSucceeded, "\(arguments): \(ending.words)")
    }

    private func write(_ name: String, _ text: String) throws {
        let file = URL(filePath: repository + "/" + name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func commit(_ text: String) async throws {
        try write("lab/cluster.yaml", text)
        try await git("add", "-A")
        try await git("commit", "-q", "-m", "change")
    }

    private static func manifest(_ name: String) -> String {
        """
        apiVersion: hcctl.dev/v1alpha1
        kind: Cluster
        metadata: {name: \(name)}
        spec: {hosts: [host1]}
        ---
        apiVersion: hcctl.dev/v1alpha1
        kind: Host
        metadata: {name: host1}
        spec: {address: host1.lab.test}

        """
    }

    private func source(signed: Bool = false, branch: String = "main") -> GitManifests {
        GitManifests(
            GitLocation(url: repository, branch: branch, path: "lab", requiresSignature: signed),
            stateDirectory: folder,
            time: SystemClock(), rereads: rereads)
    }

    private func start() async throws {
        try FileManager.default.createDirectory(atPath: repository, withIntermediateDirectories: true)
        try await git("init", "-q", "-b", "main")
        try await commit(Self.manifest("first"))
    }

    @Test func aCommitIsRead() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await start()
        var source = source()
        guard case .valid(let first, let revision, _) = await source.next() else {
            Issue.record("the first commit is not read")
            return
        }
        #expect(first.cluster == "first" && revision.commit?.count == 12 && revision.resources == 2)
        try await commit("kind: Nothing\n")
        rereads.raise()
        guard case .invalid(let problems) = await source.next() else {
            Issue.record("the second commit is not read")
            return
        }
        #expect(problems.first?.hasPrefix("commit ") == true && problems.count > 1)
        try await commit(Self.manifest("third"))
        rereads.raise()
        guard case .valid(let third, let next, _) = await source.next() else {
            Issue.record("the third commit is not read")
            return
        }
        #expect(third.cluster == "third" && next.commit != revision.commit)
        let kept = try FileManager.default.contentsOfDirectory(atPath: folder + "/git").filter { $0.count == 40 }
        #expect(kept.count <= 2, "files of older commits are removed")
    }

    /// A link of the repository leads nowhere else.
    @Test func linksAreNotFollowed() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await start()
        try FileManager.default.createSymbolicLink(
            atPath: repository + "/lab/passwd.yaml", withDestinationPath: "/etc/passwd")
        try await commit(Self.manifest("second"))
        var source = source()
        guard case .invalid(let problems) = await source.next() else {
            Issue.record("a file that is no manifest is accepted")
            return
        }
        #expect(problems.contains { $0.contains("passwd.yaml:1:1") } && !problems.joined().contains("root:x"))
    }

    @Test func whatGitSaysIsReportedOnce() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await start()
        var source = source(branch: "other")
        guard case .failed(let words) = await source.next() else {
            Issue.record("a branch that does not exist is read")
            return
        }
        #expect(words == "\(repository), branch other: there is no branch other")
    }

    @Test func anUnsignedCommitIsRefused() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await start()
        var source = source(signed: true)
        guard case .failed(let words) = await source.next() else {
            Issue.record("an unsigned commit is accepted")
            return
        }
        #expect(words.contains("has no signature that can be verified"))
        // The same again is no news, and the server is not asked without a pause.
        let isQuiet = await withTaskGroup(of: Bool.self) { [source] group in
            group.addTask {
                var source = source
                if case nil = await source.next() { return true }
                return false
            }
            group.addTask {
                try? await Task.sleep(for: .seconds(1))
                return true
            }
            let first = await group.next()
            group.cancelAll()
            return first == true
        }
        #expect(isQuiet)
    }

    @Test(arguments: [
        ("https://user:s3cret@git.example.com/a.git", "https://git.example.com/a.git"),
        ("https://git.example.com/a@b.git", "https://git.example.com/a@b.git"),
        ("ssh://git@host/a", "ssh://host/a"), ("git@host:a.git", "git@host:a.git"), ("/srv/a", "/srv/a"),
    ])
    func passwordsAreNotShown(_ url: String, _ shown: String) {
        #expect(GitLocation(url: url, branch: "main", path: "").shown == shown)
    }
}
