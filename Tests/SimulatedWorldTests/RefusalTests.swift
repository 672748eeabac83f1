import ClusterModel
import Testing
import World

@testable import SimulatedWorld

/// Refusals that no fixture has, in the tools' own words (their sources, and the field notes).
@Suite struct RefusalTests {
    private static func words(_ end: Finished) -> String { String(decoding: end.errors, as: UTF8.self) }

    @Test func createWantsWholeDirectories() {
        var bench = Bench()
        bench.pool()
        bench.makeParents()
        func create(_ bricks: String...) -> String {
            Self.words(bench.run(["gluster", "--mode=script", "volume", "create", "v"] + bricks))
        }
        #expect(
            create("host1.lab.test:/gluster").hasPrefix(
                "volume create: v: failed: The brick host1.lab.test:/gluster is a mount point."))
        #expect(
            create("host1.lab.test:/mnt/brick").hasPrefix(
                "volume create: v: failed: The brick host1.lab.test:/mnt/brick is being created in the root partition.")
        )
        #expect(
            create("host9.lab.test:/gluster/x")
                == "volume create: v: failed: Host host9.lab.test is not in 'Peer in Cluster' state\n")
        bench.run("mkdir", "-p", "-m", "0755", "--", "/gluster/a")
        bench.state.act(.gluster(.leftover("host1", path: "/gluster/a/brick")))
        #expect(
            create("host1.lab.test:/gluster/a/brick")
                == "volume create: v: failed: /gluster/a/brick is already part of a volume\n")
        #expect(
            create("host1.lab.test:/gluster/a/brick/inner")
                == "volume create: v: failed: /gluster/a/brick/inner is already part of a volume\n")
    }

    @Test func aFailedCreateLeavesItsMarks() {
        var bench = Bench()
        bench.pool()
        for host in ["host1", "host2", "host3"] as [HostName] {
            bench.run("mkdir", "-p", "-m", "0755", "--", "/gluster/engine", at: host)
        }
        bench.state.act(.storage(.unmount("host3", target: "/gluster")))
        bench.state.act(.host(.makeDirectory("host3", path: "/gluster/engine")))
        let create =
            ["gluster", "--mode=script", "volume", "create", "engine", "replica", "3"] + Bench.bricks("engine")
        let refused = Self.words(bench.run(create))
        #expect(refused.hasPrefix("volume create: engine: failed: Staging failed on host3.lab.test. Error: The brick "))
        #expect(bench.state["host1"]?.directory("/gluster/engine/brick")?.volumeMark != nil)
        bench.state.act(.storage(.mount("host3", device: "/dev/vdb", target: "/gluster")))
        #expect(
            Self.words(bench.run(create))
                == "volume create: engine: failed: /gluster/engine/brick is already part of a volume\n")
        #expect(bench.state.volumes.isEmpty)
    }

    @Test func startWantsItsMarks() {
        var bench = Bench()
        bench.volumes()
        bench.state.act(.storage(.unmount("host2", target: "/gluster")))
        #expect(
            Self.words(bench.gluster("volume", "start", "engine"))
                == "volume start: engine: failed: Staging failed on host2.lab.test. Error: Failed to find brick "
                + "directory /gluster/engine/brick for volume engine. Reason : No such file or directory\n")
        bench.state.act(.host(.makeDirectory("host2", path: "/gluster/engine/brick")))
        #expect(Self.words(bench.gluster("volume", "start", "engine")).contains("Reason : No data available"))
        #expect(bench.gluster("volume", "start", "engine", "force").exitStatus == 0)
        #expect(bench.state["host2"]?.root.directory("/gluster/engine/brick")?.volumeMark != nil, "force marks it")
    }

    @Test func anUnknownVolumeIsSaidToBeSo() {
        var bench = Bench()
        bench.pool()
        #expect(
            Self.words(bench.gluster("volume", "start", "x")) == "volume start: x: failed: Volume x does not exist\n")
        #expect(
            Self.words(bench.gluster("volume", "set", "x", "a", "b")) == "volume set: failed: Volume x does not exist\n"
        )
    }

    @Test func mkfsRefusesWhatItFinds() {
        let signatures: [(SimulatedDisk.Contents, String)] = [
            (.partitionTable(kind: "gpt", []), "appears to contain a partition table (gpt)."),
            (.swap(uuid: "u"), "appears to contain an existing filesystem (swap)."),
            (.lvm(uuid: "u"), "appears to contain an existing filesystem (LVM2_member)."),
            (.several, "cannot detect existing filesystem."),
        ]
        for (contents, words) in signatures {
            var bench = Bench()
            bench.state.act(.storage(.putOnDisk("host1", device: "/dev/vdb", contents)))
            let refused = bench.run(Bench.formatting)
            #expect(refused.exitStatus == 1)
            #expect(Self.words(refused).contains(words))
            #expect(bench.state["host1"]?.device("/dev/vdb")?.disk.contents == contents)
        }
    }

    @Test func twoFormattingsAtOnceAreOneTooMany() {
        var bench = Bench()
        let change = Change.run(Invocation(Bench.formatting))
        _ = bench.state.begin(change, at: "host1", term: Term(1), caller: "one")
        let second = bench.state.begin(change, at: "host1", term: Term(1), caller: "two")
        bench.pass(.seconds(10))
        #expect(
            bench.state.takeResult(second)
                == .finished(.refused(1, "mkfs.xfs: cannot open /dev/vdb: Device or resource busy\n")))
    }

    @Test func mountSaysWhatIsMissing() {
        var bench = Bench()
        #expect(Self.words(bench.run(Bench.mounting)).hasPrefix("mount: /gluster: mount point does not exist.\n"))
        bench.run("mkdir", "-p", "-m", "0755", "--", "/gluster")
        #expect(Self.words(bench.run(Bench.mounting)).hasPrefix("mount: /gluster: wrong fs type, bad option,"))
        bench.state.act(.storage(.removeDisk("host1", device: "/dev/vdb")))
        #expect(
            Self.words(bench.run(Bench.mounting)).hasPrefix("mount: /gluster: special device /dev/vdb does not exist."))
    }

    @Test func filesAreComparedBeforeTheyAreReplaced() {
        var bench = Bench()
        func write(_ expecting: World.Expectation) -> Outcome {
            bench.perform(
                .write(FileWrite(path: "/etc/fstab", contents: .bytes([1]), mode: 0o644, expecting: expecting)))
        }
        #expect(write(.absent) == .notRun(.expectation("/etc/fstab")))
        #expect(write(.digest(sha256: "00")) == .notRun(.expectation("/etc/fstab")))
        let digest = "a6b093c9916c6c54e5d634d3689f1a0132e14cce0b8e50ff445da8e85acfbd17"
        #expect(write(.digest(sha256: digest)).succeeded)
        #expect(bench.state["host1"]?.file("/etc/fstab") == [1])
        #expect(bench.perform(.remove(path: "/etc/fstab", expecting: .anything)).succeeded == true)
        #expect(bench.ask(["sha256sum", "--", "/etc/fstab"])?.exitStatus == 1)
    }

    @Test func aProgramWithoutItsPackageIsNotThere() {
        var bench = Bench()
        bench.state.act(.host(.removePackage("host1", "glusterfs-server")))
        let query = Query.runForFile(
            Invocation(["gluster", "get-state", "glusterd", "odir", "/run/hcctl", "file", "x"]), answer: "/run/hcctl/x")
        guard case .outcome(.notRun(.absent("gluster"))) = bench.answer(query) else {
            Issue.record("it answered")
            return
        }
    }

    @Test func aMaskedOrDamagedServiceDoesNotStart() {
        var bench = Bench()
        let enable = ["systemctl", "enable", "--now", "--", "glusterd.service"]
        bench.state.act(.gluster(.damageStore("host1")))
        #expect(Self.words(bench.run(enable)).contains("Job for glusterd.service failed"))
        bench.state.act(.host(.maskService("host1", unit: "glusterd.service")))
        #expect(Self.words(bench.run(enable)).hasSuffix("glusterd.service is masked.\n"))
    }
}
