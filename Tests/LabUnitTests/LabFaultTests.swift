import Testing
import World

@testable import Lab

@Suite struct LabCablePlanTests {
    @Test func onlyCablesOfRunningHostsThatAreInAreUnplugged() {
        var facts = Sample.running
        let plan = LabCablePlan(hosts: Sample.hosts, isPlugged: false)
        #expect(
            Sample.lines(plan.steps(facts)) == [
                "ip -n hcctl-hub link set port1 down", "ip -n hcctl-hub link set port2 down",
            ])
        facts.deadPorts = ["port1"]
        #expect(Sample.lines(plan.steps(facts)) == ["ip -n hcctl-hub link set port2 down"])
        facts.processes["hcctl-host2"] = nil
        #expect(plan.steps(facts) == [])
    }

    @Test func rejoinPlugsTheCablesIn() {
        var facts = Sample.running
        facts.deadPorts = ["port2"]
        #expect(facts.isPartitioned(Sample.hosts[1]) && !facts.isPartitioned(Sample.hosts[0]))
        let plan = LabCablePlan(hosts: Sample.hosts, isPlugged: true)
        #expect(Sample.lines(plan.steps(facts)) == ["ip -n hcctl-hub link set port2 up"])
        facts.deadPorts = []
        #expect(plan.steps(facts) == [])
    }

    @Test func parsesWhetherAPortIsUp() {
        var outcomes = Array(repeating: Outcome.finished(Finished(exitStatus: 1)), count: 13)
        let text = #"[{"ifname":"hcctl0","flags":["UP"]},{"ifname":"port1","flags":["BROADCAST","MULTICAST"]}]"#
        outcomes[4] = .finished(Finished(exitStatus: 0, output: Array(text.utf8)))
        #expect(LabParser.facts(outcomes).deadPorts == ["port1"])
    }

    @Test func reportNamesTheNextCommand() {
        let text = LabReport.text(
            LabStatus(hosts: [LabStatus.Host(host: Sample.hosts[0], state: .partitioned, disks: [])]))
        #expect(text.contains("host1  10.88.0.11  partitioned  -"))
        #expect(text.hasSuffix("next         hcctl lab rejoin host1"))
    }
}

@Suite struct LabSwapPlanTests {
    private static let host = Sample.hosts[0]
    private static let disk = LabDisk.possible(of: host)[0]
    private static let new = LabFacts.Loop(device: "/dev/loop7", image: disk.image, numbers: ["7", "112"])
    private static let old = LabFacts.Loop(device: "/dev/loop0", image: disk.dead, numbers: ["7", "0"])
    private static let death = ["truncate -s 0 \(disk.dead)", "losetup --set-capacity /dev/loop0"]
    private static let burial = ["losetup -d /dev/loop0", "rm -f \(disk.dead)"]
    private static let give = [
        "rm -f /dev/vdb", "mknod --mode=660 /dev/vdb b 7 112", "chgrp disk /dev/vdb",
    ]

    struct Row: Sendable, CustomTestStringConvertible {
        let images: [String]
        let loops: [LabFacts.Loop]
        /// Of the host; none is off.
        let mounts: Set<String>?
        let lines: [String]
        init(
            _ images: [String], on loops: [LabFacts.Loop] = [], mounts: Set<String>? = nil, gives lines: [String]
        ) {
            (self.images, self.loops, self.mounts, self.lines) = (images, loops, mounts, lines)
        }
        var testDescription: String { "\(images.count) \(loops.count) \(mounts?.count ?? -1)" }
    }

    @Test(arguments: [
        // what a killed swap left, and what is done about it before the next observation
        Row([disk.image], gives: []),
        Row([disk.image, disk.fresh], gives: []),
        Row([disk.fresh, disk.dead], gives: ["mv -T \(disk.fresh) \(disk.image)"]),
        Row([disk.image, disk.dead], gives: ["losetup --find --nooverlap \(disk.image)"]),
        Row([disk.image, disk.dead], on: [new], gives: ["rm -f \(disk.dead)"]),
        Row([disk.image, disk.dead], on: [old, new], gives: death + burial),
        Row(
            [disk.image, disk.dead], on: [old, new], mounts: ["/", "/dev/vdb", "/gluster"],
            gives: death + ["umount --lazy /dev/vdb"] + give + burial),
        Row([disk.image, disk.dead], on: [new], mounts: ["/"], gives: give + ["rm -f \(disk.dead)"]),
    ])
    func swapContinuesFromEveryState(_ row: Row) {
        var facts = Sample.machine
        facts.entries = row.images.map { LabFacts.Entry(path: $0, size: 1 << 33) }
        facts.loops = row.loops
        if let mounts = row.mounts {
            facts.processes[Self.host.machine] = [42]
            facts.inits[Self.host.machine] = 42
            facts.inside[Self.host.machine] = mounts
        }
        let enter = LabCommands.inHost(42, [], terminal: nil).joined(separator: " ") + " "
        let lines = Sample.lines(LabSwapPlan(hosts: [Self.host]).steps(facts))
        #expect(lines.map { $0.hasPrefix(enter) ? String($0.dropFirst(enter.count)) : $0 } == row.lines)
    }

