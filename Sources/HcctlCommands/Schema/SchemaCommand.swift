internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Manifests
internal import Presentation

/// `hcctl schema`: the kinds, and the documents that verbs write, for editors and other programs.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the schema of a kind or of a verb's output, or write all schemas.",
        discussion: """
            json is JSON Schema (draft 2020-12) of the whole document, for editors; crd is a CustomResourceDefinition \
            (apiextensions.k8s.io/v1). Without --kind, json is the schema of a document of any kind. --output-of gives the \
            schema of what a verb writes with -o json: \(OutputDocument.names.joined(separator: ", ")).

            Examples:
              hcctl schema --kind GlusterVolume -o json
              hcctl schema --kind Host -o crd
              hcctl schema --output-of status
              hcctl schema --write crd-like-schemas
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case json, crd }

    @Option(help: "The kind.")
    var kind: String?
    @Option(
        help: ArgumentHelp("The verb, or error, log-line or plan-file.", valueName: "verb"),
        completion: .list(OutputDocument.names))
    var outputOf: String?
    @Option(name: .shortAndLong, help: "json or crd.")
    var output = Format.json
    @Option(help: ArgumentHelp("Write all schemas below a directory.", valueName: "directory"))
    var write: String?

    func run() throws {
        if let write { return try writeAll(to: URL(filePath: write)) }
        Console.out([String(try text().dropLast())])
    }

    private func text() throws -> String {
        if let outputOf { return try document(outputOf) }
        guard let kind else {
            guard output == .json else { throw ValidationError("--kind says which kind") }
            return SchemaFiles.any.text
        }
        guard let kind = ResourceKind.named(kind) else {
            throw ValidationError("the kinds are \(ResourceKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return output == .json ? SchemaFiles.json(kind).text : SchemaFiles.crd(kind).text
    }

    private func document(_ word: String) throws -> String {
        guard kind == nil, output == .json else { throw ValidationError("--output-of excludes --kind and -o crd") }
        guard let document = OutputDocument(named: word) else {
            throw ValidationError("the outputs are \(OutputDocument.names.joined(separator: ", "))")
        }
        return "\(document.schema)\n"
    }

    private func writeAll(to directory: URL) throws {
        let kinds = SchemaFiles.all.map { ($0.path, $0.text) }
        let documents = OutputDocument.allCases.map { ($0.path, "\($0.schema)\n") }
        for (name, text) in kinds + documents {
            let path = directory.appending(path: name)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: path)
        }
    }
}
