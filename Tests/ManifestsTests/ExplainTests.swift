import ClusterModel
import TestSupport
import Testing

@testable import Manifests

/// `hcctl explain`, and the definitions that it speaks from.
@Suite struct ExplainTests {
    private func explain(_ path: String, recursive: Bool = false) throws -> String {
        try Explanation.lines(path, isRecursive: recursive).map { $0 + "\n" }.joined()
    }

    @Test func printsWhatIsKnown() throws {
        try expectGolden(Explanation.kinds.map { $0 + "\n" }.joined(), "explain-kinds.txt")
        try expectGolden(try explain("GlusterVolume"), "explain-volume.txt")
        try expectGolden(try explain("Host", recursive: true), "explain-host-recursive.txt")
        try expectGolden(try explain("GlusterVolume.spec.owner.uid"), "explain-uid.txt")
        try expectGolden(try explain("network.ping-timeout"), "explain-option.txt")
    }

    @Test func pathsMayBeShort() throws {
        #expect(try explain("glustervolume.owner.uid") == explain("GlusterVolume.spec.owner.uid"))
        #expect(try explain("Host.storage[].device") == explain("Host.spec.storage.device"))
        #expect(try explain("GlusterVolume.options.network.ping-timeout") == explain("ping-timeout"))
        #expect(try explain("Cluster.metadata.name").contains("the name of a cluster"))
    }

    @Test(arguments: [
        ("GlusterVolum", "did you mean “GlusterVolume”?"), ("Host.spec.storag", "did you mean “storage”?"),
        ("Host.address.x", "Host.spec.address has no fields"), ("network.ping-timeoutt", "“network.ping-timeout”"),
        ("", "the kinds are"), ("GlusterVolume.options.nosuchoption", "gluster has no option “nosuchoption”"),
    ])
    func namesWhatMayBeMeant(_ path: String, _ expected: String) {
        #expect {
            try Explanation.lines(path, isRecursive: false)
        } throws: { error in
            "\(error)".contains(expected)
        }
    }

    private func all(_ fields: [FieldSchema], _ prefix: String) -> [(path: String, field: FieldSchema)] {
        fields.flatMap { [("\(prefix).\($0.name)", $0)] + all($0.schema.fields, "\(prefix).\($0.name)") }
    }

    /// A field without an example or a source is half a definition.
    @Test(arguments: ResourceKind.allCases) func everyFieldHasExampleAndSource(_ kind: ResourceKind) {
        for (path, field) in all(kind.definition.document, kind.rawValue) {
            #expect(field.source != nil, "\(path): say where it comes from")
            #expect(!field.example.isEmpty || !field.schema.fields.isEmpty, "\(path): give an example")
        }
    }

    /// Every path can be asked for, and says the essential things.
    @Test(arguments: ResourceKind.allCases) func everyPathIsExplained(_ kind: ResourceKind) throws {
        for (path, field) in all(kind.definition.document, kind.rawValue) where field.name != "spec" {
            let text = try explain(path)
            #expect(text.contains(field.meaning) && text.contains("takes") && text.contains("left out"), "\(path)")
        }
    }
}

/// Examples are read by the very codecs that they are examples of.
@Suite struct ExampleTests {
    private func check<Spec: ManifestObject>(_ type: Spec.Type) {
        for field in Spec.fields where !field.schema.example.isEmpty {
            var diagnostics = DiagnosticCollector()
            var value = Spec.blank
            let text = "value: \(field.schema.example)\n"
            guard let node = YAMLReader.documents(of: .written(text)).documents.first?.entry("value")?.value else {
                Issue.record("\(Spec.title), \(field.schema.name): the example is no YAML")
                continue
            }
            field.read(node, &value, &diagnostics)
            #expect(diagnostics.collected.isEmpty, "\(Spec.title), \(field.schema.name): \(diagnostics.collected)")
        }
    }

    @Test func everyExampleIsTaken() {
        for type in Objects.all { check(type) }
    }
}