    @Test func swapWaitsForAHostThatStarts() {
        var facts = Sample.running
        facts.entries.append(LabFacts.Entry(path: Self.disk.dead, size: 0))
        facts.inits = [:]
        let steps = LabSwapPlan(hosts: [Self.host]).steps(facts)
        #expect(steps.map(\.changes) == [[]] && steps.allSatisfy(\.isRetried))
    }

    /// At every moment one of the two images in the lab has the size of the disk.
    @Test func oldImageIsRenamedBeforeTheNewOne() {
        let lines = Sample.lines([LabStep("x", LabCommands.beginSwap(Self.disk, bytes: 42))])
        #expect(
            lines == [
                "rm -f \(Self.disk.fresh)", "truncate -s 42 \(Self.disk.fresh)",
                "mv -T \(Self.disk.image) \(Self.disk.dead)", "mv -T \(Self.disk.fresh) \(Self.disk.image)",
            ])
    }

    @Test func disksThatAHostDoesNotHave() throws {
        #expect(try LabManager.pick("/dev/vdb", of: Self.host, Sample.running) == Self.disk)
        #expect(throws: LabProblem.self) { try LabManager.pick("/dev/vdc", of: Self.host, Sample.running) }
    }

    @Test func numbersOfALoopDevice() {
        let text =
            #"{"loopdevices": [{"name":"/dev/loop1","maj:min":"  7:16","back-file":"/var/lib/hcctl-lab/x"}]}"#
        #expect(LabParser.loops(text).map(\.numbers) == [["7", "16"]])
    }
}

@Suite struct LabWithoutTests {
    private let recipe = BaseRecipe.current.leavingOut(["xfsprogs", "attr", "attr"])

    @Test func theOrderOfTheNamesDoesNotCount() {
        #expect(recipe.leftOut == ["attr", "xfsprogs"])
        #expect(recipe == BaseRecipe.current.leavingOut(["attr", "xfsprogs"]))
        #expect(recipe.complete == .current)
    }

    @Test func aCopyLosesThePackagesAndGetsItsNameLast() {
        let lines = Sample.lines([LabStep("x", LabCommands.derive(recipe, leftovers: LabFacts()))])
        let (from, draft) = (BaseRecipe.current.directory, recipe.draft)
        #expect(lines.contains("cp -a --reflink=auto \(from)/rootfs \(draft)/rootfs"))
        #expect(lines.contains("cp -al \(from)/packages \(draft)/packages"))
        let purge = "apt-get purge --yes --quiet -- attr xfsprogs systemd+ systemd-sysv+ dbus+ openssh-server+ apt+"
        #expect(
            lines.contains { $0.hasSuffix("--pid --fork --kill-child --root=\(draft)/rootfs --mount-proc \(purge)") })
        #expect(lines.last == "mv -T \(draft) \(recipe.directory)")
    }

    /// apt-ftparchive writes paths as the hosts see them, so the folder moves out after that.
    @Test func thePackagesGoIntoARepositoryBesideTheRoot() throws {
        let lines = Sample.lines([
            LabStep("x", LabCommands.build(.current, mirror: "http://m", leftovers: LabFacts()))
        ])
        let root = "\(BaseRecipe.current.draft)/rootfs"
        let index = try #require(lines.firstIndex { $0.hasPrefix("chroot \(root) apt-ftparchive generate") })
        let update = try #require(lines.firstIndex(of: "chroot \(root) apt-get update --quiet"))
        let move = try #require(
            lines.firstIndex(of: "mv -T \(root)/usr/share/hcctl-lab/packages \(BaseRecipe.current.draft)/packages"))
        #expect(index < update && update < move)
        let sources = BaseRecipe.current.files.first { $0.path == "/etc/apt/sources.list" }
        #expect(sources?.text == "deb [trusted=yes] file:/usr/share/hcctl-lab packages/\n")
    }

    @Test func aHostSeesThemReadOnly() {
        let lines = Sample.lines([LabStep("x", LabCommands.start(Sample.hosts[0], base: "/b", disks: []))])
        #expect(lines.last?.contains("--bind-ro=/b/packages:/usr/share/hcctl-lab/packages") == true)
    }

    @Test(arguments: [
        ("glusterfs-server", nil), ("libstdc++6", nil), ("python3.11-minimal", nil), ("", "cannot be"),
        ("-o", "cannot be"), ("a", "cannot be"), ("A1", "cannot be"), ("a b", "cannot be"), ("a/b", "cannot be"),
        ("openssh-server", "no host starts"), ("systemd", "no host starts"),
    ])
    func namesOfPackages(_ name: String, _ trouble: String?) {
        var request = LabRequest()
        request.without = [name]
        do throws(LabProblem) {
            _ = try request.hosts(beside: [])
            #expect(trouble == nil)
        } catch {
            #expect(error.trouble.contains(trouble ?? "?"), "\(error)")
        }
    }

    @Test func existingHostsAreNotCreatedAgain() throws {
        var request = LabRequest()
        try LabManager.refuseOtherHosts(request, for: Sample.running)
        request.without = ["attr"]
        #expect(throws: LabProblem.self) { try LabManager.refuseOtherHosts(request, for: Sample.running) }
        try LabManager.refuseOtherHosts(request, for: Sample.machine)
        request.without = nil
        request.hidesNames = true
        #expect(throws: LabProblem.self) { try LabManager.refuseOtherHosts(request, for: Sample.running) }
        try LabManager.refuseOtherHosts(request, for: Sample.machine)
    }
}
