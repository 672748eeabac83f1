internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import LiveWorld
internal import Manifests

/// Names of declared resources for a shell's completion; no host is asked.
enum ResourceCompletion {
    static let kind = CompletionKind.custom { words, _, _ in names(words) }

    /// `Kind/name` of every resource of the manifests that the words name by `-f`, else those of the environment or of the
    /// configuration; none where they cannot be read.
    static func names(_ words: [String]) -> [String] {
        let given = zip(words, words.dropFirst()).filter { $0.0 == "-f" || $0.0 == "--filename" }.map(\.1)
        var options = ManifestOptions()
        options.filename = given
        options.cluster = zip(words, words.dropFirst()).first { $0.0 == "--cluster" }?.1
        guard let paths = try? options.paths(), let sources = try? SourceFiles.read(paths),
            let desired = ManifestReader.read(sources).desired
        else { return [] }
        return ResourceKind.allCases.flatMap(desired.resources).map(\.description)
    }
}
