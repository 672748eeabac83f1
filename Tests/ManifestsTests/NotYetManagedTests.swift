import ClusterModel
import Testing

@testable import Manifests

/// What this version does not manage is checked, and handed on as such.
@Suite struct NotYetManagedTests {
    private func parts(_ reading: ManifestReading) -> [String] {
        (reading.desired?.notYetManaged ?? []).map { "\($0.resource) \($0.field)=\($0.desired)" }
    }

    @Test func aDefaultAsksForNothing() {
        let reading = Written.read(Written.replicated("  deletionPolicy: Retain\n"))
        #expect(parts(reading) == [])
        #expect(
            parts(
                Written.readOnly([Written.cluster(["host1"], "  firewall: {manage: false}\n"), Written.host("host1")]))
                == [])
    }

    @Test func aFieldIsHeldAndTheRestIsManaged() {
        let reading = Written.read(Written.replicated("  deletionPolicy: Delete\n"))
        #expect(parts(reading) == ["GlusterVolume/data spec.deletionPolicy=Delete"])
        #expect(reading.desired?.volumes.map(\.name) == ["data"])
    }

    @Test func whatWouldBecomeSomethingElseIsHeldWhole() {
        let spec = "  disperse: 3\n  redundancy: 1\n  hosts: [host1, host2, host3]\n  brickPath: /gluster/x\n"
        let reading = Written.read(Written.volume(spec))
        #expect(
            parts(reading) == ["GlusterVolume/data spec.disperse=3", "GlusterVolume/data spec.redundancy=1"])
        #expect(reading.desired?.volumes == [])
    }

    @Test func firewallsAreManagedOnceTheyAreNamed() {
        let reading = Written.readOnly([Written.cluster(["host1"], "  firewall: {}\n"), Written.host("host1")])
        #expect(parts(reading) == ["Cluster/lab spec.firewall.manage=true"])
    }

    /// Fields that only other rules and resources read make no difference by themselves.
    @Test func whatIsOnlyReferredToIsNoDifference() {
        let host = Written.host("host1") + "  interfaces: [eth0]\n  failureDomain: rack-a\n"
        #expect(parts(Written.readOnly([Written.cluster(["host1"]), host])) == [])
    }

    @Test func controllersAreManaged() {
        let named = Written.cluster(["host1"], "  controller: {host: host1}\n")
        #expect(parts(Written.readOnly([named, Written.host("host1")])) == [])
        let elected = Written.cluster(["host1"], "  controller: {lockVolume: meta}\n")
        let volume = Written.volume("  replica: 1\n  hosts: [host1]\n  brickPath: /gluster/meta/brick\n", name: "meta")
        #expect(parts(Written.readOnly([elected, Written.host("host1"), volume])) == [])
    }

    @Test func wholeKinds() throws {
        let reading = ManifestReader.read(try SampleFiles.valid("minimal/StorageDomain"))
        #expect(
            parts(reading) == ["EngineCluster/Default spec=as declared", "StorageDomain/data spec=as declared"])
        #expect(reading.desired?.storageDomains.map(\.name) == ["data"])
        #expect(reading.desired?.engineClusters.first?.spec.engine.password.fromFile != nil)
    }

    @Test func filesAreRelativeToTheirManifest() throws {
        let sample = try SampleFiles.valid("minimal/EngineCluster").map { source in
            let text = String(decoding: source.bytes, as: UTF8.self).replacing("/etc/hcctl/", with: "./")
            return SourceText.written(text, as: "conf/all.yaml")
        }
        let engine = try #require(ManifestReader.read(sample).desired).engineClusters.first?.spec.engine
        #expect(engine?.password.fromFile == "conf/secrets/engine-admin")
    }

    /// The kinds that are checked only are those that the planner says nothing else about.
    @Test func everyKindThatIsNotManagedIsNamed() throws {
        for kind in ResourceKind.allCases {
            let reading = ManifestReader.read(try SampleFiles.valid("minimal/\(kind.rawValue)"))
            let said = reading.desired?.notYetManaged.contains { $0.resource.kind == kind && $0.field == "spec" }
            #expect(said == !kind.definition.isManaged, "\(kind)")
        }
    }
}
