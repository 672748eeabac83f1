import ClusterModel
import Testing

@testable import Manifests

/// One Cluster, its hosts, their addresses and their storage.
@Suite struct ClusterAndHostTests {
    private func set(_ cluster: String, _ hosts: String...) -> ManifestReading { Written.readOnly([cluster] + hosts) }

    @Test func exactlyOneCluster() {
        #expect(
            set(Written.cluster(["host1"]), Written.host("host1"), Written.cluster(["host1"])).messages == [
                "there is already a Cluster “lab”"
            ])
        let other = Written.cluster(["host1"]).replacing("name: lab", with: "name: other")
        #expect(
            set(Written.cluster(["host1"]), Written.host("host1"), other).messages == [
                "there is a second Cluster, “other”"
            ])
    }

    @Test func hostsAndDocumentsBelongTogether() {
        let missing = set(Written.cluster(["host1", "store"]), Written.host("host1"))
        #expect(
            missing.diagnostics.filter { $0.severity == .error }.map(\.description) == [
                "a.yaml:5:18: error: there is no Host “store”; add a document of the kind Host"
            ])
        let extra = set(Written.cluster(["host1"]), Written.host("host1"), Written.host("host2"))
        #expect(extra.messages == ["the Host “host2” is not one of the hosts of the Cluster"])
        #expect(extra.diagnostics.first?.notes.map(\.place.line) == [5])
    }

    @Test func whoIsMeantIsOneWhoIsNotListed() {
        let reading = set(
            Written.cluster(["host1", "hots2", "host3"]), Written.host("host1"), Written.host("host2"),
            Written.host("host3"))
        #expect(
            reading.diagnostics.map(\.advice) == [
                "did you mean “host2”?", "add it to the list, or take the document out",
            ])
    }

    @Test func aNameThatIsNoneIsReportedOnceWhereItStands() {
        let reading = set(Written.cluster(["-a"]), Written.host("-a", "  address: a.test\n"))
        #expect(reading.messages.count == 2)
        #expect(reading.diagnostics.allSatisfy { $0.message.hasPrefix("expected the name of a host") })
    }

    @Test func twoHostsOfOneName() {
        let reading = set(Written.cluster(["host1"]), Written.host("host1"), Written.host("host1"))
        #expect(reading.messages == ["there is already a Host “host1”"])
        #expect(reading.diagnostics.first?.notes.count == 1)
    }

    @Test(arguments: [([1], 0), ([1, 2], 1), ([1, 2, 3], 0), ([1, 2, 3, 4], 0)])
    func twoHostsAreDoubtful(_ numbers: [Int], _ warnings: Int) {
        let names = numbers.map { "host\($0)" }
        let reading = Written.readOnly([Written.cluster(names)] + names.map { Written.host($0) })
        #expect(reading.diagnostics.count == warnings)
        #expect(reading.isValid)
    }

    @Test func clusterFields() {
        func messages(_ ssh: String) -> [String] {
            set(Written.cluster(["host1"], "  ssh: \(ssh)\n"), Written.host("host1")).messages
        }
        #expect(messages("{}") == [])
        #expect(messages("{user: hcctl, port: 2222, become: sudo, proxyJump: ops@gate, configFile: none}") == [])
        #expect(messages("{port: 0}") == ["expected a whole number from 1 to 65535, found “0”"])
        #expect(messages("{port: 65536}") == ["expected a whole number from 1 to 65535, found “65536”"])
        #expect(messages("{become: root}") == ["expected one of auto, sudo or none, found “root”"])
        #expect(messages("{user: ''}") == ["expected the name of a user, found “”"])
        #expect(messages("{keyFile: x}") == ["ssh has no field “keyFile”"])
        #expect(
            messages("root@host") == [
                "expected a map with the fields user, port, identityFile, knownHostsFile, become, proxyJump and configFile, found “root@host”"
            ])
    }

    @Test func addressesAreUsedOnce() {
        func messages(_ second: String) -> [String] {
            set(
                Written.cluster(["a", "b", "c"]), Written.host("a", "  address: a.test\n  storageAddress: fd00::1\n"),
                Written.host("b", second), Written.host("c", "  address: c.test\n")
            ).messages
        }
        #expect(messages("  address: b.test\n") == [])
        #expect(messages("  address: b.test\n  storageAddress: b.test\n") == [])
        #expect(messages("  address: A.TEST\n") == ["“A.TEST” is the address of another host too"])
        #expect(
            messages("  address: b.test\n  storageAddress: 'FD00:0::1'\n") == [
                "“FD00:0::1” is the address of another host too"
            ])
        #expect(
            messages("  address: b.test\n  storageAddress: a.test\n") == ["“a.test” is the address of another host too"]
        )
    }

    @Test func glusterNeedsAnAddressThatOthersReach() {
        func messages(_ spec: String) -> [String] { set(Written.cluster(["a"]), Written.host("a", spec)).messages }
        #expect(messages("  address: localhost\n") == ["“localhost” means a different host on every host"])
        #expect(
            messages("  address: a.test\n  storageAddress: '::1'\n") == ["“::1” means a different host on every host"])
        #expect(messages("  address: 127.0.0.1\n  storageAddress: a.test\n") == [])
    }

    @Test func storageIsUsedOnce() {
        func messages(_ second: String) -> [String] {
            let storage =
                "  address: a.test\n  storage:\n  - {name: x, device: /dev/vdb, mountPoint: /x}\n  - \(second)\n"
            return set(Written.cluster(["a"]), Written.host("a", storage)).messages
        }
        #expect(messages("{name: y, device: /dev/vdc, mountPoint: /y}") == [])
        #expect(messages("{name: x, device: /dev/vdc, mountPoint: /y}") == ["the name “x” is used twice on a"])
        #expect(messages("{name: y, device: /dev/vdb, mountPoint: /y}") == ["the device “/dev/vdb” is used twice on a"])
        #expect(messages("{name: y, device: /dev/vdc, mountPoint: /x}") == ["the mountPoint “/x” is used twice on a"])
        #expect(messages("{name: x, device: /dev/vdb, mountPoint: /x}").count == 3)
        #expect(messages("{name: y, device: /dev/vdc, mountPoint: /x/y}") == [])
    }

    @Test func theSameDiskOnAnotherHostIsAnotherDisk() {
        #expect(Written.read().isValid)
    }

    @Test(arguments: [
        ("/dev/vdb1", "/dev/vdb"), ("/dev/sda12", "/dev/sda"), ("/dev/nvme0n1p2", "/dev/nvme0n1"),
        ("/dev/mmcblk0p1", "/dev/mmcblk0"), ("/dev/disk/by-id/x-part3", "/dev/disk/by-id/x"),
        ("/dev/vdb", nil), ("/dev/mapper/vg-lv", nil), ("/dev/disk/by-path/a:1", nil),
    ])
    func disksOfPartitions(_ device: String, _ disk: String?) {
        #expect(BlockDevice.disk(of: device) == disk)
    }

    @Test func aDiskIsUsedWholeOrInParts() {
        func messages(_ first: String, _ second: String) -> [String] {
            let items = zip([first, second], ["x", "y"]).map { "{name: \($1), device: \($0), mountPoint: /\($1)}" }
            let spec = "  address: a.test\n  storage: [\(items.joined(separator: ", "))]\n"
            return set(Written.cluster(["a"]), Written.host("a", spec)).messages
        }
        #expect(messages("/dev/vdb1", "/dev/vdb2") == [])
        #expect(messages("/dev/vdb", "/dev/vdc1") == [])
        #expect(messages("/dev/vdb", "/dev/vdb1") == ["/dev/vdb1 is a partition of /dev/vdb, which is used too"])
        #expect(
            messages("/dev/nvme0n1p1", "/dev/nvme0n1") == [
                "/dev/nvme0n1p1 is a partition of /dev/nvme0n1, which is used too"
            ])
        #expect(messages("/dev/nvme0n1", "/dev/nvme0n2") == [])
    }

    @Test func storageFields() {
        func said(_ more: String) -> [String] {
            let storage = "  address: a.test\n  storage: [{name: x, device: /dev/vdb, mountPoint: /x, \(more)}]\n"
            return set(Written.cluster(["a"]), Written.host("a", storage)).messages
        }
        for size in [256, 512, 1024, 2048] { #expect(said("mkfs: {inodeSize: \(size)}") == []) }
        for size in ["0", "128", "511", "4096", "512.0", "-512"] {
            #expect(said("mkfs: {inodeSize: \(size)}").count == 1)
        }
        #expect(said("mkfs: {}") == [])
        #expect(said("mkfs: {blockSize: 1}") == ["mkfs has no field “blockSize”"])
        #expect(said("mountOptions: []") == [])
        #expect(said("mountOptions: [noatime, noatime]") == ["“noatime” is listed twice"])
        #expect(said("filesystem: ext4") == ["expected xfs, found “ext4”"])
        #expect(said("filesystem: xfs") == [])
    }
}
