internal import ClusterModel
internal import Foundation

/// The sources of the revision in force, kept in the state directory: after a restart it stays in force also where the
/// manifests were made invalid meanwhile.
struct LastGoodRevision {
    private struct Source: Codable {
        let path: String
        let bytes: Data
    }

    private let file: URL

    init(_ stateDirectory: String) { file = URL(filePath: stateDirectory).appending(path: "manifests.json") }

    /// Nil where there is none, or none that can be read.
    var sources: [SourceText]? {
        guard let data = try? Data(contentsOf: file), let read = try? JSONDecoder().decode([Source].self, from: data)
        else { return nil }
        return read.map { SourceText(path: $0.path, bytes: Array($0.bytes)) }
    }

    /// Readable by its owner only: manifests may hold what is not for everyone. Throws where the directory is full.
    func keep(_ sources: [SourceText]) throws {
        let data = try JSONEncoder().encode(sources.map { Source(path: $0.path, bytes: Data($0.bytes)) })
        try data.write(to: file, options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }
}
