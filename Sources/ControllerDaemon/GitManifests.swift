internal import ClusterModel
internal import Foundation
internal import LiveWorld
internal import World

/// Where manifests lie in a git repository.
package struct GitLocation: Sendable, Hashable {
    /// As git(1) takes it: https, ssh, or a path.
    package var url: String
    package var branch: String
    /// A file or directory of the repository; empty is all of it.
    package var path: String
    /// Whether a commit needs a signature that git(1) can verify.
    package var requiresSignature: Bool

    package init(url: String, branch: String, path: String, requiresSignature: Bool = false) {
        self.url = url
        self.branch = branch
        self.path = path
        self.requiresSignature = requiresSignature
    }

    /// Without the user and the password that a URL may hold.
    package var shown: String {
        guard let slashes = url.firstRange(of: "://") else { return url }
        let rest = url[slashes.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return url }
        return String(url[..<slashes.upperBound] + rest[rest.index(after: at)...])
    }
}

/// Reads manifests from a branch of a git repository by git(1): a shallow clone in the state directory, and a directory
/// with the files of the newest commit.
struct GitManifests: ManifestSource {
    /// Between two questions to the server, which are one small exchange each.
    static let interval = Duration.seconds(10)
    /// For one call of git; a fetch over a slow line takes its time.
    static let timeout = Duration.seconds(120)
    private static let slice = Duration.milliseconds(500)

    /// Why git has failed, in words.
    struct Failure: Error { let words: String }

    private let location: GitLocation
    private let directory: String
    private let time: any TimeSource
    private let rereads: Flag
    private var read: String?
    private var reported = ""
    private var hasAsked = false

    /// While `rereads` is raised the server is asked at once, and the manifests are read again.
    init(_ location: GitLocation, stateDirectory: String, time: any TimeSource, rereads: Flag) {
        self.location = location
        // git is run from another directory.
        directory = URL(filePath: stateDirectory).appending(path: "git").path
        self.time = time
        self.rereads = rereads
    }

    mutating func next() async -> ManifestReading? {
        while !Task.isCancelled {
            if hasAsked, !(await pause()) { return nil }
            hasAsked = true
            if rereads.lower() { (read, reported) = (nil, "") }
            do throws(Failure) {
                let commit = try await newest()
                guard commit != read else {
                    reported = ""
                    continue
                }
                let files = try await files(of: commit)
                (read, reported) = (commit, "")
                return Self.reading(files, commit)
            } catch {
                guard error.words == reported else {
                    reported = error.words
                    return .failed(error.words)
                }
            }
        }
        return nil
    }

    private static func reading(_ path: String, _ commit: String) -> ManifestReading {
        switch ManifestFolder.reading([path]) {
        case .valid(let state, let revision, let sources):
            .valid(
                state,
                .init(
                    digest: revision.digest, resources: revision.resources, warnings: revision.warnings,
                    commit: String(commit.prefix(12))), sources)
        case .invalid(let problems): .invalid(["commit \(commit.prefix(12))"] + problems)
        case .failed(let words): .failed(words)
        }
    }

    /// False when the task is cancelled; ends early when the manifests are to be read again.
    private func pause() async -> Bool {
        var left = Self.interval
        while left > .zero, !rereads.isRaised {
            guard (try? await time.sleep(Self.slice)) != nil else { return false }
            left -= Self.slice
        }
        return !Task.isCancelled
    }
}

// MARK: - git(1)

extension GitManifests {
    /// The commit of the branch on the server.
    private func newest() async throws(Failure) -> String {
        let output = try await git(["ls-remote", "--exit-code", "--", location.url, "refs/heads/" + location.branch]) {
            $0 == 2 ? "there is no branch \(location.branch)" : nil
        }
        guard let commit = output.split(whereSeparator: \.isWhitespace).first.map(String.init), Self.isCommit(commit)
        else { throw failure("git ls-remote printed no commit") }
        return commit
    }

    private static func isCommit(_ text: String) -> Bool {
        (text.count == 40 || text.count == 64) && text.allSatisfy { $0.isHexDigit && $0.isASCII }
    }

    /// The path with the files of a commit. Those of earlier commits are removed.
    private func files(of commit: String) async throws(Failure) -> String {
        let (clone, tree) = (directory + "/clone", directory + "/" + commit)
        _ = try await git(["init", "--quiet", "--bare", clone])
        _ = try await git([
            "-C", clone, "fetch", "--quiet", "--depth", "1", "--no-tags", "--", location.url,
            "refs/heads/" + location.branch,
        ])
        if location.requiresSignature {
            _ = try await git(["-C", clone, "verify-commit", commit]) { _ in
                "commit \(commit.prefix(12)) has no signature that can be verified (git verify-commit)"
            }
        }
        do {
            try FileManager.default.createDirectory(atPath: tree, withIntermediateDirectories: true)
        } catch {
            throw failure("\(tree) cannot be made: \(error.localizedDescription)")
        }
        _ = try await git([
            "-C", clone, "--work-tree=" + tree, "checkout",
            "--quiet", "--force", commit, "--", location.path.isEmpty ? "." : location.path,
        ])
        removeOthers(than: commit)
        return location.path.isEmpty ? tree : tree + "/" + location.path
    }

    private func removeOthers(than commit: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        where Self.isCommit(name) && name != commit && name != read {
            try? FileManager.default.removeItem(atPath: directory + "/" + name)
        }
    }

    /// As git-config(1) reads it from the environment. A link could lead out of the repository: it is written as a file with
    /// the name that it leads to.
    private static let configuration: [String] = {
        let settings = [
            ("core.hooksPath", "/dev/null"), ("protocol.ext.allow", "never"), ("core.symlinks", "false"),
        ]
        return ["GIT_CONFIG_COUNT=\(settings.count)"]
            + settings.enumerated().flatMap { index, setting in
                ["GIT_CONFIG_KEY_\(index)=\(setting.0)", "GIT_CONFIG_VALUE_\(index)=\(setting.1)"]
            }
    }()

    /// What a call of git prints. It asks nothing, runs no hooks, and reads no configuration of the clone that others wrote.
    private func git(
        _ arguments: [String], _ meaning: (Int32) -> String? = { _ in nil }
    ) async throws(Failure) -> String {
        let variables = ["GIT_TERMINAL_PROMPT=0", "GIT_SSH_COMMAND=ssh -o BatchMode=yes"] + Self.configuration
        let ending = await LocalProgram("/usr/bin/env", variables + ["git"] + arguments).run(
            within: Self.timeout)
        if ending.hasSucceeded { return ending.output }
        if let words = ending.status.flatMap(meaning) { throw failure(words) }
        let words = ending.words.isEmpty ? "git gave no answer within \(Self.timeout.tenths) s" : ending.words
        throw failure(words.replacing(location.url, with: location.shown))
    }

    private func failure(_ words: String) -> Failure {
        Failure(words: "\(location.shown), branch \(location.branch): \(words)")
    }
}
