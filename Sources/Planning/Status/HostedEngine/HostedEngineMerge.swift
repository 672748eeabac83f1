internal import ClusterModel

/// The hosted engine as all hosts together report it.
///
/// No host's view is complete: each reports as live what it has seen change itself, a broker that was just started
/// calls all of them stale, and a dead host's row goes on to say that the engine runs there.
struct HostedEngineMerge {
    /// The best row of each host, by host id.
    let rows: [HostedEngineRow]
    /// Nil where no host reports it, or where two do not agree: a change takes up to 20 s to reach all.
    let isInGlobalMaintenance: Bool?
    /// Hosts that were asked and whose answer is not known.
    let unknown: [(host: HostName, why: UnknownReason)]

    init(_ hosts: [HostName], _ observed: ObservedState) {
        let readings = hosts.map { ($0, observed.host($0).hostedEngine.view) }
        let views = readings.compactMap { if case .known(let view) = $0.1 { view } else { nil } }
        unknown = readings.compactMap { host, reading in
            if case .unknown(let why) = reading { (host, why) } else { nil }
        }
        let best = Dictionary(views.flatMap(\.hosts).map { ($0.id, $0) }, uniquingKeysWith: Self.better)
        rows = best.values.sorted { $0.id < $1.id }
        let flags = Set(views.map(\.isInGlobalMaintenance))
        isInGlobalMaintenance = flags.count == 1 ? flags.first : nil
    }

    /// Live hosts on which the engine's machine runs: more than one must never be.
    var engineOn: [HostedEngineRow] { rows.filter { $0.isLive && $0.engine.vm == "up" } }

    /// A row that some host calls live is newer than any that none does, whatever the timestamps: they start again at a
    /// reboot.
    private static func better(_ one: HostedEngineRow, _ other: HostedEngineRow) -> HostedEngineRow {
        if one.isLive != other.isLive { return one.isLive ? one : other }
        return other.timestamp > one.timestamp ? other : one
    }
}
