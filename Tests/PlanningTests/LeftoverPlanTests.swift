import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// A volume to be, where a create that was refused half-way has left its marks on two hosts.
@Suite struct LeftoverPlanTests {
    private static let path = "/gluster/engine/brick"

    private func plan(_ leftover: BrickDirectory.Leftover, mark: String? = "gone", known: Bool = false) -> Plan {
        let desired = Make.desired()
        let observed = Make.observed(desired) { name, host in
            let view = Make.view(name, desired, volumes: false)
            let other = Make.found(Make.volume("other"), seenFrom: name, desired)
            let volumes =
                known
                ? [
                    GlusterVolumeView(
                        name: "other", id: "gone", type: other.type, status: .created, replica: 1, arbiter: 0,
                        bricks: [],
                        options: [])
                ] : []
            host.gluster.view = .known(
                GlusterView(uuid: view.uuid, opVersion: view.opVersion, peers: view.peers, volumes: volumes))
            host.gluster.bricks[Self.path] =
                name == "host3"
                ? .absent : .known(BrickDirectory(isEmpty: false, volumeID: mark, leftover: leftover))
        }
        return Planner().plan(desired, observed, history: History(), now: Make.now)
    }

    @Test func theMarksAreTakenAwayAndTheSameCreateGoesThrough() {
        let plan = plan(.yes)
        #expect(
            plan.words == [
                "ready host.removeBrickMark", "ready host.removeBrickMark", "ready host.makeDirectory",
                "ready gluster.createVolume", "ready gluster.setOptions", "ready gluster.startVolume",
            ])
        #expect(Set(plan.ready[3].after) == Set(plan.ready[..<3].map(\.id)))
        #expect(
            plan.ready[0].preconditions.contains(.gluster(.brickLeftover("host1", path: Self.path, volume: "gone"))))
    }

    @Test func whatWasMarkedAMomentAgoIsLeftAlone() {
        #expect(plan(.young).words.contains("held CreateSettling CreateSettling"))
        #expect(!plan(.young).words.contains { $0.contains("removeBrickMark") })
    }

    /// Died between taking the mark away and creating.
    @Test func withoutAMarkItIsFree() {
        #expect(plan(.yes, mark: nil).words.contains("ready gluster.createVolume"))
        #expect(plan(.young, mark: nil).words.contains("ready gluster.createVolume"))
    }

    @Test func anythingElseStaysHeld() {
        #expect(plan(.no).words.contains("held BrickInUse BrickInUse"))
        #expect(plan(.no, mark: nil).words.contains("held BrickInUse BrickInUse"))
        #expect(plan(.yes, known: true).words.contains("held BrickInUse BrickInUse"))
    }
}
