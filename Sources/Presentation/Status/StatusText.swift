package import ClusterModel

/// The state of a cluster on one screen: hosts with their disks, volumes, other resources, then what is not as it should
/// be, and the counts.
package struct StatusText {
    private let report: RunReport
    private let style: Style
    private let layout: TextLayout
    private let now: WallTime

    /// `now` is when the screen is made.
    package init(_ report: RunReport, style: Style = .plain, layout: TextLayout = .fitted(), now: WallTime) {
        self.report = report
        self.style = style
        self.layout = layout
        self.now = now
    }

    package var lines: [String] {
        [heading, ""] + block(hosts) + block(volumes) + block(others) + problems
            + UnmanagedText.counts(report.overview.unmanaged).flatMap { wrapped("", $0) } + [last]
    }

    private func block(_ lines: [String]) -> [String] { lines.isEmpty ? [] : lines + [""] }

    private func wrapped(_ head: String, _ text: String) -> [String] {
        TerminalText.wrapped(head, text, width: layout.width)
    }
}

// MARK: - Head and end

extension StatusText {
    private var cluster: ResourceStatus? { report.statuses.first { $0.resource.kind == .cluster } }

    private var heading: String {
        let words = cluster.map { "\($0.health.rawValue), \($0.sync.rawValue)" } ?? ""
        return style.strong(TerminalText.safe("Cluster \(report.cluster): \(words)"))
    }

    /// How many resources are ready, what it cost to find out, and when.
    private var last: String {
        let parts = report.statuses.filter { $0.resource.kind != .cluster }
        let ready = parts.count { $0.isReady }
        let words =
            "\(ready) of \(parts.count) ready; \(report.took.tenths) s, \(report.counts.reading) reading commands; \(now)"
        return ready == parts.count ? style.good(words) : style.bad(words)
    }
}

// MARK: - Tables

extension StatusText {
    private func status(_ resource: ResourceID) -> ResourceStatus? { report.status(of: resource) }

    private func painted(_ line: String, _ status: ResourceStatus?) -> String {
        guard let status else { return line }
        if status.isReady { return line }
        return status.health == .failed || status.health == .unknown || status.health == .degraded
            ? style.bad(line) : style.changed(line)
    }

    /// A screen has room for so many hosts, and for so many volumes; of more, those that are ready are counted.
    private static let mostRows = 16

    private func isShown(_ resource: ResourceID, of count: Int) -> Bool {
        layout.isWide || count <= Self.mostRows || status(resource)?.isReady != true
    }

    private func others(than shown: Int, of count: Int) -> [String] {
        shown == count ? [] : ["\(count - shown) more, all ready (-o wide shows them)"]
    }

    private var hosts: [String] {
        let all = report.overview.hosts
        let shown = all.filter { isShown(.host($0.name), of: all.count) }
        let rows = shown.map { host in
            (status(.host(host.name)), HostRow(host, status(.host(host.name))).cells)
        }
        return table(HostRow.header, rows) + others(than: shown.count, of: all.count)
    }

    /// Below a volume its replica sets, where a brick does not run or something waits to be healed, and always in a wide
    /// layout.
    private var volumes: [String] {
        let all = report.overview.volumes
        let shown = all.filter { isShown(.volume($0.name), of: all.count) }
        let rows = shown.map { volume in
            (status(.volume(volume.name)), VolumeRow(volume, status(.volume(volume.name))).cells)
        }
        let lines = table(VolumeRow.header, rows)
        return lines.prefix(1)
            + zip(shown, lines.dropFirst()).flatMap { volume, line in
                [line] + (layout.isWide || volume.isTroubled ? volume.sets.enumerated().flatMap(set) : [])
            } + others(than: shown.count, of: all.count)
    }

    private func set(_ number: Int, _ bricks: [BrickOverview]) -> [String] {
        let words = bricks.map { brick in
            let backlog: String =
                if case .known(let entries) = brick.healBacklog, entries > 0 { ", \(entries) to heal" } else { "" }
            return "\(brick.brick.host) \(OverviewWords.brick(brick))\(brick.isArbiter ? " (arbiter)" : "")\(backlog)"
        }
        return wrapped("    set \(number + 1): ", words.joined(separator: "; "))
    }

