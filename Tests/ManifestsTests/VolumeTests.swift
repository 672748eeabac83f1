import ClusterModel
import Testing

@testable import Manifests

/// Replicas, arbiters, sets of bricks and where they lie.
@Suite struct VolumeTests {
    private func messages(_ spec: String) -> [String] { Written.read(Written.volume(spec)).messages }

    /// A volume of the replica count with these bricks, each `host/directory`.
    private func bricks(_ replica: Int, _ bricks: String..., more: String = "") -> [String] {
        let lines = bricks.map { brick in
            let parts = brick.split(separator: "/")
            return "  - {host: \(parts[0]), path: /gluster/\(parts[1])}\n"
        }
        return messages("  replica: \(replica)\n\(more)  bricks:\n" + lines.joined())
    }

    /// replica, arbiter, bricks: what is said.
    @Test(arguments: [
        (3, 0, 3, []),
        (3, 1, 3, []),
        (1, 0, 1, ["replica 1 keeps a single copy: a lost disk is lost files"]),
        (2, 0, 2, ["two copies can contradict each other (split-brain) with no third to decide"]),
        (2, 1, 2, ["arbiter 1 needs replica 3, found replica 2"]),
        (1, 1, 1, ["arbiter 1 needs replica 3, found replica 1"]),
        (4, 1, 4, ["arbiter 1 needs replica 3, found replica 4"]),
        (4, 0, 4, []),
        (3, 0, 4, ["4 bricks cannot be divided into sets of 3"]),
        (3, 0, 2, ["2 bricks cannot be divided into sets of 3"]),
        (3, 1, 5, ["5 bricks cannot be divided into sets of 3"]),
        (3, 0, 6, []),
        (3, 2, 3, ["expected a whole number from 0 to 1, found “2”"]),
        (0, 0, 3, ["expected a whole number from 1 to 16, found “0”"]),
        (17, 0, 3, ["expected a whole number from 1 to 16, found “17”"]),
    ])
    func replicas(_ replica: Int, _ arbiter: Int, _ count: Int, _ expected: [String]) {
        let names = (1...6).map { "h\($0)" }
        let volume = Written.volume(
            "  replica: \(replica)\n  arbiter: \(arbiter)\n  hosts: [\(names.prefix(count).joined(separator: ", "))]\n"
                + "  brickPath: /gluster/data\n")
        let reading = Written.readOnly([Written.cluster(names), volume] + names.map { Written.host($0) })
        #expect(reading.messages == expected)
    }

