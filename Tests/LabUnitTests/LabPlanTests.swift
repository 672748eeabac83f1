import Testing
import World

@testable import Lab

/// Facts of a lab that is up, for tests to take something away from.
enum Sample {
    static let hosts = [LabHost(name: "host1", number: 1), LabHost(name: "host2", number: 2)]
    static let recipe = BaseRecipe.current
    static let groups = [LabFacts.OwnGroup(root: "/sys/fs/cgroup", path: "/user.slice")]

    static var machine: LabFacts {
        var facts = LabFacts()
        facts.storeType = "ext4"
        facts.mounts = [LabFacts.Mount(target: "/sys/fs/cgroup", type: "cgroup2", options: ["rw"])]
        facts.ownGroups = groups
        return facts
    }

    static var running: LabFacts {
        var facts = machine
        facts.bases = [recipe.digest]
        facts.namespaces = Set([LabLayout.hub] + hosts.map(\.machine))
        facts.hasHub = true
        facts.ports = Set(["lo", LabLayout.bridge] + hosts.map(\.port))
        facts.texts = [
            LabLayout.baseRecord: recipe.digest + "\n", LabLayout.hubHostsFile: LabTexts.names(hosts),
        ]
        let paths = [LabLayout.stateDirectory, LabLayout.identityFile, LabLayout.identityFile + ".pub"]
        facts.entries = paths.map { LabFacts.Entry(path: $0, size: 100) }
        facts.configurations = [LabLayout.hubConfiguration]
        for (index, host) in hosts.enumerated() { add(host, index, to: &facts) }
        facts.texts[LabLayout.knownHostsFile] = LabTexts.knownHosts(hosts, keys: facts.texts)
        return facts
    }

    private static func add(_ host: LabHost, _ index: Int, to facts: inout LabFacts) {
        let image = "\(host.directory)/vdb.img"
        facts.entries += [LabFacts.Entry(path: host.directory, size: 0), LabFacts.Entry(path: image, size: 1 << 33)]
        facts.loops.append(LabFacts.Loop(device: "/dev/loop\(index)", image: image))
        facts.mounts.append(LabFacts.Mount(target: host.root, type: "overlay", options: []))
        facts.processes[host.machine] = [100 + index, 200 + index]
        facts.inits[host.machine] = 200 + index
        facts.groups.append("/sys/fs/cgroup/\(host.machine)")
        facts.texts[host.publicKey] = "ssh-ed25519 KEY\(index) \(host.name)\n"
        facts.texts[host.namesFile] = LabTexts.names(hosts)
    }

    static func plan(_ wanted: [LabHost] = hosts, without: [String] = []) -> LabUpPlan {
        LabUpPlan(
            all: hosts, wanted: wanted, request: LabRequest(), recipe: recipe.leavingOut(without), mirror: "http://m",
            process: 4711)
    }

    private static func words(_ arguments: [String]) -> String {
        let guarding = LabCommands.guarding
        #expect(arguments.starts(with: guarding))
        return arguments.dropFirst(guarding.count).joined(separator: " ")
    }

    /// The commands of steps, one a line, without the lock that is before each.
    static func lines(_ steps: [LabStep]) -> [String] {
        steps.flatMap { $0.changes + $0.always }.map { change in
            switch change {
            case .run(let invocation): words(invocation.arguments)
            case .write(let file): "write \(file.path)"
            case .remove(let path, _): "remove \(path)"
            }
        }
    }
}

