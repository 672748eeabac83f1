internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Manifests

/// `hcctl schema`: the kinds for editors and other programs.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the schema of a kind, or write those of all kinds.",
        discussion: """
            json is JSON Schema (draft 2020-12) of the whole document, for editors; crd is a CustomResourceDefinition \
            (apiextensions.k8s.io/v1). Without --kind, json is the schema of a document of any kind.

            Examples:
              hcctl schema --kind GlusterVolume -o json
              hcctl schema --kind Host -o crd
              hcctl schema --write crd-like-schemas
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case json, crd }

    @Option(help: "The kind.")
    var kind: String?
    @Option(name: .shortAndLong, help: "json or crd.")
    var output = Format.json
    @Option(help: ArgumentHelp("Write the schemas of all kinds below a directory.", valueName: "directory"))
    var write: String?

    func run() throws {
        if let write { return try writeAll(to: URL(filePath: write)) }
        Console.out([String(try text().dropLast())])
    }

    private func text() throws -> String {
        guard let kind else {
            guard output == .json else { throw ValidationError("--kind says which kind") }
            return SchemaFiles.any.text
        }
        guard let kind = ResourceKind.named(kind) else {
            throw ValidationError("the kinds are \(ResourceKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return output == .json ? SchemaFiles.json(kind).text : SchemaFiles.crd(kind).text
    }

    private func writeAll(to directory: URL) throws {
        for file in SchemaFiles.all {
            let path = directory.appending(path: file.path)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: path)
        }
    }
}
