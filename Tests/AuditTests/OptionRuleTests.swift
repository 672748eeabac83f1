import Audit
import ClusterModel
import TestSupport
import Testing

/// The audit's own opinion on options, group files and leftovers.
@Suite struct OptionRuleTests {
    private static let desired = Make.desired()

    private func judge(
        _ action: Action, preconditions: [Precondition] = [], consents: [Consent] = [], options: [GlusterOption] = [],
        status: GlusterVolumeView.Status = .started, postcondition: Postcondition = .gluster(.volumeExists("engine")),
        _ change: (HostName, inout ObservedHost) -> Void = { _, _ in }
    ) -> [String] {
        let observed = Make.observed(Self.desired) { name, host in
            let view = Make.view(name, Self.desired)
            host.gluster.view = .known(
                GlusterView(
                    uuid: view.uuid, opVersion: view.opVersion, peers: view.peers,
                    volumes: [
                        Make.found(
                            Self.desired.volumes[0], seenFrom: name, Self.desired, status: status, options: options)
                    ]))
            change(name, &host)
        }
        let step = Step(
            resource: .volume("engine"), action: action, preconditions: preconditions, postcondition: postcondition,
            risk: .benign, scope: .volume("engine"), differences: [], consents: consents)
        return Auditor(for: "lab").judge(Plan(ready: [step]), observed, now: Make.now).map(\.description)
    }

    private func set(_ name: String, _ value: String) -> Action {
        .gluster(.setOptions("engine", [GlusterOption(name, value)]), from: "host1")
    }

    private func reset(_ key: String) -> Action { .gluster(.resetOption("engine", key), from: "host1") }

    private func marks(_ keys: String) -> GlusterOption { GlusterOption(OwnershipTag.options, keys) }

    @Test(arguments: [
        ("cluster.quorum-type", "auto", "none", true), ("cluster.quorum-type", "none", "auto", false),
        ("storage.reserve", "5", "1", true), ("storage.reserve", "1", "5", false),
        ("features.shard-block-size", "64MB", "128MB", true), ("features.shard-block-size", "64MB", "67108864", false),
        ("network.ping-timeout", "10", "30", false), ("cluster.self-heal-daemon", "on", "off", true),
    ])
    func protectsLess(_ name: String, _ old: String, _ new: String, _ isObjected: Bool) {
        let options = [GlusterOption(name, old)]
        #expect(judge(set(name, new), options: options).isEmpty == !isObjected)
        #expect(judge(set(name, new), options: options, status: .created).isEmpty)
        let consent = Consent(action: "gluster.setOptions", object: "\(name)=\(new)", date: "2026-11-21")
        #expect(judge(set(name, new), consents: [consent], options: options).isEmpty)
        let old = Consent(action: "gluster.setOptions", object: "\(name)=\(new)", date: "2026-11-20")
        #expect(judge(set(name, new), consents: [old], options: options).isEmpty == !isObjected)
    }

    @Test func shardingIsNeverSwitchedOff() {
        let options = [GlusterOption("features.shard", "on"), marks("features.shard")]
        let consents = ["features.shard=off", "features.shard"].flatMap { object in
            ["gluster.setOptions", "gluster.resetOption"].map {
                Consent(action: $0, object: object, date: "2027-01-01")
            }
        }
        #expect(!judge(set("features.shard", "off"), consents: consents, options: options).isEmpty)
        #expect(!judge(reset("features.shard"), consents: consents, options: options).isEmpty)
        #expect(judge(reset("features.shard"), options: options, status: .created).isEmpty)
    }

    @Test func onlyWhatIsMarkedIsReset() {
        let option = GlusterOption("auth.allow", "10.*")
        #expect(judge(reset("auth.allow"), options: [option, marks("auth.allow")]).isEmpty)
        #expect(!judge(reset("auth.allow"), options: [option, marks("auth.reject")]).isEmpty)
        #expect(!judge(reset("storage.reserve"), options: [marks("storage.reserve")]).isEmpty)
    }

    @Test func aGroupsFileIsTheOneThatWasRead() {
        let group = ManagedFile.ID.optionGroup("virt")
        func refused(_ digest: String?, _ seen: Reading<ObservedFile>?, text: String = "a.b=c\n") -> Bool {
            let old = digest.map { Make.file(group, "", digest: $0) }
            let write = Action.host(.replaceFile(FileReplacement(group, of: old, by: FileText(text))), on: "host1")
            let line = OwnedLine(key: "a.b", text: "a.b=c", fields: ["a.b", "c"])
            return !judge(write, postcondition: .host(.fileHolds("host1", group, [line]))) { _, host in
                host.os.files[group] = seen
            }
            .isEmpty
        }
        let file = Reading.known(Make.file(group, "", digest: "d"))
        #expect(!refused("d", file))
        #expect(refused("e", file))
        #expect(refused(nil, file))
        #expect(refused("d", file, text: "junk\n"))
        #expect(refused("d", file, text: "a.b=c"))
        #expect(refused("d", file, text: "a.b=c\na.b=c\n"))
        #expect(refused(nil, nil))
        #expect(!refused(nil, .absent))
    }

    @Test func aMarkIsTakenOnlyFromALeftover() {
        let path = "/gluster/engine/brick"
        func unmark(_ volume: String, _ directory: BrickDirectory, readAgain: Bool = true) -> [String] {
            judge(
                .host(.removeBrickMark(path: path, volume: volume), on: "host1"),
                preconditions: readAgain ? [.gluster(.brickLeftover("host1", path: path, volume: volume))] : []
            ) { _, host in host.gluster.bricks[path] = .known(directory) }
        }
        let leftover = BrickDirectory(isEmpty: false, volumeID: "gone", leftover: .yes)
        #expect(unmark("gone", leftover).isEmpty)
        #expect(!unmark("gone", leftover, readAgain: false).isEmpty)
        #expect(!unmark("gone", BrickDirectory(isEmpty: false, volumeID: "gone")).isEmpty)
        #expect(!unmark("gone", BrickDirectory(isEmpty: false, volumeID: "gone", leftover: .young)).isEmpty)
        let known = Make.id("engine")
        #expect(!unmark(known, BrickDirectory(isEmpty: false, volumeID: known, leftover: .yes)).isEmpty)
    }

    /// Of another Cluster's volume only the tag may change, and that with a consent that is valid and names its owner.
    @Test(arguments: [
        (Consent(action: "gluster.takeOver", object: "old", date: "9999-12-31"), [OwnershipTag.owner], true),
        (Consent(action: "gluster.takeOver", object: "older", date: "9999-12-31"), [OwnershipTag.owner], false),
        (Consent(action: "gluster.takeOver", object: "old", date: "2001-01-01"), [OwnershipTag.owner], false),
        (Consent(action: "gluster.setOptions", object: "old", date: "9999-12-31"), [OwnershipTag.owner], false),
        (
            Consent(action: "gluster.takeOver", object: "old", date: "9999-12-31"),
            [OwnershipTag.owner, "network.ping-timeout"], false
        ),
    ])
    func anotherClustersVolumeIsTakenOver(_ consent: Consent, _ names: [String], _ isAllowed: Bool) {
        let options = names.map { GlusterOption($0, $0 == OwnershipTag.owner ? "lab" : "10") }
        let objections = judge(
            .gluster(.setOptions("engine", options), from: "host1"), consents: [consent],
            options: [GlusterOption(OwnershipTag.owner, "old")])
        #expect(objections.isEmpty == isAllowed, "\(objections)")
    }
}
