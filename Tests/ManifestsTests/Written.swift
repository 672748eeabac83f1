import ClusterModel

@testable import Manifests

/// Manifests for tests: one cluster of three hosts with a file system each, and whatever a test adds.
enum Written {
    static let head = "apiVersion: hcctl.dev/v1alpha1\n"

    static func cluster(_ hosts: [String] = ["host1", "host2", "host3"], _ more: String = "") -> String {
        "\(head)kind: Cluster\nmetadata: {name: lab}\nspec:\n  hosts: [\(hosts.joined(separator: ", "))]\n\(more)"
    }

    static func host(_ name: String, _ spec: String? = nil) -> String {
        let usual = """
              address: \(name).lab.test
              storage: [{name: gluster, device: /dev/vdb, mountPoint: /gluster}]

            """
        return "\(head)kind: Host\nmetadata: {name: \(name)}\nspec:\n\(spec ?? usual)"
    }

    static func volume(_ spec: String, name: String = "data") -> String {
        "\(head)kind: GlusterVolume\nmetadata: {name: \(name)}\nspec:\n\(spec)"
    }

    /// A volume of three full copies with further fields.
    static func replicated(_ more: String = "", name: String = "data") -> String {
        let spec = "  replica: 3\n  hosts: [host1, host2, host3]\n  brickPath: /gluster/\(name)\n"
        return volume(spec + more, name: name)
    }

    static let hosts = ["host1", "host2", "host3"].map { host($0) }

    /// What comes of a set: the documents given, the cluster and its hosts.
    static func read(_ documents: String...) -> ManifestReading { readOnly([cluster()] + hosts + documents) }

    /// What comes of the documents alone.
    static func readOnly(_ documents: [String]) -> ManifestReading {
        ManifestReader.read([.written(documents.joined(separator: "---\n"))])
    }

    /// The first volume of a set with the given fields beside replica, hosts and brickPath.
    static func volume(with more: String) -> GlusterVolumeSpec? {
        read(replicated(more)).desired?.volumes.first?.spec
    }
}

extension ManifestReading {
    /// What it says, without places.
    var messages: [String] { diagnostics.map(\.message) }
}

/// Reads one value with a codec.
func read<Value>(_ codec: FieldCodec<Value>, _ text: String) -> (value: Value?, said: [String]) {
    let documents = YAMLReader.documents(of: .written("value: \(text)\n")).documents
    var diagnostics = DiagnosticCollector()
    guard let node = documents.first?.entry("value")?.value else { return (nil, ["no value"]) }
    let value = codec.read(node, &diagnostics)
    return (value, diagnostics.collected.map { $0.message + ($0.advice.map { "; \($0)" } ?? "") })
}
