import Testing
import World

@testable import Lab

@Suite struct LabParserTests {
    /// As util-linux 2.38 prints it on Debian 12.
    @Test func loopsOfTheLabOnly() {
        let text = """
            {
               "loopdevices": [
                  {
                     "name": "/dev/loop1",
                     "back-file": "/var/lib/hcctl-lab/hosts/host2/vdb.img"
                  },{
                     "name": "/dev/loop0",
                     "back-file": "/home/me/disk.img"
                  },{
                     "name": "/dev/loop7",
                     "back-file": null
                  }
               ]
            }
            """
        #expect(
            LabParser.loops(text) == [
                LabFacts.Loop(device: "/dev/loop1", image: "/var/lib/hcctl-lab/hosts/host2/vdb.img")
            ])
        #expect(LabParser.loops("") == [])
    }

    @Test func mounts() {
        let text = """
            {"filesystems": [
              {"target":"/sys/fs/cgroup/unified", "fstype":"cgroup2", "options":"rw,relatime"},
              {"target":"/sys/fs/cgroup/systemd", "fstype":"cgroup", "options":"rw,relatime,name=systemd"}
            ]}
            """
        #expect(LabParser.mounts(text).map(\.target) == ["/sys/fs/cgroup/unified", "/sys/fs/cgroup/systemd"])
        #expect(LabParser.mounts(text).last?.options == ["rw", "relatime", "name=systemd"])
    }

    @Test func namespaces() {
        #expect(LabParser.namespaces(#"[{"name":"hcctl-hub"},{"name":"other"}]"#) == ["hcctl-hub", "other"])
        #expect(LabParser.namespaces(#"[{"name":"hcctl-hub","id":0}]"#) == ["hcctl-hub"])
        #expect(LabParser.namespaces("") == [])
        #expect(LabParser.namespaces("[ ]") == [])
    }

    /// As iproute2 6.1 prints it; a bridge that is not up is what a killed `up` left.
    @Test(arguments: [(#""BROADCAST","MULTICAST","UP","LOWER_UP""#, true), (#""BROADCAST","MULTICAST""#, false)])
    func theHubIsThereOnceItsBridgeIsUp(_ flags: String, _ expected: Bool) {
        var outcomes = Array(repeating: Outcome.finished(Finished(exitStatus: 1)), count: 13)
        let text = #"[{"ifindex":2,"ifname":"hcctl0","flags":[\#(flags)],"mtu":1500}]"#
        outcomes[4] = .finished(Finished(exitStatus: 0, output: Array(text.utf8)))
        let facts = LabParser.facts(outcomes)
        #expect(facts.ports == ["hcctl0"])
        #expect(facts.hasHub == expected)
    }

    @Test func processesAndInits() {
        let root = "/sys/fs/cgroup/unified/hcctl-host1"
        let (all, inits) = LabParser.processes([
            "\(root)/payload/init.scope/cgroup.procs:18587", "\(root)/payload/init.scope/cgroup.procs:18599",
            "\(root)/payload/system.slice/ssh.service/cgroup.procs:18835", "\(root)/supervisor/cgroup.procs:18582",
            "/sys/fs/cgroup/systemd/hcctl-host1/supervisor/cgroup.procs:18582",
            "/sys/fs/cgroup/unified/hcctl-host2/cgroup.procs:20001",
            "\(root)/payload/system.slice/odd.service/cgroup.procs:0", "grep: something else",
        ])
        #expect(all == ["hcctl-host1": [18582, 18587, 18599, 18835], "hcctl-host2": [20001]])
        #expect(inits == ["hcctl-host1": 18587])
    }

    @Test(arguments: [
        // The layout of systemd since 2019, then the one with both versions.
        (["0::/user.slice/x.scope"], ["/sys/fs/cgroup/user.slice/x.scope/cgroup.procs"]),
        (
            ["9:name=systemd:/", "8:pids:/", "4:memory:/a/b", "0::/"],
            ["/sys/fs/cgroup/systemd/cgroup.procs", "/sys/fs/cgroup/cgroup.procs"]
        ),
    ])
    func ownGroups(_ lines: [String], _ doors: [String]) {
        let mounts = [
            LabFacts.Mount(target: "/sys/fs/cgroup", type: "cgroup2", options: ["rw"]),
            LabFacts.Mount(target: "/sys/fs/cgroup/systemd", type: "cgroup", options: ["rw", "name=systemd"]),
            LabFacts.Mount(target: "/sys/fs/cgroup/pids", type: "cgroup", options: ["rw", "pids"]),
        ]
        #expect(LabParser.ownGroups(lines, mounts).map(\.door) == doors)
    }

    @Test func filesByPath() {
        let files = LabParser.files("/a/hosts:10.88.0.1 hub\n/a/hosts:::1 localhost\n/b:\n")
        #expect(files == ["/a/hosts": "10.88.0.1 hub\n::1 localhost\n", "/b": "\n"])
    }

    @Test func theListOfHostsReadsBack() {
        let hosts = [LabHost(name: "a", number: 1), LabHost(name: "b", number: 7)]
        #expect(LabParser.hosts(inNames: LabTexts.names(hosts)) == hosts)
        #expect(LabParser.hosts(inNames: "") == [])
    }

    @Test func parsesAnsweringAddresses() {
        let outcome = Outcome.finished(
            Finished(exitStatus: 0, output: Array("10.88.0.11 ssh-ed25519 AAAA\n# 10.88.0.12:22 SSH-2.0\n".utf8)))
        #expect(LabParser.answered(outcome) == ["10.88.0.11"])
        #expect(LabParser.answered(.indeterminate(.timeLimitPassed(.seconds(1)))) == [])
        #expect(LabParser.answered(nil) == [])
    }

    @Test(arguments: [
        ("http://deb.debian.org/debian/ bookworm main\nhttp://x/ bookworm main\n", "http://deb.debian.org/debian/"),
        ("http://s/ bookworm-security main\nhttp://m/debian bookworm main\n", "http://m/debian"),
        ("http://m/debian trixie main\n", nil), ("cdrom:[x]/ bookworm main\n", nil), ("", nil),
    ])
    func mirror(_ text: String, _ expected: String?) {
        #expect(LabParser.mirror(text, suite: "bookworm") == expected)
    }

    @Test func factsOfAMachineWithoutALab() {
        let nothing = Outcome.finished(Finished(exitStatus: 1))
        let facts = LabParser.facts(Array(repeating: nothing, count: LabCommands.facts(files: []).count))
        #expect(facts == LabFacts())
        #expect(facts.hosts == [])
    }
}
