internal import ClusterModel

extension CTDBClusterSpec: ManifestObject {
    static var title: String { "the spec of a CTDBCluster" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "lockVolume", \.lockVolume, .object, required: true, "The volume that the recovery lock lies on.",
            source: .walkthrough)
        Field(
            "publicAddresses", \.publicAddresses, .list(of: .object),
            "Addresses that healthy nodes serve, wherever they are.", source: .walkthrough)
        Field(
            "tunables", \.tunables, .tunables, "Tunables of CTDB by name.",
            example: "{KeepaliveInterval: 5, KeepaliveLimit: 5, MonitorInterval: 15, RecoveryBanPeriod: 120}",
            leftOut: "not managed, tunable by tunable", source: "ctdb-tunables(7)")
    }
}

extension CTDBClusterSpec.LockVolume: ManifestObject {
    static var title: String { "lockVolume" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("volume", \.volume, .volumeName, required: true, "The volume.", example: "meta", source: .walkthrough)
        Field(
            "mountPoint", \.mountPoint, .text(.mountPoint), "Where it is mounted on every host.", example: "/mnt/lock",
            source: .walkthrough)
    }
}

extension CTDBClusterSpec.PublicAddress: ManifestObject {
    static var title: String { "a public address" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "address", \.address, .text(.network), required: true, "The address and the length of its prefix.",
            example: "10.88.0.100/24", source: .walkthrough)
        Field(
            "interface", \.interface, .text(.interface), required: true, "The network interface that carries it.",
            example: "eth0", source: .walkthrough)
    }
}

extension Form where Value == VolumeName {
    /// The name of a volume; whether there is one of that name is asked once everything is read.
    static var volumeName: Self {
        Form<String>.text(.volumeName).converted {
            VolumeName($0)
        } from: {
            $0.text
        }
    }
}

extension Form where Value == [CTDBClusterSpec.Tunable] {
    /// A map of numbers. CTDB keeps them without a sign, in 32 bits.
    static var tunables: Self {
        let number = Form<Int>.integer(0...Int(UInt32.max))
        return Form(.map(of: number.shape)) { node, problems in
            guard let entries = node.entries else {
                return problems.expected("a map of tunables", found: node, advice: "write it as Name: number")
            }
            return entries.compactMap { entry in
                Tunables.check(entry, &problems)
                return number.read(entry.value, &problems).map { CTDBClusterSpec.Tunable(entry.key, $0) }
            }
        } write: { tunables in
            .map(tunables.map { YAMLText.Pair(key: $0.name, value: .scalar("\($0.value)")) })
        }
    }
}

/// Names of CTDB's tunables.
enum Tunables {
    /// ctdb-tunables(7) of CTDB 4.17. Newer ones may have others: an unknown name is a warning.
    static let known = [
        "AllowClientDBAttach", "AllowMixedVersions", "AllowUnhealthyDBRead", "ControlTimeout", "DBRecordCountWarn",
        "DBRecordSizeWarn", "DBSizeWarn", "DatabaseHashSize", "DatabaseMaxDead", "EventScriptTimeout", "FetchCollapse",
        "HopcountMakeSticky", "IPAllocAlgorithm", "KeepaliveInterval", "KeepaliveLimit", "LockProcessesPerDB",
        "LogLatencyMs", "MaxQueueDropMsg", "MonitorInterval", "MonitorTimeoutCount", "NoIPFailback", "NoIPTakeover",
        "PullDBPreallocation", "QueueBufferSize", "RecBufferSizeLimit", "RecLockLatencyMs", "RecdFailCount",
        "RecdPingTimeout", "RecoverInterval", "RecoverTimeout", "RecoveryBanPeriod", "RecoveryDropAllIPs",
        "RecoveryGracePeriod", "RepackLimit", "RerecoveryTimeout", "SeqnumInterval", "StatHistoryInterval",
        "StickyDuration", "StickyPindown", "TDBMutexEnabled", "TakeoverTimeout", "TickleUpdateInterval",
        "TraverseTimeout", "VacuumFastPathCount", "VacuumInterval", "VacuumMaxRunTime", "VerboseMemoryNames",
    ]

    static func check(_ entry: Node.Entry, _ problems: inout Problems) {
        guard !known.contains(entry.key) else { return }
        let advice =
            entry.key == "DeterministicIPs"
            ? "today's name of DeterministicIPs: 1 is IPAllocAlgorithm: 0"
            : NearestName.advice(for: entry.key, among: known) ?? "see ctdb-tunables(7)"
        problems.warning("CTDB 4.17 has no tunable \(Words.quoted(entry.key))", at: entry.place, advice: advice)
    }
}
