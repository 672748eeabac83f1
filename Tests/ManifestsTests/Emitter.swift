import ClusterModel

@testable import Manifests

/// YAML of values, for tests that read what was written.
enum Emitter {
    /// One document.
    static func document(_ kind: ResourceKind, _ name: String, _ spec: YAMLText) -> String {
        "\(Written.head)kind: \(kind.rawValue)\nmetadata: {name: \(quoted(name))}\nspec: \(flow(spec))\n"
    }

    /// A whole set, a document for each resource.
    static func documents(_ desired: DesiredState) -> [String] {
        [document(.cluster, desired.cluster.text, FieldCodec<ClusterSpec>.object.write(desired.spec))]
            + desired.hosts.sorted { $0.key < $1.key }.map {
                document(.host, $0.key.text, FieldCodec<HostSpec>.object.write($0.value))
            }
            + desired.volumes.map {
                document(.glusterVolume, $0.name.text, FieldCodec<GlusterVolumeSpec>.object.write($0.spec))
            }
    }

    private static func flow(_ text: YAMLText) -> String {
        switch text {
        case .scalar(let text): text
        case .text(let text): quoted(text)
        case .list(let items): "[\(items.map(flow).joined(separator: ", "))]"
        case .map(let pairs): "{\(pairs.map { "\(quoted($0.key)): \(flow($0.value))" }.joined(separator: ", "))}"
        }
    }

    private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}

/// SplitMix64: the same numbers on every machine for one seed.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