    @Test func replicaIsRequired() {
        #expect(
            messages("  hosts: [host1, host2, host3]\n  brickPath: /gluster/data\n") == [
                "the spec of a GlusterVolume has to have “replica”"
            ])
    }

    @Test(arguments: [
        ("", "the volume has no bricks"),
        ("  hosts: [host1, host2, host3]\n", "“hosts” has no effect without “brickPath”"),
        ("  brickPath: /gluster/x\n", "“brickPath” has no effect without “hosts”"),
        (
            "  brickPath: /gluster/x\n  bricks: [{host: host1, path: /gluster/x}]\n",
            "“bricks” and “brickPath” exclude each other"
        ),
        ("  hosts: [host1]\n  bricks: [{host: host1, path: /gluster/x}]\n", "“bricks” and “hosts” exclude each other"),
        ("  bricks: []\n", "the list is empty"),
        ("  hosts: []\n  brickPath: /gluster/x\n", "the list is empty"),
    ])
    func bricksAreGivenInOneWay(_ spec: String, _ message: String) {
        #expect(messages("  replica: 3\n" + spec) == [message])
    }

    @Test func bothWaysMeanTheSame() {
        let listed = Written.read(
            Written.volume(
                "  replica: 3\n  bricks:\n"
                    + ["host1", "host2", "host3"].map { "  - {host: \($0), path: /gluster/data}\n" }.joined()))
        #expect(listed.desired?.volumes[0].spec.allBricks == Written.volume(with: "")?.allBricks)
    }

    @Test func aSetIsOnDifferentHosts() {
        #expect(bricks(3, "host1/a", "host2/a", "host3/a", "host3/b", "host1/b", "host2/b") == [])
        #expect(bricks(3, "host1/a", "host2/a", "host1/b") == ["two bricks of replica set 1 are on host1"])
        #expect(
            bricks(3, "host1/a", "host2/a", "host3/a", "host1/b", "host1/c", "host1/d") == [
                "two bricks of replica set 2 are on host1", "two bricks of replica set 2 are on host1",
            ])
        #expect(bricks(1, "host1/a", "host1/b").count == 1)
    }

    @Test func aHostTwiceInTheList() {
        #expect(
            messages("  replica: 3\n  hosts: [host1, host2, host1]\n  brickPath: /gluster/x\n") == [
                "“host1” is listed twice"
            ])
    }

    @Test func aBrickTwice() {
        #expect(
            bricks(1, "host1/a", "host1/a", more: "").filter { $0.contains("twice") } == [
                "the path /gluster/a is used twice on host1"
            ])
        let two = Written.read(
            Written.replicated(), Written.replicated(name: "other").replacing("/gluster/other", with: "/gluster/data"))
        #expect(two.messages == ["the path /gluster/data is used twice on host1, host2 and host3"])
        #expect(two.diagnostics.first?.notes.count == 1)
    }

    @Test func bricksSideBySide() {
        let two = Written.read(Written.replicated(), Written.replicated(name: "data2"))
        #expect(two.messages == [])
        #expect(two.desired?.bricks(on: "host2") == ["/gluster/data", "/gluster/data2"])
    }

    @Test(arguments: [("/gluster/data/in", "/gluster/data"), ("/gluster/data/a/b/c", "/gluster/data")])
    func bricksInsideBricks(_ inner: String, _ outer: String) {
        let other = Written.replicated(name: "other").replacing("/gluster/other", with: inner)
        for documents in [[Written.replicated(), other], [other, Written.replicated()]] {
            let reading = Written.readOnly([Written.cluster()] + Written.hosts + documents)
            #expect(reading.messages == ["the brick \(inner) lies inside the brick \(outer) on host1, host2 and host3"])
        }
    }

    @Test(arguments: [
        ("/gluster/a", nil), ("/gluster/a/b/c", nil),
        ("/gluster", "the brick /gluster is itself the mount point on host1, host2 and host3"),
        ("/gluster2/a", "the brick /gluster2/a is outside a declared mount of host1, host2 and host3"),
        ("/srv", "the brick /srv is outside a declared mount of host1, host2 and host3"),
    ])
    func bricksLieBelowMounts(_ path: String, _ message: String?) {
        let reading = Written.read(Written.replicated().replacing("/gluster/data", with: path))
        #expect(reading.messages == [message].compactMap { $0 })
    }

    @Test func adviceNamesTheMounts() {
        let spec =
            "  address: a.test\n  storage:\n  - {name: x, device: /dev/vdb, mountPoint: /x}\n  - {name: y, device: /dev/vdc, mountPoint: /y}\n"
        let volume = Written.volume("  replica: 1\n  hosts: [a]\n  brickPath: /z/b\n")
        let reading = Written.readOnly([Written.cluster(["a"]), Written.host("a", spec), volume])
        #expect(
            reading.diagnostics.last?.advice
                == "it has to lie below /x or /y, or another mount point in the storage of the host")
        let bare = Written.readOnly([
            Written.cluster(["a"]), Written.host("a", "  address: a.test\n  storage: []\n"), volume,
        ])
        #expect(bare.diagnostics.last?.advice == "declare a file system in its storage")
    }

    /// Left out, the file systems are not managed.
    @Test func bricksOfAHostWithoutStorageAreAnywhere() {
        let volume = Written.volume("  replica: 1\n  hosts: [a]\n  brickPath: /z/b\n")
        let reading = Written.readOnly([Written.cluster(["a"]), Written.host("a", "  address: a.test\n"), volume])
        #expect(reading.isValid)
    }

    @Test func hostsWithOtherMountsAreToldApart() {
        let other = Written.host(
            "host2", "  address: b.test\n  storage: [{name: x, device: /dev/vdb, mountPoint: /x}]\n")
        let reading = Written.readOnly([
            Written.cluster(), Written.hosts[0], other, Written.hosts[2], Written.replicated(),
        ])
        #expect(
            reading.said.map { $0.split(separator: ": ", maxSplits: 2).last ?? "" } == [
                "the brick /gluster/data is outside a declared mount of host2; it has to lie below /x, or another mount point in the storage of the host"
            ])
    }

    @Test func aBrickOnAHostThatThereIsNot() {
        let reading = Written.read(
            Written.volume("  replica: 3\n  hosts: [host1, host2, host33]\n  brickPath: /gluster/x\n"))
        #expect(
            reading.said.map { $0.split(separator: ": ", maxSplits: 2).last ?? "" } == [
                "there is no Host “host33”; did you mean “host3”?"
            ])
    }

    @Test func oneMistakeIsReportedOnce() {
        #expect(messages("  replica: three\n  hosts: [host1, host2]\n  brickPath: /gluster/x\n").count == 1)
        #expect(messages("  replica: 3\n  hosts: [host1, host2, Host_3]\n  brickPath: /gluster/x\n").count == 1)
        #expect(messages("  replica: 3\n  hosts: [host1, host2, host3]\n  brickPath: gluster/x\n").count == 1)
        #expect(bricks(3, "host1/a", "host2/a").count == 1)
        let broken = Written.host(
            "host1", "  address: host1.lab.test\n  storage: [{name: x, device: vdb, mountPoint: /gluster}]\n")
        let reading = Written.readOnly([
            Written.cluster(), broken, Written.hosts[1], Written.hosts[2], Written.replicated(),
        ])
        #expect(reading.messages == ["expected the path of a block device such as /dev/vdb, found “vdb”"])
    }

    @Test func twoVolumesOfOneName() {
        #expect(
            Written.read(Written.replicated(), Written.replicated()).messages == [
                "there is already a GlusterVolume “data”"
            ])
    }

    @Test func otherFields() {
        #expect(Written.volume(with: "  state: stopped\n")?.state == .stopped)
        #expect(Written.volume(with: "  owner: {uid: 0, gid: 2147483647}\n")?.owner?.gid == 2_147_483_647)
        #expect(Written.volume(with: "  owner: {uid: -1}\n") == nil)
        #expect(Written.volume(with: "  owner: 36:36\n") == nil)
        #expect(Written.volume(with: "")?.owner == nil)
    }
}
