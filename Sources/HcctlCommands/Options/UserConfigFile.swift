internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Manifests
internal import Presentation

/// `$XDG_CONFIG_HOME/hcctl/config.yaml`, else `~/.config/hcctl/config.yaml`.
enum UserConfigFile {
    static var path: String {
        let home = ProcessInfo.processInfo.environment["XDG_CONFIG_HOME"] ?? ""
        return (home.isEmpty ? NSHomeDirectory() + "/.config" : home) + "/hcctl/config.yaml"
    }

    /// The manifests of a cluster that the file names; of its default without a name. Nil where there is no file and no
    /// name was asked for.
    static func manifests(of name: String?, at path: String = path) throws -> [String]? {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            guard let name else { return nil }
            throw ValidationError("--cluster \(name): there is no configuration \(path)")
        }
        let source = SourceText(path: path, bytes: Array(bytes))
        let (config, diagnostics) = UserConfigReader.read(source)
        guard let config else {
            Console.err([String(DiagnosticText.render(diagnostics, sources: [source]).dropLast())])
            throw ExitCode(1)
        }
        guard let wanted = name ?? config.defaultCluster else { return nil }
        guard let cluster = config.clusters.first(where: { $0.name == wanted }) else {
            let names = config.clusters.map(\.name)
            let advice = ClosestMatch.advice(for: wanted, among: names) ?? "it names \(names.joined(separator: ", "))"
            throw ValidationError("there is no cluster “\(wanted)” in \(path); \(advice)")
        }
        return cluster.manifests.map(expanded)
    }

    private static func expanded(_ path: String) -> String {
        path == "~" || path.hasPrefix("~/") ? NSHomeDirectory() + path.dropFirst() : path
    }
}
