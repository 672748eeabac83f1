internal import ArgumentParser
internal import CLibYAML
internal import ClusterModel
internal import Manifests

/// How long it takes to read and check many manifests, beside libyaml alone on the same bytes.
struct ReadingBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reading", abstract: "Read and check a set of manifests of a given size.")

    @Option(help: "Resources of the set: a host for each hundred, the rest volumes of three bricks and ten options.")
    var resources = 10_000
    @Option(help: "How often each is measured; the median counts.")
    var rounds = 5

    func run() throws {
        let sources = LargeSet(resources: resources).sources
        let bytes = sources.reduce(0) { $0 + $1.bytes.count }
        let alone = median(of: rounds) { sources.forEach(Self.events) }
        var valid = false
        let whole = median(of: rounds) { valid = ManifestReader.read(sources).isValid }
        print("\(resources) resources, \(bytes) bytes in \(sources.count) files, \(valid ? "valid" : "NOT VALID")")
        print(
            "read and checked: \(whole.milliseconds) ms; libyaml alone: \(alone.milliseconds) ms; ratio \(whole / alone)"
        )
        print("peak memory: \(ResidentMemory.peak) MiB")
    }

    /// All events of a source, thrown away.
    private static func events(_ source: SourceText) {
        var parser = yaml_parser_t()
        yaml_parser_initialize(&parser)
        defer { yaml_parser_delete(&parser) }
        source.bytes.withUnsafeBufferPointer { bytes in
            yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
            var event = yaml_event_t()
            while yaml_parser_parse(&parser, &event) == 1 {
                let isLast = event.type == YAML_STREAM_END_EVENT
                yaml_event_delete(&event)
                if isLast { return }
            }
        }
    }
}

/// A valid set of many resources.
struct LargeSet {
    /// Documents of one file: a file has at most 4 MiB.
    private static let documentsOfFile = 2_000
    private static let head = "apiVersion: hcctl.dev/v1alpha1\n"
    private static let options = [
        "network.ping-timeout: 10", "auth.allow: \"*\"", "server.allow-insecure: on", "cluster.quorum-type: auto",
        "performance.quick-read: off", "performance.read-ahead: off", "performance.io-cache: off",
        "network.remote-dio: enable", "cluster.eager-lock: enable", "features.shard: on",
    ]
    private let hosts: [String]
    private let volumes: Int

    init(resources: Int) {
        let count = max(3, resources / 100)
        hosts = (1...count).map { "host\($0)" }
        volumes = max(0, resources - count - 1)
    }

    var sources: [SourceText] {
        let documents = [cluster] + hosts.map(host) + (0..<volumes).map(volume)
        return stride(from: 0, to: documents.count, by: Self.documentsOfFile).map { start in
            let part = documents[start..<min(documents.count, start + Self.documentsOfFile)]
            return SourceText(path: "\(start).yaml", bytes: Array(part.joined(separator: "---\n").utf8))
        }
    }

    private var cluster: String {
        "\(Self.head)kind: Cluster\nmetadata: {name: large}\nspec:\n  hosts: [\(hosts.joined(separator: ", "))]\n"
    }

    private func host(_ name: String) -> String {
        "\(Self.head)kind: Host\nmetadata: {name: \(name)}\nspec:\n  address: \(name).example.com\n"
            + "  storage:\n  - {name: gluster, device: /dev/vdb, mountPoint: /gluster}\n"
    }

    private func volume(_ index: Int) -> String {
        let bricks = (0..<3).map { "  - {host: \(hosts[(index + $0) % hosts.count]), path: /gluster/v\(index)}\n" }
        return "\(Self.head)kind: GlusterVolume\nmetadata: {name: v\(index)}\nspec:\n  replica: 3\n"
            + "  bricks:\n\(bricks.joined())  options:\n" + Self.options.map { "    \($0)\n" }.joined()
    }
}