@Suite struct LabUpPlanTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let lacking: String
        let titles: [String]
        let spoil: @Sendable (inout LabFacts) -> Void
        init(_ lacking: String, _ titles: [String], _ spoil: @escaping @Sendable (inout LabFacts) -> Void) {
            (self.lacking, self.titles, self.spoil) = (lacking, titles, spoil)
        }
        var testDescription: String { lacking }
    }

    @Test(arguments: [
        // what is missing of a lab that is up         what is done about it before the next observation
        Row("nothing", []) { _ in },
        Row("everything", ["build the root file system of the hosts"]) { $0 = Sample.machine },
        Row("all but the base", ["make the folder and the key of the lab"]) {
            $0 = Sample.machine
            $0.bases = [Sample.recipe.digest]
        },
        Row("the key", ["make the folder and the key of the lab"]) { facts in
            facts.entries.removeAll { $0.path.hasSuffix(".pub") }
        },
        Row("the list of hosts", ["make the folder and the key of the lab"]) {
            $0.texts[LabLayout.hubHostsFile] = nil
        },
        Row("a cable", ["plug in host2"]) { $0.deadPorts = ["port2"] },
        Row("a host with its cable out", ["start host2"]) {
            $0.deadPorts = ["port2"]
            $0.processes["hcctl-host2"] = nil
            $0.inits["hcctl-host2"] = nil
        },
        Row("the end of a swap", ["replace /dev/vdb of host1"]) {
            $0.entries.append(LabFacts.Entry(path: "\(Sample.hosts[0].directory)/vdb.img.dead", size: 1))
        },
        Row("a fit file system", ["make a file system for the hosts, since overlay cannot carry them"]) {
            $0.storeType = "overlay"
        },
        Row("a fit file system that is there", []) {
            $0.storeType = "overlay"
            $0.mounts.append(LabFacts.Mount(target: LabLayout.hostsDirectory, type: "ext4", options: []))
        },
        Row("one host", ["create host2"]) { facts in facts.entries.removeAll { $0.path.contains("host2") } },
        Row("the hub", ["make the hub"]) {
            $0.namespaces.remove(LabLayout.hub)
            $0.hasHub = false
        },
        Row("the bridge", ["make the hub"]) { $0.hasHub = false },
        Row("a root", ["attach the disks of host1"]) { facts in
            facts.mounts.removeAll { $0.target == Sample.hosts[0].root }
        },
        Row("a loop device", ["attach the disks of host2"]) { $0.loops.removeLast() },
        Row("two containers", ["start host1", "start host2"]) {
            $0.processes = [:]
            $0.inits = [:]
        },
        Row("an init that comes in a moment", []) { $0.inits = [:] },
        Row("known hosts", ["write the names and keys of the hosts"]) { $0.texts[LabLayout.knownHostsFile] = nil },
        Row("a name in a host", ["write the names and keys of the hosts"]) {
            $0.texts[Sample.hosts[0].namesFile] = "127.0.0.1 localhost\n"
        },
    ])
    func firstStageThatLacksSomething(_ row: Row) {
        var facts = Sample.running
        row.spoil(&facts)
        #expect(Sample.plan().steps(facts).map(\.title) == row.titles)
    }

    @Test func hostsStayOnTheBaseTheyWereLaidOver() {
        var facts = Sample.running
        facts.texts[LabLayout.baseRecord] = "0123456789abcdef\n"
        facts.bases = ["0123456789abcdef"]
        facts.mounts.removeAll { $0.type == "overlay" }
        let lines = Sample.lines(Sample.plan().steps(facts))
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.contains("lowerdir=/var/cache/hcctl-lab/0123456789abcdef/rootfs,") })
    }

    @Test func aBaseWithoutSomethingIsMadeOfTheCompleteOne() {
        let plan = Sample.plan(without: ["b", "a"])
        #expect(plan.steps(Sample.machine).map(\.title) == ["build the root file system of the hosts"])
        let built = Sample.lines(plan.steps(Sample.machine))
        #expect(built.last?.hasSuffix("/\(Sample.recipe.digest)") == true, "the complete one comes first")
        var facts = Sample.machine
        facts.bases = [Sample.recipe.digest]
        #expect(plan.steps(facts).map(\.title) == ["make a base without a, b"])
        facts.bases.insert(plan.recipe.digest)
        #expect(plan.steps(facts).map(\.title) == ["make the folder and the key of the lab"])
        #expect(plan.recipe.digest != Sample.recipe.digest)
    }

    @Test func namesThatAreHiddenStayHidden() {
        var facts = Sample.running
        facts.texts[LabLayout.hubHostsFile] = LabTexts.hubNames(Sample.hosts, hidden: true)
        #expect(facts.hosts == Sample.hosts && facts.hidesNames && !Sample.running.hidesNames)
        for host in Sample.hosts { facts.texts[host.namesFile] = LabTexts.names([host]) }
        #expect(Sample.plan().steps(facts) == [], "names are not added behind the user's back")
    }

    @Test func onlyTheHostsAskedForAreStarted() {
        var facts = Sample.running
        facts.processes = [:]
        facts.inits = [:]
        #expect(Sample.plan([Sample.hosts[1]]).steps(facts).map(\.title) == ["start host2"])
    }

    @Test func aHostIsStartedFromItsOwnControlGroup() {
        var facts = Sample.running
        facts.processes["hcctl-host1"] = nil
        facts.inits["hcctl-host1"] = nil
        let lines = Sample.lines(Sample.plan().steps(facts))
        let enter = lines.firstIndex(of: "tee /sys/fs/cgroup/hcctl-host1/cgroup.procs")
        let start = lines.firstIndex { $0.contains("/usr/bin/systemd-nspawn") }
        let leave = lines.firstIndex(of: "tee /sys/fs/cgroup/user.slice/cgroup.procs")
        #expect([enter, start, leave].allSatisfy { $0 != nil })
        #expect((enter ?? 0) < (start ?? 0) && (start ?? 0) < (leave ?? 0))
        #expect(lines.first == "ip -n hcctl-hub link del port1", "what is left of the last start goes first")
        #expect(lines[start ?? 0].hasSuffix("--bind=/dev/loop0:/dev/vdb"))
    }

    @Test func hcctlLeavesTheControlGroupAlsoAfterAFailure() {
        var facts = Sample.running
        facts.processes = [:]
        let step = Sample.plan().steps(facts).first
        #expect(step?.always == LabCommands.leave(Sample.groups, process: 4711))
    }
}

@Suite struct LabDownPlanTests {
    private func titles(_ facts: LabFacts, purge: Bool = false) -> [String] {
        LabDownPlan(purge: purge).steps(facts).map(\.title)
    }

