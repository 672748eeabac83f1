import ClusterModel
import Planning
import TestSupport
import Testing

/// Volumes that carry the tag of a Cluster of another name: those of a Cluster that was renamed.
@Suite struct ForeignVolumeTests {
    private static let names: [VolumeName] = ["data", "engine", "meta"]
    private static let consent = Consent(action: "gluster.takeOver", object: "old", date: "9999-12-31")

    private static func desired(_ consents: [Consent] = []) -> DesiredState {
        var desired = Make.desired(names.map { Make.volume($0, options: []) })
        var policy = ResourcePolicy()
        policy.consents = consents
        desired.policies[.cluster(desired.cluster)] = policy
        return desired
    }

    /// `ours` carry this Cluster's tag already.
    private static func observed(_ desired: DesiredState, ours: Set<VolumeName> = []) -> ObservedState {
        Make.observed(desired) { name, host in
            let view = Make.view(name, desired)
            let volumes = desired.volumes.map { volume in
                let tag = ours.contains(volume.name) ? [] : [GlusterOption(OwnershipTag.owner, "old")]
                return Make.found(volume, seenFrom: name, desired, options: tag)
            }
            host.gluster.view = .known(
                GlusterView(uuid: view.uuid, opVersion: view.opVersion, peers: view.peers, volumes: volumes))
        }
    }

    private static func plan(_ desired: DesiredState, ours: Set<VolumeName> = [], _ history: History = History())
        -> Plan
    {
        Planner().plan(desired, observed(desired, ours: ours), history: history, now: Make.now)
    }

    @Test func aRenamedClusterIsHeldOnceForAllItsVolumes() throws {
        let desired = Self.desired()
        let plan = Self.plan(desired)
        #expect(plan.words == ["held ForeignOwner"])
        let held = try #require(plan.held.first)
        #expect(held.resource == .cluster("lab"))
        #expect(held.waitingOn == [.consent(.takeOver(from: "old", to: "lab", Self.names))])
        #expect(held.resources == [.cluster("lab")] + Self.names.map { .volume($0) })
    }

    /// The hold is on the Cluster, and no volume counts as synced for that.
    @Test func eachOfTheVolumesIsOutOfSync() {
        let desired = Self.desired()
        let statuses = StatusReport(desired, Self.observed(desired), Self.plan(desired), now: Make.now.wall).statuses
        let volumes = statuses.filter { $0.resource.kind == .glusterVolume }
        #expect(volumes.count == 3 && volumes.allSatisfy { $0.sync == .outOfSync })
        let selected = Self.plan(desired).selected(.resources([.volume("data")]))
        #expect(selected.words == ["held ForeignOwner"])
    }

    @Test func oneConsentHandsAllOver() {
        let plan = Self.plan(Self.desired([Self.consent]))
        #expect(plan.held.isEmpty && plan.ready.map(\.resource) == Self.names.map { .volume($0) })
        for (step, name) in zip(plan.ready, Self.names) {
            #expect(
                step.action
                    == .gluster(.setOptions(name, [GlusterOption(OwnershipTag.owner, "lab")]), from: "host1"))
            #expect(step.consents == [Self.consent] && step.risk == .benign)
        }
    }

    @Test func aRunThatWasKilledBetweenTwoVolumesGoesOn() {
        var history = History()
        history.usedConsents[.init(.volume("data"), Self.consent)] = Make.now.wall
        let plan = Self.plan(Self.desired([Self.consent]), ours: ["data"], history)
        #expect(plan.ready.map(\.resource) == [.volume("engine"), .volume("meta")] && plan.held.isEmpty)
    }

    @Test(arguments: [
        Consent(action: "gluster.takeOver", object: "older", date: "9999-12-31"),
        Consent(action: "gluster.setOptions", object: "old", date: "9999-12-31"),
        Consent(action: "gluster.takeOver", object: "old", date: "2001-01-01"),
    ])
    func anyOtherConsentIsNone(_ consent: Consent) {
        #expect(Self.plan(Self.desired([consent])).words == ["held ForeignOwner"])
    }

    /// Somebody gave a volume its old tag back: the consent was for one time.
    @Test func aConsentIsUsedUpForEachVolumeByItself() {
        var history = History()
        for name in Self.names { history.usedConsents[.init(.volume(name), Self.consent)] = Make.now.wall }
        let plan = Self.plan(Self.desired([Self.consent]), ours: ["engine", "meta"], history)
        #expect(plan.words == ["held ConsentUsed"] && plan.held.map(\.resource) == [.volume("data")])
    }
}
