import ClusterModel
import Foundation
import Testing

@testable import Manifests

/// Files that are made from the definitions say what the definitions say; UPDATE_EXPECTED=1 rewrites them.
@Suite struct GeneratedFileTests {
    private func expect(_ text: String, at path: String) throws {
        let file = SampleFiles.root.appending(path: path)
        if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let written = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        #expect(text == written, "\(path) is not what the definitions say; UPDATE_EXPECTED=1 rewrites it")
    }

    @Test func schemas() throws {
        for file in SchemaFiles.all { try expect(file.text, at: "crd-like-schemas/\(file.path)") }
        let crds = try SampleFiles.names("crd-like-schemas", ".yaml")
        #expect(crds == ResourceKind.allCases.map { "\($0.rawValue).yaml" }.sorted())
        let json = try SampleFiles.names("crd-like-schemas/json", ".json")
        #expect(json == (ResourceKind.allCases.map { "\($0.rawValue).schema.json" } + ["hcctl.schema.json"]).sorted())
    }

    @Test(arguments: ResourceKind.allCases) func referencePages(_ kind: ResourceKind) throws {
        try expect(ReferencePage.text(kind), at: "docs/reference/\(ReferencePage.fileName(kind))")
    }

    @Test func pagesAreThoseOfTheKinds() throws {
        #expect(
            try SampleFiles.names("docs/reference", ".md") == ResourceKind.allCases.map(ReferencePage.fileName).sorted()
        )
    }

    /// What hcctl writes as YAML it reads as it was.
    @Test(arguments: ResourceKind.allCases) func customResourcesAreReadableYAML(_ kind: ResourceKind) throws {
        let documents = YAMLReader.documents(of: .written(Schemas.customResource(kind)))
        #expect(documents.diagnostics.isEmpty)
        let root = try #require(documents.documents.first)
        #expect(root.entry("kind")?.value.text == "CustomResourceDefinition")
    }
}