    private var others: [String] {
        let own: Set<ResourceKind> = [.cluster, .host, .glusterVolume]
        let rows = report.statuses.filter { !own.contains($0.resource.kind) }.map { status in
            (status, ["\(status.resource)", status.sync.rawValue, status.health.rawValue])
        }
        return table(["OTHER", "SYNC", "HEALTH"], rows)
    }

    private func table(_ header: [String], _ rows: [(ResourceStatus?, [String])]) -> [String] {
        guard !rows.isEmpty else { return [] }
        let lines = Table(header, rows.map { row in row.1.map { TerminalText.safe($0) } }, gap: 2).lines
        return [style.strong(lines[0])] + zip(rows, lines.dropFirst()).map { painted($1, $0.0) }
    }
}

// MARK: - What is not as it should be

extension StatusText {
    /// Each condition that is not normal once, under its words all resources that it concerns.
    private var problems: [String] {
        var order: [String] = []
        var concerned: [String: [ResourceID]] = [:]
        for status in report.statuses where status.resource.kind != .cluster {
            for words in sentences(status) {
                if concerned[words] == nil { order.append(words) }
                concerned[words, default: []].append(status.resource)
            }
        }
        let lines = order.flatMap { words in
            wrapped("! ", "\(Self.list(concerned[words] ?? [])): \(words)")
        }
        return block(lines)
    }

    /// Of a kind with many resources so many are named, and the others counted.
    private static let namedResources = 3

    private static func list(_ resources: [ResourceID]) -> String {
        ResourceKind.allCases.flatMap { kind -> [String] in
            let own = resources.filter { $0.kind == kind }
            guard own.count > namedResources + 1 else { return own.map(\.description) }
            return own.prefix(namedResources).map(\.description)
                + ["\(own.count - namedResources) more of kind \(kind.rawValue)"]
        }.joined(separator: ", ")
    }

    private func sentences(_ status: ResourceStatus) -> [String] {
        let conditions = status.conditions.filter { $0.status && $0.type != .ready }.compactMap {
            sentence($0, of: status.resource)
        }
        let unknown = report.plan.unknown.filter { $0.resource == status.resource }.map { $0.why.sentence }
        return (conditions + unknown).distinctTexts()
    }
}

extension StatusText {
    /// Nil of a hold that ends with another step: that one is shown.
    private func sentence(_ condition: ResourceStatus.Condition, of resource: ResourceID) -> String? {
        switch condition.cause {
        case .waiting(.step): return nil
        case .stepsReady(let count, _):
            let first = report.plan.ready.first { $0.resource == resource }.map(\.summaryOfWork) ?? ""
            return "hcctl apply does: \(first)" + (count > 1 ? " and \(count - 1) more" : "")
        case .asDeclared, .notAsDeclared, .waiting, .fighting: return condition.message
        }
    }
}

extension Step {
    /// Without the host, which is the resource or does not matter.
    fileprivate var summaryOfWork: String { phrase.text(resource.kind == .host ? [] : phraseHosts, isWide: false) }
}

extension VolumeOverview {
    /// Whether its sets are worth a line each.
    fileprivate var isTroubled: Bool {
        guard state == .known(.started) else { return false }
        let isHealing = bricks.contains { if case .known(let entries) = $0.healBacklog { entries > 0 } else { false } }
        return isHealing || bricks.contains { $0.isRunning != .known(true) }
    }
}

extension ResourceStatus {
    package var isReady: Bool { conditions.contains { $0.type == .ready && $0.status } }
    /// Whether an operator is needed, or a host that does not answer.
    package var isStalled: Bool { conditions.contains { $0.type == .stalled && $0.status } }
}

extension RunReport {
    /// The status of one resource; nil of one that no manifest declares.
    package func status(of resource: ResourceID) -> ResourceStatus? { statuses.first { $0.resource == resource } }
}

extension Array<String> {
    /// Each text once, at its first place.
    func distinctTexts() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
