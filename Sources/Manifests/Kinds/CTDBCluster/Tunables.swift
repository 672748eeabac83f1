internal import ClusterModel

extension FieldCodec where Value == [CTDBClusterSpec.Tunable] {
    /// A map of numbers. CTDB keeps them without a sign, in 32 bits.
    static var tunables: Self {
        let number = FieldCodec<Int>.integer(0...Int(UInt32.max))
        return FieldCodec(.map(of: number.schema)) { node, diagnostics in
            guard let entries = node.entries else {
                return diagnostics.expected("a map of tunables", found: node, advice: "write it as Name: number")
            }
            return entries.compactMap { entry in
                Tunables.check(entry, &diagnostics)
                return number.read(entry.value, &diagnostics).map { CTDBClusterSpec.Tunable(entry.key, $0) }
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
        "DBRecordSizeWarn", "DBSizeWarn", "DatabaseHashSize", "DatabaseMaxDead", "DeferredAttachTO", "ElectionTimeout",
        "EnableBans", "EventScriptTimeout", "FetchCollapse",
        "HopcountMakeSticky", "IPAllocAlgorithm", "KeepaliveInterval", "KeepaliveLimit", "LockProcessesPerDB",
        "LogLatencyMs", "MaxQueueDropMsg", "MonitorInterval", "MonitorTimeoutCount", "NoIPFailback", "NoIPTakeover",
        "PullDBPreallocation", "QueueBufferSize", "RecBufferSizeLimit", "RecLockLatencyMs", "RecdFailCount",
        "RecdPingTimeout", "RecoverInterval", "RecoverTimeout", "RecoveryBanPeriod", "RecoveryDropAllIPs",
        "RecoveryGracePeriod", "RepackLimit", "RerecoveryTimeout", "SeqnumInterval", "StatHistoryInterval",
        "StickyDuration", "StickyPindown", "TDBMutexEnabled", "TakeoverTimeout", "TickleUpdateInterval",
        "TraverseTimeout", "VacuumFastPathCount", "VacuumInterval", "VacuumMaxRunTime", "VerboseMemoryNames",
    ]

    static func check(_ entry: Node.Entry, _ diagnostics: inout DiagnosticCollector) {
        guard !known.contains(entry.key) else { return }
        let advice =
            entry.key == "DeterministicIPs"
            ? "today's name of DeterministicIPs: 1 is IPAllocAlgorithm: 0"
            : ClosestMatch.advice(for: entry.key, among: known) ?? "see ctdb-tunables(7)"
        diagnostics.warning(
            "CTDB 4.17 has no tunable \(MessageText.quoted(entry.key))", at: entry.place, advice: advice)
    }
}
