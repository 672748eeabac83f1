import Testing
import World

@testable import Lab

@Suite struct LabCheckTests {
    private static var able: LabAbilities {
        var found = LabAbilities()
        found.user = "0"
        found.programs = Set(LabCheck.programs.map(\.0))
        found.fileSystems = ["overlay", "xfs", "fuse", "ext4"]
        found.hasControlGroups = true
        found.makesNamespaces = true
        found.devices = ["/dev/fuse", "/dev/loop-control"]
        found.free = ["/var/cache": 1 << 40, "/var/lib": 1 << 40]
        return found
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let missing: [String]
        let remedy: String
        let spoil: @Sendable (inout LabAbilities) -> Void
        init(_ missing: [String], _ remedy: String, _ spoil: @escaping @Sendable (inout LabAbilities) -> Void) {
            (self.missing, self.remedy, self.spoil) = (missing, remedy, spoil)
        }
        var testDescription: String { missing.joined(separator: ", ") }
    }

    @Test(arguments: [
        Row([], "") { _ in },
        Row(["the rights of root"], "sudo") { $0.user = "1000" },
        Row(["the right to make namespaces"], "--privileged") { $0.makesNamespaces = false },
        Row(["the program debootstrap"], "apt-get install debootstrap") { $0.programs.remove("debootstrap") },
        Row(["the program systemd-nspawn"], "apt-get install systemd-container") {
            $0.programs.remove("systemd-nspawn")
        },
        Row(["the file system overlay in the kernel, for the hosts' root file systems"], "modprobe overlay") {
            $0.fileSystems.remove("overlay")
        },
        Row(["/dev/fuse"], "modprobe fuse") { $0.devices.remove("/dev/fuse") },
        Row(["control groups of version 2"], "mount -t cgroup2") { $0.hasControlGroups = false },
        Row(["room in /var/cache: 1024 MiB are free"], "free 2048 MiB") { $0.free["/var/cache"] = 1 << 30 },
        Row(["the program ip", "/dev/loop-control"], "iproute2") {
            $0.programs.remove("ip")
            $0.devices.remove("/dev/loop-control")
        },
    ])
    func whatIsMissing(_ row: Row) {
        var found = Self.able
        row.spoil(&found)
        let shortfalls = LabCheck.shortfalls(found)
        #expect(shortfalls.map(\.what) == row.missing)
        #expect((shortfalls.first?.remedy ?? "").contains(row.remedy) || row.missing.isEmpty)
    }

    @Test func answersOfTheTools() {
        let texts = [
            "0\n", "/usr/sbin/ip\n/usr/bin/find\n", "nodev\toverlay\n\text4\n",
            #"{"filesystems":[{"target":"/c","fstype":"cgroup2","options":"rw"}]}"#, "", "/dev/fuse\n",
            "   Avail\n1073741824\n", "Avail\n2048\n",
        ]
        let found = LabParser.abilities(
            texts.map { .finished(Finished(exitStatus: 0, output: Array($0.utf8))) })
        #expect(found.user == "0")
        #expect(found.programs == ["ip", "find"])
        #expect(found.fileSystems == ["overlay", "ext4"])
        #expect(found.hasControlGroups && found.makesNamespaces)
        #expect(found.devices == ["/dev/fuse"])
        #expect(found.free == ["/var/cache": 1_073_741_824, "/var/lib": 2048])
    }

    @Test func refusedNamespaces() {
        var outcomes = Array(repeating: Outcome.finished(Finished(exitStatus: 0)), count: 8)
        outcomes[4] = .finished(Finished(exitStatus: 1))
        #expect(!LabParser.abilities(outcomes).makesNamespaces)
    }

    @Test func reportsEachWithItsRemedy() {
        #expect(LabReport.text([LabShortfall]()) == "a lab can run here")
        let text = LabReport.text([LabShortfall(what: "a", remedy: "b"), LabShortfall(what: "c", remedy: "d")])
        #expect(text == "missing: a\n  b\nmissing: c\n  d")
    }
}

@Suite struct LabCommandsTests {
    private let host = LabHost(name: "host1", number: 1)

    private func lines(_ changes: [Change]) -> [String] {
        Sample.lines([LabStep("x", changes)])
    }

    @Test func theBaseGetsItsNameLast() {
        let recipe = BaseRecipe(
            suite: "s", packages: ["a", "b"], disabled: ["d"], masked: ["m"],
            files: [
                BaseRecipe.File(path: "/etc/x/y", text: "")
            ])
        let lines = lines(LabCommands.build(recipe, mirror: "http://m", leftovers: LabFacts()))
        let draft = "/var/cache/hcctl-lab/.building-\(recipe.digest)"
        let root = "\(draft)/rootfs"
        #expect(lines[1] == "debootstrap --variant=minbase --include=a,b s \(root) http://m")
        #expect(lines.contains("install -d -m 0755 \(root)/etc/x"))
        #expect(lines.contains("write \(root)/etc/x/y"))
        #expect(lines.contains("systemctl --root=\(root) disable -q d"))
        #expect(lines.last == "mv -T \(draft) /var/cache/hcctl-lab/\(recipe.digest)")
        #expect(lines.dropLast().allSatisfy { !$0.contains(recipe.directory) })
    }

    @Test func aHostGetsItsNameLast() {
        let lines = lines(LabCommands.create(host, knowing: [host], disks: 2, bytes: 1 << 30))
        #expect(lines.first == "rm -rf --one-file-system -- \(host.draft)")
        #expect(lines.contains("truncate -s 1073741824 \(host.draft)/vdb.img"))
        #expect(lines.contains("truncate -s 1073741824 \(host.draft)/vdc.img"))
        #expect(lines.last == "mv -T \(host.draft) \(host.directory)")
    }

    @Test func theCable() {
        let lines = lines(LabCommands.connect(host))
        #expect(
            lines.contains(
                "ip -n hcctl-hub link add port1 type veth peer name host0 address 02:88:00:00:00:0b netns hcctl-host1"
            ))
        #expect(lines.contains("ip -n hcctl-host1 addr add 10.88.0.11/24 dev host0"))
    }

    /// So that the next hcctl can wait for what a killed one left running.
    @Test func everyProgramHoldsALock() {
        #expect(
            LabCommands.run(["x"])
                == .run(
                    Invocation(
                        ["flock", "--shared", "--close", "/run/hcctl-lab.changes", "x"],
                        limit: .killAfter(.seconds(60)))))
    }

    @Test func commandsOfTheUser() {
        #expect(LabCommands.inHub(["ls", "a b"]) == ["ip", "netns", "exec", "hcctl-hub", "ls", "a b"])
        let inHost = LabCommands.inHost(42, ["ls"], terminal: nil)
        #expect(inHost.prefix(4) == ["nsenter", "--all", "--target", "42"])
        #expect(inHost.last == "ls")
        #expect(LabCommands.inHost(42, ["ls"], terminal: "xterm").contains("TERM=xterm"))
    }

    @Test func nothingIsAskedOfAShell() {
        let all = lines(
            LabCommands.build(.current, mirror: "http://m", leftovers: LabFacts())
                + LabCommands.create(host, knowing: [host], disks: 1, bytes: 1) + LabCommands.connect(host)
                + LabCommands.start(host, base: "/b", disks: [(device: "/dev/vdb", loop: "/dev/loop0")]))
        #expect(all.allSatisfy { !$0.hasPrefix("sh ") && !$0.hasPrefix("bash ") && !$0.contains(" -c ") })
    }
}
