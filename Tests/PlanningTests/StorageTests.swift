import Audit
import ClusterModel
import Planning
import TestSupport
import Testing

/// The truth table of one storage entry on host1; the other hosts are as desired.
@Suite struct StorageTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let input: String
        let change: @Sendable (inout ObservedHost) -> Void
        /// `ready ACTION`, `held REASON`, `unknown REASON` or `nothing`, in the order of the plan.
        let verdict: [String]
        var testDescription: String { input }
    }

    static let rows: [Row] = [
        Row("as desired", [] as [String]) { _ in },
        Row("blank, nothing expected", ["ready host.makeFilesystem", "held DependsOnStep", "held DependsOnStep"]) {
            host in
            host.blank()
        },
        Row("blank, fstab names its mount point", ["held BlankReplacement"]) { host in
            host.blank()
            host.os.files[.fstab] = .known(Make.table())
        },
        Row("blank, a volume has a brick there", ["held BlankReplacement"]) { host in
            host.blank()
            host.gluster.view = .known(Make.view("host1", Make.desired()))
        },
        Row("blank, glusterd silent, its store not empty", ["held BlankReplacement", "unknown NotAsked"]) { host in
            host.blank()
            host.gluster.view = .unknown(.notAsked)
            host.gluster.storedVolumes = .known(["engine"])
        },
        Row("blank, glusterd silent, its store unknown", ["held FactUnknown", "unknown NotAsked"]) { host in
            host.blank()
            host.gluster.view = .unknown(.notAsked)
            host.gluster.storedVolumes = .unknown(.notAsked)
        },
        Row("blank, fstab unknown", ["held FactUnknown"]) { host in
            host.blank()
            host.os.files[.fstab] = .unknown(.notAsked)
        },
        Row("blank, something else mounted there", ["held MountConflict"]) { host in
            host.blank()
            host.storage.mounts = .known([
                Make.root, Mount(target: "/gluster", source: "tmpfs", filesystem: "tmpfs", number: "0:9", options: []),
            ])
        },
        Row("blank, the table of mounts unknown", ["held FactUnknown"]) { host in
            host.blank()
            host.storage.mounts = .unknown(.timeLimitPassed(command: "findmnt", .seconds(20)))
        },
        Row("blank, but partitions on it", ["held DeviceNotBlank"]) { host in
            host.blank()
            host.storage.devices["/dev/vdb"] = .known(Make.device(.blank, holders: ["vdb1"]))
        },
        Row("another file system", ["held DeviceNotBlank"]) { host in
            host.blank()
            host.storage.devices["/dev/vdb"] = .known(Make.device(.filesystem(kind: "ext4", uuid: "u")))
        },
        Row("a partition table", ["held DeviceNotBlank"]) { host in
            host.blank()
            host.storage.devices["/dev/vdb"] = .known(Make.device(.partitionTable(kind: "gpt")))
        },
        Row("a member of LVM", ["held DeviceNotBlank"]) { host in
            host.blank()
            host.storage.devices["/dev/vdb"] = .known(Make.device(.other("LVM2_member")))
        },
        Row("no such device", ["held NoDevice"]) { $0.storage.devices["/dev/vdb"] = .absent },
        Row("device unknown", ["unknown NotAsked"]) { $0.storage.devices["/dev/vdb"] = .unknown(.notAsked) },
        Row("made, neither in fstab nor mounted", ["ready host.replaceFile", "ready host.mount"]) { host in
            host.os.files[.fstab] = .known(Make.table(lines: []))
            host.storage.mounts = .known([Make.root])
        },
        Row("in fstab, not mounted", ["ready host.mount"]) { $0.storage.mounts = .known([Make.root]) },
        Row("mounted, not in fstab", ["ready host.replaceFile"]) {
            $0.os.files[.fstab] = .known(Make.table(lines: []))
        },
        Row("fstab names another device", ["held MountConflict"]) { host in
            host.os.files[.fstab] = .known(Make.table(lines: ["UUID=other /gluster xfs defaults 0 0"]))
        },
        Row("fstab with options of its own is adopted", []) { host in
            host.os.files[.fstab] = .known(Make.table(lines: ["UUID=uuid-xfs /gluster xfs noatime,inode64 0 0"]))
        },
        Row("fstab names the declared device itself", []) { host in
            host.os.files[.fstab] = .known(Make.table(lines: ["/dev/vdb /gluster xfs defaults 0 0"]))
        },
        Row("fstab names another device, not mounted", ["held MountConflict", "held MountConflict"]) { host in
            host.storage.mounts = .known([Make.root])
            host.os.files[.fstab] = .known(Make.table(lines: ["UUID=other /gluster xfs defaults 0 0"]))
        },
        Row("fstab names it for another place, not mounted", ["held MountConflict"]) { host in
            host.storage.mounts = .known([Make.root])
            host.os.files[.fstab] = .known(
                Make.table(lines: ["UUID=uuid-xfs /srv xfs rw 0 0", "UUID=uuid-xfs /gluster xfs rw 0 0"]))
        },
        Row("two lines of fstab for one place", ["held MountConflict"]) { host in
            let line = "UUID=uuid-xfs /gluster xfs defaults 0 0"
            host.os.files[.fstab] = .known(Make.table(lines: [line, line]))
        },
        Row("no fstab at all", ["held MountConflict"]) { $0.os.files[.fstab] = .absent },
        Row("fstab by UUID's link, with a slash at the end", []) { host in
            host.os.files[.fstab] = .known(Make.table(lines: ["/dev/disk/by-uuid/uuid-xfs /gluster/ xfs defaults 0 0"]))
        },
        Row("blank, mounts unknown", ["held FactUnknown"]) { host in
            host.blank()
            host.storage.mounts = .unknown(.notAsked)
        },
        Row("blank, fstab gives the device to another place", ["held BlankReplacement"]) { host in
            host.blank()
            host.os.files[.fstab] = .known(Make.table(lines: ["/dev/vdb none swap sw 0 0"]))
        },
        Row(
            "blank, mkfs.xfs not installed",
            ["ready host.installPackages", "held DependsOnStep", "held DependsOnStep", "held DependsOnStep"]
        ) { host in
            host.blank()
            host.os.packages["xfsprogs"] = .absent
        },
        Row("mounted elsewhere, not in fstab", ["held MountConflict"]) { host in
            host.os.files[.fstab] = .known(Make.table(lines: []))
            host.storage.mounts = .known([
                Make.root,
                Mount(target: "/srv", source: "/dev/vdb", filesystem: "xfs", number: "7:1", options: []),
            ])
        },
        Row("mounted elsewhere", ["held MountConflict"]) { host in
            host.storage.mounts = .known([
                Make.root,
                Mount(target: "/srv", source: "/dev/vdb", filesystem: "xfs", number: "7:1", options: []),
            ])
        },
        Row("one of its directories mounted there", ["held MountConflict"]) { host in
            let part = Mount(target: "/gluster", source: "/dev/vdb[/a]", filesystem: "xfs", number: "7:1", options: [])
            host.storage.mounts = .known([Make.root, part])
        },
        Row("mounts unknown", ["unknown NotAsked"]) { $0.storage.mounts = .unknown(.notAsked) },
    ]

    @Test(arguments: rows) func verdict(_ row: Row) {
        let observed = Make.observed(Make.desired([])) { name, host in
            if name == "host1" { row.change(&host) }
        }
        let plan = Planner().plan(Make.desired([]), observed, history: History(), now: Make.now)
        #expect(plan.words == row.verdict)
    }

    @Test func theLineOfFstabIsAppendedAndNothingElseTouched() {
        let observed = Make.observed { _, host in
            host.os.files[.fstab] = .known(Make.file(.fstab, "# mine\nproc /proc proc defaults 0 0"))
        }
        let plan = Planner().plan(Make.desired([]), observed, history: History(), now: Make.now)
        let file = plan.ready.first?.replacement
        #expect(
            file?.text == "# mine\nproc /proc proc defaults 0 0\nUUID=uuid-xfs /gluster xfs defaults"
                + ",nofail,x-systemd.device-timeout=30s 0 0\n")
        #expect(file?.digest == "d" && file?.summary == "/etc/fstab (1 line added)")
    }

    @Test func aHostInstalledAnewDoesNotLoseWhatThePoolExpectsOfIt() {
        let observed = Make.observed { name, host in
            if name == "host1" { host.blank() }
        }
        let plan = Planner().plan(Make.desired(), observed, history: History(), now: Make.now)
        #expect(!plan.ready.map(\.action.name).contains("host.makeFilesystem"))
        #expect(plan.held.first?.waitingOn.map(\.reason) == ["BlankReplacement"])
    }

    @Test func twoPathsOfOneDeviceAreNotTwoDevices() {
        var desired = Make.desired([])
        var second = desired.hosts["host1"]?.storage[0] ?? HostSpec.Storage()
        (second.name, second.device, second.mountPoint) = ("other", "/dev/disk/by-id/virtio-1", "/other")
        desired.hosts["host1"]?.storage.append(second)
        let observed = Make.observed { name, host in
            guard name == "host1" else { return }
            host.blank()
            host.storage.devices["/dev/disk/by-id/virtio-1"] = .known(Make.device(.blank))
        }
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        #expect(plan.words == ["held Unsupported"])
    }

    @Test func anEmptyListOfMountOptionsIsDefaults() {
        var desired = Make.desired([])
        desired.hosts["host1"]?.storage[0].mountOptions = []
        #expect(Planner().plan(desired, Make.observed { _, _ in }, history: History(), now: Make.now).isConverged)
        let bare = Make.observed { name, host in
            if name == "host1" { host.os.files[.fstab] = .known(Make.table(lines: [])) }
        }
        let text = "# a comment\nUUID=uuid-xfs /gluster xfs defaults,nofail,x-systemd.device-timeout=30s 0 0\n"
        let ready = Planner().plan(desired, bare, history: History(), now: Make.now).ready
        #expect(ready.map(\.replacement?.text) == [text] && ready[0].replacement?.digest == "digest-0")
    }

    @Test func declaredMountOptionsReplaceOnlyTheirLine() {
        var desired = Make.desired([])
        desired.hosts["host1"]?.storage[0].mountOptions = ["noatime", "inode64"]
        let text = "# /gluster is ours\nUUID=uuid-xfs /gluster xfs defaults 0 0\ntmpfs /tmp tmpfs rw 0 0\n"
        let observed = Make.observed { _, host in
            host.os.files[.fstab] = .known(Make.file(.fstab, text))
        }
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        let wanted = text.replacing("xfs defaults", with: "xfs noatime,inode64,nofail,x-systemd.device-timeout=30s")
        #expect(plan.ready.compactMap(\.replacement?.text) == [wanted])
    }

    /// A table with CR LF ends whose first line is the managed mount: `String` splits such a text into one line.
    @Test func aTableWithCarriageReturnsKeepsItsLines() {
        var desired = Make.desired([])
        desired.hosts["host1"]?.storage[0].mountOptions = ["noatime"]
        let text =
            "UUID=uuid-xfs /gluster xfs defaults 0 0\r\nUUID=root / ext4 defaults 0 1\r\n/dev/sda2 none swap sw 0 0\r\n"
        let observed = Make.observed { name, host in
            if name == "host1" { host.os.files[.fstab] = .known(Make.file(.fstab, text)) }
        }
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        #expect(
            plan.ready.compactMap(\.replacement?.text) == [
                text.replacing("xfs defaults", with: "xfs noatime,nofail,x-systemd.device-timeout=30s")
            ])
        #expect(plan.ready[0].replacement?.summary == "/etc/fstab (1 line changed)")
        #expect(Auditor(for: "lab").judge(plan, observed, now: Make.now) == [])
    }

    /// The step that writes two lines is done when both are there, with their options.
    @Test func theLinesAreProvenWithTheirOptions() throws {
        var desired = Make.desired([])
        desired.hosts["host1"]?.storage[0].mountOptions = ["noatime", "inode64"]
        let postcondition = try #require(
            Planner().plan(desired, Make.observed { _, _ in }, history: History(), now: Make.now).ready.first?
                .postcondition)
        func isSatisfied(_ lines: [String]) -> Bool {
            postcondition.isSatisfied(
                in: Make.observed { _, host in host.os.files[.fstab] = .known(Make.table(lines: lines)) })
        }
        #expect(!isSatisfied(["UUID=uuid-xfs /gluster xfs defaults 0 0"]))
        #expect(!isSatisfied([]))
        #expect(isSatisfied(["UUID=uuid-xfs /gluster xfs inode64,noatime,nofail,x-systemd.device-timeout=30s 0 0"]))
        #expect(!isSatisfied(["UUID=other /gluster xfs inode64,noatime 0 0"]))
        #expect(!isSatisfied(Array(repeating: "UUID=uuid-xfs /gluster xfs inode64,noatime 0 0", count: 2)))
    }
}

extension StorageTests.Row {
    init(_ input: String, _ verdict: [String], _ change: @escaping @Sendable (inout ObservedHost) -> Void) {
        self.init(input: input, change: change, verdict: verdict)
    }
}

extension ObservedHost {
    /// The disk is blank, nothing is mounted on it, and no volume or line of fstab expects data on it.
    mutating func blank() {
        storage.devices["/dev/vdb"] = .known(Make.device(.blank))
        storage.mounts = .known([Make.root])
        os.files[.fstab] = .known(Make.table(lines: []))
        gluster.view = .known(Make.view("host1", Make.desired([])))
    }
}

extension Plan {
    /// The plan in words: what is ready, what is held and why, what is unknown and why.
    var words: [String] {
        ready.map { "ready \($0.action.name)" }
            + held.map { "held \($0.waitingOn.map(\.reason).joined(separator: " "))" }
            + unknown.map { "unknown \($0.why.reason)" }
    }
}

extension Step {
    /// What it makes of a managed file.
    var replacement: FileReplacement? {
        if case .host(.replaceFile(let replacement), _) = action { replacement } else { nil }
    }
}

extension FileReplacement {
    var text: String { String(decoding: contents.bytes, as: UTF8.self) }
}