    @Test func inTheOrderThatFreesEachForTheNext() {
        var facts = Sample.running
        facts.hubProcesses = [300]
        #expect(titles(facts) == ["stop the hosts"])
        facts.processes = [:]
        facts.inits = [:]
        #expect(titles(facts) == ["stop the hosts"], "a command in the hub is still there")
        facts.hubProcesses = []
        #expect(titles(facts) == ["unmount the hosts"])
        facts.mounts.removeAll { $0.type == "overlay" }
        #expect(titles(facts) == ["detach the disks"])
        facts.loops = []
        #expect(titles(facts) == ["remove the networks"])
        (facts.namespaces, facts.groups) = ([], [])
        #expect(titles(facts) == ["remove the files of the lab"])
        facts.entries = []
        #expect(titles(facts) == ["remove the names of the lab"])
        facts.configurations = []
        #expect(titles(facts) == [])
        #expect(titles(facts, purge: true) == ["remove the files of the lab"])
        facts.bases = []
        #expect(titles(facts, purge: true) == [])
    }

    @Test func downPlansNothingWithoutALab() { #expect(titles(Sample.machine, purge: true) == []) }

    @Test func downLeavesNspawnToCleanUp() {
        let gentle = Sample.lines(LabDownPlan(purge: false).steps(Sample.running))
        #expect(gentle.first == "tee /sys/fs/cgroup/hcctl-host1/payload/cgroup.kill")
        let forced = Sample.lines(LabDownPlan(purge: false, isForced: true).steps(Sample.running))
        #expect(forced.first == "tee /sys/fs/cgroup/hcctl-host1/cgroup.kill")
        var facts = Sample.running
        facts.inits = [:]
        #expect(Sample.lines(LabDownPlan(purge: false).steps(facts)).first == "kill -TERM 100 200")
    }

    @Test func downRemovesTheStoreAfterItsDisks() {
        var facts = Sample.machine
        facts.mounts += [LabLayout.hostsDirectory, Sample.hosts[0].root].map {
            LabFacts.Mount(target: $0, type: "ext4", options: [])
        }
        facts.loops = [
            LabFacts.Loop(device: "/dev/loop0", image: LabLayout.storeImage),
            LabFacts.Loop(device: "/dev/loop1", image: "\(Sample.hosts[0].directory)/vdb.img"),
        ]
        let plan = LabDownPlan(purge: false)
        #expect(Sample.lines(plan.steps(facts)) == ["umount \(Sample.hosts[0].root)"])
        facts.mounts.removeLast()
        #expect(Sample.lines(plan.steps(facts)) == ["losetup -d /dev/loop1"])
        facts.loops.removeLast()
        #expect(Sample.lines(plan.steps(facts)) == ["umount \(LabLayout.hostsDirectory)"])
        facts.mounts.removeLast()
        #expect(Sample.lines(plan.steps(facts)) == ["losetup -d /dev/loop0"])
        facts.loops.removeLast()
        #expect(plan.steps(facts) == [])
    }

    @Test func purgingUnmountsWhatAKilledBuildLeft() {
        var facts = Sample.machine
        facts.bases = [".building-1", "0123"]
        facts.mounts.append(
            LabFacts.Mount(target: "/var/cache/hcctl-lab/.building-1/proc", type: "proc", options: []))
        let lines = Sample.lines(LabDownPlan(purge: true).steps(facts))
        #expect(
            lines == [
                "umount /var/cache/hcctl-lab/.building-1/proc",
                "rm -rf --one-file-system -- /var/cache/hcctl-lab/.building-1",
                "rm -rf --one-file-system -- /var/cache/hcctl-lab",
            ])
    }
}

@Suite struct LabPowerOffPlanTests {
    @Test func powerOffUnplugsAllCablesBeforeTheFirstKill() {
        let lines = Sample.lines(LabPowerOffPlan(hosts: Sample.hosts).steps(Sample.running))
        #expect(
            lines == [
                "ip -n hcctl-hub link set port1 down", "ip -n hcctl-hub link set port2 down",
                "kill -KILL 200", "kill -KILL 201",
            ])
    }

    @Test func powerOffRemovesTheCableOfAHostThatIsOff() {
        var facts = Sample.running
        facts.processes["hcctl-host2"] = nil
        facts.inits["hcctl-host2"] = nil
        let plan = LabPowerOffPlan(hosts: [Sample.hosts[1]])
        #expect(
            Sample.lines(plan.steps(facts)) == [
                "ip -n hcctl-hub link del port2", "ip netns del hcctl-host2",
            ])
        facts.ports.remove("port2")
        facts.namespaces.remove("hcctl-host2")
        #expect(plan.steps(facts) == [])
    }

    @Test func aHostWithoutInitIsEndedProcessByProcess() {
        var facts = Sample.running
        facts.inits = [:]
        let lines = Sample.lines(LabPowerOffPlan(hosts: [Sample.hosts[0]]).steps(facts))
        #expect(lines.last == "kill -KILL 100 200")
    }
}
