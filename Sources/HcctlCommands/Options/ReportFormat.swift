internal import ArgumentParser
internal import ClusterModel
internal import Manifests

/// How a verb that observes a cluster writes its answer.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    /// Fitted to the terminal.
    case text
    /// Everything, whatever the width.
    case wide
    case json
    case yaml

    var isWide: Bool { self == .wide }
    /// Whether standard output is exactly one document.
    var isDocument: Bool { self == .json || self == .yaml }

    /// Writes a document as JSON or YAML; text formats have none.
    func write(_ document: JSON) {
        Console.out([self == .yaml ? String(ManifestWriter.yaml(document).dropLast()) : "\(document)"])
    }
}
