internal import Foundation
internal import SimulatedWorld

/// A simulated world between two commands, as JSON that people can read and change.
struct WorldFile {
    /// Raised when an older version could misread a newer file.
    private static let version = 1
    private static let kind = "simulated world of hcctl"

    struct Contents: Codable {
        var kind = WorldFile.kind
        var version = WorldFile.version
        var seed: UInt64
        /// Commands that changed this world up to now.
        var commands: UInt64 = 0
        var hosts: [SimulatedHost]
        /// Storage domains of hosted engines, by volume, and records of names; nil where no engine was ever declared.
        var engines: [String: EngineStorage]?
        var dns: [String: String]?

        init(seed: UInt64, hosts: [SimulatedHost]) {
            self.seed = seed
            self.hosts = hosts
        }

        /// The world after one more command.
        func next(_ state: ClusterState) -> Self {
            var next = self
            next.commands += 1
            next.hosts = state.hosts
            next.engines = state.engines.isEmpty ? nil : state.engines
            next.dns = state.dns.isEmpty ? nil : state.dns
            return next
        }
    }

    private let path: String

    init(_ path: String) { self.path = path }

    /// nil where there is no such file yet; its folder must be there.
    func read() throws(SimulationProblem) -> Contents? {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard Self.isFolder(folder) else {
            throw SimulationProblem(words: "\(path): there is no folder \(folder)")
        }
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard !Self.isFolder(path) else { throw SimulationProblem(words: "\(path) is a folder; name a file") }
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw SimulationProblem(words: "\(path) cannot be read: \(Self.words(error))")
        }
        guard let head = try? JSONDecoder().decode(Head.self, from: data), head.kind == Self.kind else {
            throw SimulationProblem(words: "\(path) is no simulated world; name another file, or none at all")
        }
        guard head.version == Self.version else {
            throw SimulationProblem(
                words: "\(path) is of version \(head.version), and this hcctl reads \(Self.version)")
        }
        do {
            return try JSONDecoder().decode(Contents.self, from: data)
        } catch {
            throw SimulationProblem(words: "\(path) is damaged: \(Self.words(error))")
        }
    }

    /// Whole or not at all.
    func write(_ contents: Contents) throws(SimulationProblem) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            var data = try encoder.encode(contents)
            data.append(UInt8(ascii: "\n"))
            try data.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw SimulationProblem(words: "\(path) cannot be written: \(Self.words(error))")
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private struct Head: Decodable {
        let kind: String
        let version: Int
    }

    private static func words(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, let context):
            return "\(place(context)) has no “\(key.stringValue)”"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            return "\(place(context)): \(context.debugDescription)"
        default:
            // Foundation's own words hide the system's ("Is a directory") one error deeper.
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            return cause?.localizedFailureReason ?? cause?.localizedDescription ?? error.localizedDescription
        }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        return path.isEmpty ? "the document" : path
    }
}
