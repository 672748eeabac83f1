import ClusterModel
import Testing

@testable import Manifests

/// One definition a field: complete, and the same in both directions.
@Suite struct FieldTests {
    private func isComplete<Spec: ManifestObject>(_ type: Spec.Type) -> Bool {
        let properties = Mirror(reflecting: Spec.blank).children.compactMap(\.label)
        return properties == Spec.fields.map(\.schema.name)
    }

    @Test func everyPropertyHasItsField() {
        for type in Objects.all {
            let isWhole = isComplete(type)
            #expect(isWhole, "\(type)")
        }
    }

    @Test func everyFieldSaysWhatItMeans() {
        for definition in KindDefinition.all {
            for field in allFields(definition.spec) {
                #expect(field.meaning.hasSuffix("."), "\(definition.kind) \(field.name)")
                #expect(field.meaning.first?.isUppercase == true, "\(definition.kind) \(field.name)")
            }
        }
    }

    private func allFields(_ schema: SchemaNode) -> [FieldSchema] {
        switch schema {
        case .object(_, let fields, _): fields + fields.flatMap { allFields($0.schema) }
        case .list(let item, _, _): allFields(item)
        default: []
        }
    }

    @Test func whatIsRequired() {
        func required(_ shapes: [FieldSchema]) -> [String] { shapes.filter { $0.presence == .required }.map(\.name) }
        #expect(required(ClusterSpec.fields.map(\.schema)) == ["hosts"])
        #expect(required(ClusterSpec.SSH.fields.map(\.schema)) == [])
        #expect(required(HostSpec.fields.map(\.schema)) == ["address"])
        #expect(required(HostSpec.Storage.fields.map(\.schema)) == ["name", "device", "mountPoint"])
        #expect(required(GlusterVolumeSpec.fields.map(\.schema)) == [])
        #expect(GlusterVolumeSpec.fields.first?.schema.presence == .requiredUnless("disperse"))
        #expect(
            Written.read(Written.volume("  hosts: [host1]\n  brickPath: /gluster/x\n")).messages == [
                "the spec of a GlusterVolume has to have “replica”"
            ])
        #expect(required(Brick.fields.map(\.schema)) == ["host", "path"])
    }

    @Test func whatIsEnforcedAndWhatIsNotManaged() {
        func presence(_ name: String, _ shapes: [FieldSchema]) -> FieldSchema.Presence? {
            shapes.first { $0.name == name }?.presence
        }
        let volume = GlusterVolumeSpec.fields.map(\.schema)
        #expect(presence("state", volume) == .defaulted(.scalar("started")))
        #expect(presence("arbiter", volume) == .defaulted(.scalar("0")))
        #expect(presence("owner", volume) == .optional)
        #expect(presence("mountOptions", HostSpec.Storage.fields.map(\.schema)) == .optional)
        #expect(presence("port", ClusterSpec.SSH.fields.map(\.schema)) == .defaulted(.scalar("22")))
    }

    @Test func aBlankOwnerIsVdsm() {
        #expect(Written.volume(with: "  owner: {}\n")?.owner == GlusterVolumeSpec.Owner())
        #expect(Written.volume(with: "  owner: {uid: 7}\n")?.owner?.gid == 36)
    }

    @Test func defaultsAreNotWritten() {
        var spec = GlusterVolumeSpec()
        spec.replica = 3
        #expect(FieldCodec<GlusterVolumeSpec>.object.write(spec) == .map([.init(key: "replica", value: .scalar("3"))]))
    }

    @Test(arguments: SampleFiles.valid)
    func whatIsWrittenReadsTheSame(_ name: String) throws {
        let desired = try #require(ManifestReader.read(try SampleFiles.valid(name)).desired)
        #expect(again(desired.spec) == desired.spec)
        for host in desired.orderedHosts { #expect(again(host.spec) == host.spec) }
        for volume in desired.volumes { #expect(again(volume.spec) == volume.spec) }
    }

    /// The value after it was written and read.
    private func again<Spec: ManifestObject>(_ spec: Spec) -> Spec? {
        var diagnostics = DiagnosticCollector()
        let read = FieldCodec<Spec>.object.read(node(FieldCodec<Spec>.object.write(spec)), &diagnostics)
        return diagnostics.collected.isEmpty ? read : nil
    }

    private func node(_ text: YAMLText) -> Node {
        let place = SourcePlace(file: "written", line: 1, column: 1)
        switch text {
        case .scalar(let text): return Node(.scalar(.init(text: text, isPlain: true)), at: place)
        case .text(let text): return Node(.scalar(.init(text: text, isPlain: false)), at: place)
        case .list(let items): return Node(.sequence(items.map(node)), at: place)
        case .map(let pairs):
            return Node(.mapping(pairs.map { .init(key: $0.key, place: place, value: node($0.value)) }), at: place)
        }
    }

    @Test func aListThatIsNoListStillReadsTheRest() {
        let reading = Written.read(Written.volume("  replica: x\n  hosts: host1\n  state: up\n"))
        #expect(reading.messages.count == 4)
        #expect(reading.desired == nil)
    }
}
