import ClusterModel
import Testing

@testable import Manifests

/// The pure half of the definitions: what schemas and explanations will be made from.
@Suite struct ShapeTests {
    private func shape(_ fields: [FieldShape], _ name: String) -> Shape? { fields.first { $0.name == name }?.shape }

    @Test func whatWasExpected() {
        #expect(Shape.integer(1...16).expected == "a whole number from 1 to 16")
        #expect(Shape.integers([256, 512, 1024]).expected == "one of 256, 512 or 1024")
        #expect(Shape.boolean.expected == "true or false")
        #expect(Shape.text(TextShape(expected: "a name", pattern: "x")).expected == "a name")
        #expect(Shape.choice(["a", "b"]).expected == "one of a or b")
        #expect(Shape.choice(["xfs"]).expected == "xfs")
        #expect(Shape.list(of: .boolean, atLeast: 1).expected == "a list, each item being true or false")
        #expect(Shape.map(of: .boolean).expected == "a map")
        #expect(Form<GlusterVolumeSpec.Owner>.object.shape.expected == "a map with the fields uid and gid")
    }

    @Test func shapesOfAVolume() {
        let fields = GlusterVolumeSpec.fields.map(\.shape)
        #expect(shape(fields, "replica") == .integer(1...16))
        #expect(shape(fields, "arbiter") == .integer(0...1))
        #expect(shape(fields, "options") == .options(ofWholeCluster: false))
        #expect(shape(fields, "state") == .choice(["started", "stopped"]))
        #expect(shape(fields, "bricks") == .list(of: Form<Brick>.object.shape, atLeast: 1))
    }

    @Test func shapesOfAHost() {
        let fields = HostSpec.Storage.fields.map(\.shape)
        #expect(shape(fields, "filesystem") == .choice(["xfs"]))
        #expect(shape(HostSpec.MakeOptions.fields.map(\.shape), "inodeSize") == .integers([256, 512, 1024, 2048]))
        #expect(shape(fields, "mkfs") == Form<HostSpec.MakeOptions>.object.shape)
    }

    @Test func shapesOfACluster() {
        let fields = ClusterSpec.SSH.fields.map(\.shape)
        #expect(shape(fields, "port") == .integer(1...65_535))
        #expect(shape(fields, "become") == .choice(["auto", "sudo", "none"]))
    }

    /// A pattern stands in files that other programs read: it is anchored at both ends.
    @Test func patternsSpeakOfTheWholeText() {
        let rules: [TextRule] = [
            .hostName, .clusterName, .label, .volumeName, .user, .jumpHosts, .path, .device, .mountPoint, .localFile,
            .mountOption, .address,
        ]
        for rule in rules {
            #expect(rule.pattern.hasPrefix("^") && rule.pattern.hasSuffix("$"))
            #expect(!rule.expected.isEmpty)
            #expect(rule.flaw("") != nil)
            #expect(rule.flaw("a\u{0}b") != nil)
            #expect(rule.flaw("a b") != nil)
        }
    }

    @Test func everyNameOfAChoiceIsACaseAndTheOtherWayRound() {
        for state in GlusterVolumeSpec.State.allCases {
            #expect(read(Form<GlusterVolumeSpec.State>.choice(), state.rawValue).value == state)
            #expect(Form<GlusterVolumeSpec.State>.choice().write(state) == .scalar(state.rawValue))
        }
        for become in ClusterSpec.Become.allCases {
            #expect(read(Form<ClusterSpec.Become>.choice(), become.rawValue).value == become)
        }
    }

    @Test func aListReadsWhatItCan() {
        let (value, said) = read(Form.list(of: .integer(0...9)), "[1, x, 3]")
        #expect(value == [1, 3])
        #expect(said.count == 1)
        #expect(read(Form.list(of: .integer(0...9)), "[]").value == [])
        #expect(read(Form.list(of: .integer(0...9), atLeast: 1), "[]").said == ["the list is empty; give at least one"])
        #expect(
            read(Form.list(of: .integer(0...9)), "4").said == [
                "expected a list, each item being a whole number from 0 to 9, found “4”; write [4]"
            ])
        #expect(read(Form.list(of: .integer(0...9)), "[4, 5, 4, 4]").said.count == 2)
    }
}
