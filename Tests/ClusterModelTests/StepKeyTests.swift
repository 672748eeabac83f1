import ClusterModel
import Testing

/// What a step is remembered under.
@Suite struct StepKeyTests {
    private func key(_ resource: ResourceID, _ action: Action) -> StepKey {
        StepKey(resource: resource, action: action)
    }

    /// The coordinator, a digest, a text and a value change while the step stays the same.
    @Test func itDoesNotDependOnHowTheStepIsDone() {
        let volume = ResourceID.volume("engine")
        #expect(
            key(volume, .gluster(.startVolume("engine"), from: "host1"))
                == key(volume, .gluster(.startVolume("engine"), from: "host2")))
        #expect(
            key(
                volume,
                .gluster(.setOptions("engine", [GlusterOption("a", "1"), GlusterOption("b", "2")]), from: "host1"))
                == key(
                    volume,
                    .gluster(.setOptions("engine", [GlusterOption("b", "3"), GlusterOption("a", "1")]), from: "h")))
        let fstab = { (text: String, digest: String) in
            let old = ObservedFile(.fstab, FileText("old"), digest: digest)
            let new = FileReplacement(.fstab, of: old, by: FileText(text))
            return key(.host("host1"), .host(.replaceFile(new), on: "host1"))
        }
        #expect(fstab("a", "1") == fstab("b", "2"))
        #expect(
            key(.host("host1"), .host(.enableAndStart(unit: "glusterd", clearing: true), on: "host1"))
                == key(.host("host1"), .host(.enableAndStart(unit: "glusterd"), on: "host1")))
    }

    @Test func itNamesWhatIsActedOn() {
        let group = ResourceID.optionGroup("virt")
        let files = ["host1", "host2"].map { host in
            let new = FileReplacement(.optionGroup("virt"), of: nil, by: FileText(""))
            return key(group, .host(.replaceFile(new), on: HostName(stringLiteral: host)))
        }
        #expect(files[0] != files[1])
        #expect(
            key(.volume("a"), .gluster(.resetOption("a", "x"), from: "host1"))
                != key(.volume("a"), .gluster(.resetOption("a", "y"), from: "host1")))
        #expect(
            key(.volume("a"), .host(.makeDirectory(path: "/b"), on: "host1")).text
                == "GlusterVolume/a host.makeDirectory host1:/b")
    }

    /// Ownership marks go along with every change of options; alone they are a step of their own.
    @Test func marksCountOnlyWhereNothingElseIsSet() {
        let mark = GlusterOption(OwnershipTag.owner, "lab")
        let step = { (options: [GlusterOption]) in
            key(.volume("a"), .gluster(.setOptions("a", options), from: "host1"))
        }
        #expect(step([GlusterOption("x", "1"), mark]) == step([GlusterOption("x", "1")]))
        #expect(step([mark]) != step([GlusterOption("x", "1"), mark]))
    }

    /// The id is the digest of the text, the same in every process.
    @Test func theIdFollowsFromTheText() {
        let key = StepKey(resource: .host("host1"), action: "host.mount", subject: "host1:/gluster")
        #expect("\(key)".count == 16)
        #expect("\(key)" == "\(StepKey(resource: .host("host1"), action: "host.mount", subject: "host1:/gluster"))")
        #expect("\(key)" != "\(StepKey(resource: .host("host2"), action: "host.mount", subject: "host1:/gluster"))")
    }
}
