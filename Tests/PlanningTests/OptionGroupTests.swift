import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// The file of a group on every host, and its options on the volumes that name it.
@Suite struct OptionGroupTests {
    private static let options = [
        GlusterOption("performance.quick-read", "off"), GlusterOption("cluster.eager-lock", "enable"),
    ]

    private static func desired(_ change: (inout GlusterVolumeSpec) -> Void = { _ in }) -> DesiredState {
        var spec = VolumeOptionGroupSpec()
        spec.options = options
        var desired = Make.desired([
            Make.volume {
                $0.optionGroup = "virt"
                change(&$0)
            }
        ])
        desired.optionGroups = [Desired("virt", spec)]
        return desired
    }

    private static let whole = ["cluster.eager-lock=enable", "performance.quick-read=off"]

    /// host2's file has these lines, that of the others is right; the volumes have what they want.
    private func plan(
        _ desired: DesiredState = desired(), lines: Reading<[String]> = .known(whole), options: [GlusterOption]? = nil
    ) -> Plan {
        let observed = Make.observed(desired) { name, host in
            let file = name == "host2" ? lines : .known(Self.whole)
            host.os.files[.optionGroup("virt")] = file.map { lines in
                Make.file(.optionGroup("virt"), lines.map { $0 + "\n" }.joined())
            }
            let view = Make.view(name, desired)
            let wanted = options ?? DesiredOptions(desired.volumes[0].spec, group: Self.options).all.map(\.option)
            host.gluster.view = .known(
                GlusterView(
                    uuid: view.uuid, opVersion: view.opVersion, peers: view.peers,
                    volumes: desired.volumes.map { Make.found($0, seenFrom: name, desired, options: wanted) }))
        }
        return Planner().plan(desired, observed, history: History(), now: Make.now)
    }

    @Test func aFileThatSaysTheSameIsRight() {
        #expect(plan().isConverged)
        #expect(plan(lines: .known(["quick-read=0", "cluster.eager-lock=on"])).isConverged)
    }

    @Test func eachLineThatDiffersIsNamed() throws {
        let plan = plan(lines: .known(["performance.quick-read=on", "server.event-threads=4", "junk"]))
        #expect(plan.ready.count == 1)
        let step = try #require(plan.ready.first)
        let file = try #require(step.replacement)
        #expect(file.text == "cluster.eager-lock=enable\nperformance.quick-read=off\n")
        #expect(file.file == .optionGroup("virt") && file.digest == "d" && step.action.host == "host2")
        #expect(
            step.differences.map { "\($0.field): \($0.observed ?? "-") -> \($0.desired ?? "-") on \($0.host ?? "?")" }
                == [
                    "spec.options[cluster.eager-lock]: - -> enable on host2",
                    "spec.options[performance.quick-read]: on -> off on host2",
                    "spec.options[server.event-threads]: 4 -> - on host2", "spec.options: junk -> - on host2",
                ])
    }

    /// The second of two lines for one option is one too many, whatever it says.
    @Test func aLineTwiceIsADifference() {
        let plan = plan(lines: .known(Self.whole + ["quick-read=off"]))
        #expect(plan.ready.first?.differences.map(\.observed) == ["quick-read=off"])
    }

    @Test func aMissingFileIsWrittenAnew() {
        let plan = plan(lines: .absent)
        #expect(plan.words == ["ready host.replaceFile"])
        #expect(plan.ready[0].replacement?.digest == nil && plan.ready[0].action.host == "host2")
        #expect(plan.ready[0].differences.map(\.field) == ["spec.options"])
    }

    @Test func anUnknownFileIsUnknown() {
        let plan = plan(lines: .unknown(.notAsked))
        #expect(plan.ready.isEmpty)
        #expect(plan.unknown == [UnknownFact(.optionGroup("virt"), on: "host2", .notAsked)])
    }

    @Test func theGroupTheOwnerAndTheVolumesOwnOptionsAreOneTransaction() throws {
        let desired = Self.desired {
            $0.options = [GlusterOption("performance.quick-read", "on"), GlusterOption("network.ping-timeout", "10")]
            $0.owner = GlusterVolumeSpec.Owner()
        }
        let plan = plan(desired, options: [])
        #expect(plan.words == ["ready gluster.setOptions"])
        guard case .gluster(.setOptions(_, let options), _) = try #require(plan.ready.first).action else { return }
        #expect(
            options.map { "\($0.name)=\($0.value)" } == [
                "cluster.eager-lock=enable", "network.ping-timeout=10", "performance.quick-read=on",
                "storage.owner-gid=36", "storage.owner-uid=36", "user.hcctl.owner=lab",
                "user.hcctl.options=cluster.eager-lock,network.ping-timeout,performance.quick-read,storage.owner-gid,"
                    + "storage.owner-uid",
            ])
        #expect(plan.ready[0].differences.map(\.rule) == [.group, .explicit, .explicit, .explicit, .explicit])
    }
}
