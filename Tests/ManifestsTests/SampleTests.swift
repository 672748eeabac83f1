import ClusterModel
import Testing

@testable import Manifests

/// The manifests that come with hcctl are valid and mean what they say.
@Suite struct SampleTests {
    @Test(arguments: SampleFiles.valid)
    func isValidWithoutAWord(_ name: String) throws {
        let reading = ManifestReader.read(try SampleFiles.valid(name))
        #expect(reading.isValid)
        guard name != "two-host-nfs" else { return }
        #expect(reading.said == [])
    }

    /// Two hosts with two copies are valid, with warnings.
    @Test func twoHostsAreWarnedOf() throws {
        let reading = ManifestReader.read(try SampleFiles.valid("two-host-nfs"))
        #expect(
            reading.messages == [
                "the cluster has two hosts: when one is lost, the other is no majority",
                "the engine's volume “engine” is not replica 3",
            ]
                + Array(
                    repeating: "two copies can contradict each other (split-brain) with no third to decide", count: 5))
    }

    @Test(arguments: SampleFiles.valid)
    func theOrderOfFilesMeansNothing(_ name: String) throws {
        let sources = try SampleFiles.valid(name)
        #expect(ManifestReader.read(sources.reversed()).desired == ManifestReader.read(sources).desired)
    }

    @Test func everyKindHasAMinimalManifest() throws {
        let names = try SampleFiles.names("manifests/minimal", ".yaml")
        #expect(names == ResourceKind.allCases.map { "\($0.rawValue).yaml" }.sorted())
    }

    @Test func labAsWhole() throws {
        let desired = try #require(ManifestReader.read(try SampleFiles.valid("lab")).desired)
        #expect(desired.cluster == "lab")
        #expect(desired.spec.hosts == ["host1", "host2", "host3"])
        #expect(desired.spec.ssh.user == "root")
        #expect(desired.spec.ssh.port == 22)
        #expect(desired.spec.ssh.identityFile == "/var/lib/hcctl-lab/id_ed25519")
        #expect(desired.spec.ssh.knownHostsFile == "/var/lib/hcctl-lab/known_hosts")
        #expect(desired.spec.ssh.configFile == "none")
        #expect(desired.spec.ssh.become == .auto)
        #expect(desired.spec.ssh.proxyJump == nil)
        #expect(desired.volumes.map(\.name) == ["data", "engine", "meta"])
        #expect(desired.optionGroups.map(\.name) == ["virt"])
        #expect(desired.optionGroups[0].spec.options.count == 6)
    }

    @Test func labHosts() throws {
        let desired = try #require(ManifestReader.read(try SampleFiles.valid("lab")).desired)
        #expect(desired.hosts.count == 3)
        for (name, spec) in desired.orderedHosts {
            #expect(spec.address == "\(name).lab.test")
            #expect(spec.storageAddress == nil)
            let storage = try #require(spec.storage.first)
            #expect(spec.storage.count == 1)
            #expect(storage.name == "gluster")
            #expect(storage.device == "/dev/vdb")
            #expect(storage.filesystem == .xfs)
            #expect(storage.mountPoint == "/gluster")
            #expect(storage.mkfs?.inodeSize == 512)
            #expect(storage.mountOptions == ["inode64", "noatime"])
        }
    }

    @Test func labVolumes() throws {
        let volumes = try #require(ManifestReader.read(try SampleFiles.valid("lab")).desired).volumes
        let (data, engine) = (volumes[0].spec, volumes[1].spec)
        #expect(engine.replica == 3)
        #expect(engine.arbiter == 0)
        #expect(
            engine.allBricks.map(\.description) == ["host1", "host2", "host3"].map { "\($0):/gluster/engine/brick" })
        #expect(engine.owner?.uid == 36)
        #expect(
            engine.options == [
                GlusterOption("network.ping-timeout", "10"), GlusterOption("auth.allow", "*"),
                GlusterOption("server.allow-insecure", "on"), GlusterOption("cluster.quorum-type", "auto"),
            ])
        #expect(data.arbiter == 1)
        #expect(data.options == engine.options)
        #expect(volumes.map(\.spec.optionGroup) == ["virt", "virt", nil])
        #expect(data.state == .started)
    }

    @Test func otherNamesOrderAndDisks() throws {
        let desired = try #require(ManifestReader.read(try SampleFiles.valid("lab-other")).desired)
        #expect(desired.cluster == "lab-other")
        #expect(desired.orderedHosts.map(\.name) == ["stor-c", "stor-b", "stor-a"])
        #expect(desired.volumes.map(\.name) == ["hosted-vm", "vmstore"])
        #expect(desired.volumes[1].spec.allBricks.count == 6)
        #expect(desired.bricks(on: "stor-a").count == 3)
        #expect(desired.hosts["stor-b"]?.storage.map(\.device) == ["/dev/vdb", "/dev/vdc"])
    }
}
