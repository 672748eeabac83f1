import ClusterModel
import Foundation
import Manifests

/// The files in `manifests/` of the repository.
enum SampleFiles {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The manifests of a directory in the order of their names, called as they are called from the root.
    static func sources(_ directory: String) throws -> [SourceText] {
        try names(directory, ".yaml").map { try source("\(directory)/\($0)") }
    }

    static func source(_ path: String) throws -> SourceText {
        SourceText(path: path, bytes: [UInt8](try Data(contentsOf: root.appending(path: path))))
    }

    static func names(_ directory: String, _ resolution: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: directory).path)
        return names.filter { $0.hasSuffix(resolution) }.sorted()
    }

    /// Every set of manifests that is valid, with its name.
    static let valid =
        ["lab", "lab-other", "three-host", "two-host-nfs"] + ResourceKind.allCases.map { "minimal/\($0.rawValue)" }

    /// The sources of one of the valid sets.
    static func valid(_ name: String) throws -> [SourceText] {
        name.hasPrefix("minimal/") ? [try source("manifests/\(name).yaml")] : try sources("manifests/\(name)")
    }
}

extension SourceText {
    /// A manifest written in a test.
    static func written(_ text: String, as path: String = "a.yaml") -> Self {
        Self(path: path, bytes: Array(text.utf8))
    }
}

extension ManifestReading {
    /// Everything it says, a line each.
    var said: [String] { diagnostics.map(\.description) }
}
