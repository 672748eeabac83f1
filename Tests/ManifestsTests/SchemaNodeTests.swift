import ClusterModel
import Testing

@testable import Manifests

/// The pure half of the definitions: what schemas and explanations will be made from.
@Suite struct ShapeTests {
    private func schema(_ fields: [FieldSchema], _ name: String) -> SchemaNode? {
        fields.first { $0.name == name }?.schema
    }

    @Test func whatWasExpected() {
        #expect(SchemaNode.integer(1...16).expected == "a whole number from 1 to 16")
        #expect(SchemaNode.integers([256, 512, 1024]).expected == "one of 256, 512 or 1024")
        #expect(SchemaNode.boolean.expected == "true or false")
        #expect(SchemaNode.text(TextSchema(expected: "a name", pattern: "x")).expected == "a name")
        #expect(SchemaNode.choice(["a", "b"]).expected == "one of a or b")
        #expect(SchemaNode.choice(["xfs"]).expected == "xfs")
        #expect(SchemaNode.list(of: .boolean, atLeast: 1).expected == "a list, each item being true or false")
        #expect(SchemaNode.map(of: .boolean).expected == "a map")
        #expect(FieldCodec<GlusterVolumeSpec.Owner>.object.schema.expected == "a map with the fields uid and gid")
    }

    @Test func shapesOfAVolume() {
        let fields = GlusterVolumeSpec.fields.map(\.schema)
        #expect(schema(fields, "replica") == .integer(1...16))
        #expect(schema(fields, "arbiter") == .integer(0...1))
        #expect(schema(fields, "options") == .options(ofWholeCluster: false))
        #expect(schema(fields, "state") == .choice(["started", "stopped"]))
        #expect(schema(fields, "bricks") == .list(of: FieldCodec<Brick>.object.schema, atLeast: 1))
    }

    @Test func shapesOfAHost() {
        let fields = HostSpec.Storage.fields.map(\.schema)
        #expect(schema(fields, "filesystem") == .choice(["xfs"]))
        #expect(schema(HostSpec.MakeOptions.fields.map(\.schema), "inodeSize") == .integers([256, 512, 1024, 2048]))
        #expect(schema(fields, "mkfs") == FieldCodec<HostSpec.MakeOptions>.object.schema)
    }

    @Test func shapesOfACluster() {
        let fields = ClusterSpec.SSH.fields.map(\.schema)
        #expect(schema(fields, "port") == .integer(1...65_535))
        #expect(schema(fields, "become") == .choice(["auto", "sudo", "none"]))
    }

    /// Other programs read the patterns: each is anchored at both ends.
    @Test func patternsSpeakOfTheWholeText() {
        let rules: [TextRule] = [
            .hostName, .clusterName, .label, .volumeName, .user, .jumpHosts, .path, .device, .mountPoint, .localFile,
            .mountOption, .address,
        ]
        for rule in rules {
            #expect(rule.pattern.hasPrefix("^") && rule.pattern.hasSuffix("$"))
            #expect(!rule.expected.isEmpty)
            #expect(rule.violation("") != nil)
            #expect(rule.violation("a\u{0}b") != nil)
            #expect(rule.violation("a b") != nil)
        }
    }

    @Test func everyNameOfAChoiceIsACaseAndTheOtherWayRound() {
        for state in GlusterVolumeSpec.State.allCases {
            #expect(read(FieldCodec<GlusterVolumeSpec.State>.choice(), state.rawValue).value == state)
            #expect(FieldCodec<GlusterVolumeSpec.State>.choice().write(state) == .scalar(state.rawValue))
        }
        for become in ClusterSpec.Become.allCases {
            #expect(read(FieldCodec<ClusterSpec.Become>.choice(), become.rawValue).value == become)
        }
    }

    @Test func aListReadsWhatItCan() {
        let (value, said) = read(FieldCodec.list(of: .integer(0...9)), "[1, x, 3]")
        #expect(value == [1, 3])
        #expect(said.count == 1)
        #expect(read(FieldCodec.list(of: .integer(0...9)), "[]").value == [])
        #expect(
            read(FieldCodec.list(of: .integer(0...9), atLeast: 1), "[]").said == [
                "the list is empty; give at least one"
            ])
        #expect(
            read(FieldCodec.list(of: .integer(0...9)), "4").said == [
                "expected a list, each item being a whole number from 0 to 9, found “4”; write [4]"
            ])
        #expect(read(FieldCodec.list(of: .integer(0...9)), "[4, 5, 4, 4]").said.count == 2)
    }
}
