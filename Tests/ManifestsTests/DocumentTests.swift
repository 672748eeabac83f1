import ClusterModel
import Testing

@testable import Manifests

/// The head of a document, and sets of files.
@Suite struct DocumentTests {
    private func messages(_ text: String) -> [String] {
        ManifestReader.read([.written(text)]).messages
    }

    @Test func nothingAtAll() {
        #expect(
            ManifestReader.read([]).said == [
                "-:1:1: error: there is no Cluster in these files; the files read together describe exactly one"
            ])
        #expect(ManifestReader.read([.written("")]).messages == ["there is no Cluster in these files"])
        #expect(ManifestReader.read([.written("# nothing\n---\n")]).desired == nil)
    }

    @Test func whatIsNoDocument() {
        #expect(messages("text") == ["expected a map with apiVersion, kind, metadata and spec, found “text”"])
        #expect(messages("[1]") == ["expected a map with apiVersion, kind, metadata and spec, found a list"])
        #expect(
            messages("{}") == [
                "a document has to have “apiVersion”", "a document has to have “kind”",
                "a document has to have “metadata”",
            ])
    }

    @Test(arguments: ["hcctl.dev/v1", "v1alpha1", "hcctl.dev/v1alpha2", "", "~", "[]", "HCCTL.dev/v1alpha1"])
    func otherVersions(_ version: String) {
        let text = "apiVersion: \(version)\nkind: Cluster\nmetadata: {name: x}\nspec: {hosts: [a]}\n"
        #expect(messages(text).contains { $0.hasPrefix("expected the apiVersion hcctl.dev/v1alpha1, found ") })
    }

    @Test(arguments: [
        ("cluster", "did you mean “Cluster”?"), ("Hots", "did you mean “Host”?"), ("HOST", "did you mean “Host”?"),
        ("GlusterVol", "did you mean “GlusterVolume”?"), ("Glustervolume", "did you mean “GlusterVolume”?"),
        ("StorageDomian", "did you mean “StorageDomain”?"),
        ("Deployment", "the kinds are \(MessageText.list(Kinds.now, "or"))"),
    ])
    func kindsThatThereAreNot(_ kind: String, _ advice: String) {
        let reading = ManifestReader.read([.written("\(Written.head)kind: \(kind)\nmetadata: {name: x}\nspec: {}\n")])
        #expect(reading.diagnostics.map(\.message) == ["there is no kind “\(kind)”"])
        #expect(reading.diagnostics.map(\.advice) == [advice])
    }

    @Test func metadata() {
        func said(_ metadata: String) -> [String] {
            messages("\(Written.head)kind: Cluster\nmetadata: \(metadata)\nspec: {hosts: []}\n").filter {
                $0 != "the list is empty"
            }
        }
        #expect(said("{name: x, labels: {a: b}, annotations: {c.d/e: f, g: 1}}") == [])
        #expect(said("x") == ["expected a map with the name, found “x”"])
        #expect(said("") == ["expected a map with the name, found nothing"])
        #expect(said("{}") == ["metadata has to have “name”"])
        #expect(said("{name: }") == ["expected the name of a cluster, found nothing"])
        #expect(said("{name: [x]}") == ["expected the name of a cluster, found a list"])
        #expect(said("{name: x, uid: 7}") == ["metadata has no field “uid”"])
        #expect(said("{name: x, label: {}}") == ["metadata has no field “label”"])
        #expect(said("{name: x, labels: [a]}") == ["expected a map of labels, found a list"])
        #expect(said("{name: x, annotations: {a: [b]}}") == ["expected a text, found a list"])
        #expect(
            said("{name: x, annotations: {hcctl.dev/modus: observe}}") == [
                "there is no annotation “hcctl.dev/modus” of a Cluster"
            ])
        #expect(said("{name: x, name: y}") == ["“name” is given twice in one map"])
    }

    @Test func aSpecThatIsNone() {
        #expect(messages("\(Written.head)kind: Cluster\nmetadata: {name: x}\n") == ["a Cluster has to have “spec”"])
        #expect(
            messages("\(Written.head)kind: Cluster\nmetadata: {name: x}\nspec:\n") == [
                "expected a map with the fields \(MessageText.list(ClusterSpec.fields.map(\.schema.name))), found nothing"
            ])
    }

    @Test func diagnosticsStandInTheOrderOfFilesAndText() {
        let reading = ManifestReader.read([
            .written(Written.host("host1", "  adress: a\n  storage: x\n"), as: "z.yaml"),
            .written(Written.cluster(["host1"], "  shh: {}\n"), as: "a.yaml"),
        ])
        #expect(
            reading.diagnostics.map { "\($0.place.file):\($0.place.line)" } == [
                "z.yaml:5", "z.yaml:5", "z.yaml:6", "a.yaml:6",
            ])
    }

    @Test func aFileThatCannotBeReadHidesNothingElse() {
        let reading = ManifestReader.read([
            .written("{", as: "cluster.yaml"), .written(Written.host("host1"), as: "h.yaml"),
            .written(Written.volume("  replica: 0\n"), as: "v.yaml"),
        ])
        #expect(reading.diagnostics.map(\.place.file) == ["cluster.yaml", "v.yaml", "v.yaml"])
    }

    @Test func whatMayBeInABrokenFileIsNotMissed() {
        let hosts = Written.hosts.joined(separator: "---\n")
        let reading = ManifestReader.read([
            .written(hosts + "---\n" + Written.replicated()), .written("a: [", as: "b.yaml"),
        ])
        #expect(reading.messages == ["a value was expected here"])
        let other = ManifestReader.read([.written(Written.cluster()), .written("kind: Hosd", as: "b.yaml")])
        #expect(!other.messages.contains { $0.hasPrefix("there is no Host") })
    }

    @Test func warningsAloneAreValid() {
        let reading = Written.read(Written.volume("  replica: 1\n  hosts: [host1]\n  brickPath: /gluster/x\n"))
        #expect(reading.isValid)
        #expect(reading.diagnostics.map(\.severity) == [.warning])
    }

    @Test func whatStandsBehindAnAliasIsReportedOnce() {
        let text = Written.volume("  replica: 3\n  bricks:\n  - &b {host: host1, path: bad}\n  - *b\n  - *b\n")
        #expect(Written.read(text).messages == ["expected an absolute path such as /gluster/data, found “bad”"])
    }

    @Test func aSharedPartMayBeMerged() throws {
        let spec = """
              address: h.lab.test
              storage:
              - &disk {name: a, device: /dev/vdb, mountPoint: /gluster/a, mountOptions: [noatime]}
              - {<<: *disk, name: b, device: /dev/vdc, mountPoint: /gluster/b}

            """
        let reading = Written.readOnly([Written.cluster(["h"]), Written.host("h", spec)])
        let storage = try #require(reading.desired?.hosts["h"]?.storage)
        #expect(storage.map(\.mountPoint) == ["/gluster/a", "/gluster/b"])
        #expect(storage.map(\.mountOptions) == [["noatime"], ["noatime"]])
    }
}
