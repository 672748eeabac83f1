internal import ClusterModel

/// The node list that every host is to have: what there is, in its order, and new hosts at its end.
///
/// The number of a node is the place of its line. A line is never removed or moved: a host that left keeps its line, commented
/// out by an operator.
struct NodeList {
    /// The lines, or what keeps them from being known.
    let lines: Result
    /// Nodes that no host of the Cluster has.
    let foreign: [String]

    enum Result {
        case known([String])
        case held([WaitingOn])
    }

    /// The addresses of the lines that are not commented out, each with its number.
    var nodes: [CTDBNode] {
        guard case .known(let lines) = lines else { return [] }
        return Self.nodes(lines)
    }

    static func nodes(_ lines: [String]) -> [CTDBNode] {
        lines.enumerated().compactMap { number, line in
            line.hasPrefix("#") ? nil : CTDBNode(number: number, address: line)
        }
    }

    /// An address, whether or not its line is commented out.
    static func bare(_ line: String) -> String {
        String(line.drop { $0 == "#" || $0 == " " })
    }

    init(_ input: PlanningInput) {
        let addresses = input.orderedHosts.map { ($0.name, Self.address(of: $0.name, $0.spec, input)) }
        let unknown = addresses.filter { $0.1 == nil }.map(\.0)
        guard unknown.isEmpty else {
            let holds = unknown.map { host in
                WaitingOn.ctdb(.nodeAddress(host, name: input.desired.hosts[host]?.glusterAddress ?? ""))
            }
            (lines, foreign) = (.held(holds), [])
            return
        }
        let own = addresses.compactMap(\.1)
        switch Self.base(input, own: own) {
        case .held(let waiting): (lines, foreign) = (.held(waiting), [])
        case .known(let base):
            let listed = base.map(Self.bare)
            let kept = base.map { own.contains(Self.bare($0)) ? Self.bare($0) : $0 }
            lines = .known(kept + own.filter { !listed.contains($0) })
            foreign = base.filter { !$0.hasPrefix("#") && !own.contains($0) }
        }
    }

    /// The address in CTDB's private network: the declared one, else the one that the gluster network's name leads to.
    static func address(of host: HostName, _ spec: HostSpec, _ input: PlanningInput) -> String? {
        if let heartbeat = spec.heartbeatAddress { return heartbeat }
        guard let declared = input.desired.hostNames.first(where: { $0.name == spec.glusterAddress }) else {
            return spec.glusterAddress
        }
        return NamesStage.address(of: declared, input)
    }

    /// The list that there is, line by line: what the running daemons have, else what the files say.
    private static func base(_ input: PlanningInput, own: [String]) -> Result {
        let files = input.desired.spec.hosts.map { ($0, input.observed.host($0).file(.ctdb(.nodes))) }
        let lists = files.compactMap { host, reading -> (HostName, [String])? in
            guard case .known(let file) = reading else { return nil }
            let lines = file.entries.map { $0.words.joined(separator: " ") }
            return lines.isEmpty ? nil : (host, lines)
        }
        let running = running(input) ?? []
        guard let lines = merged(lists.map(\.1), running, own, hosts: files.count) else {
            return .held([.ctdb(.nodeLists(lists.map { "\($0.0): \($0.1.joined(separator: ", "))" }))])
        }
        let silent = files.compactMap { host, reading in
            if case .unknown(let why) = reading { WaitingOn.fact(.ctdbd(host), why) } else { nil }
        }
        return lines.isEmpty && !silent.isEmpty ? .held(silent) : .known(lines)
    }

    /// A line that no daemon has in force counts if it is of a host, or commented out, or on more than half of the hosts: one
    /// that an operator wrote into a single file does not spread. nil: the files contradict each other and no majority decides.
    private static func merged(_ lists: [[String]], _ running: [String], _ own: [String], hosts: Int) -> [String]? {
        var lines: [String] = []
        while true {
            let place = lines.count
            let there = lists.filter { $0.indices.contains(place) }.map { $0[place] }
            if running.indices.contains(place), !running[place].hasPrefix("#") {
                lines.append(running[place])
                continue
            }
            let names = there.map(bare)
            guard
                let name = names.first(where: { one in names.count { $0 == one } * 2 > hosts }) ?? names.distinct().only
            else {
                guard names.isEmpty else { return nil }
                guard running.indices.contains(place) else { return lines }
                lines.append(running[place])
                continue
            }
            let line = there.first { bare($0) == name } ?? name
            let isMajor = names.count { $0 == name } * 2 > hosts
            guard own.contains(name) || line.hasPrefix("#") || isMajor || running.indices.contains(place) else {
                return lines
            }
            lines.append(line)
        }
    }

    /// What a daemon has in force; a number that it does not name is a node that left.
    private static func running(_ input: PlanningInput) -> [String]? {
        let views = input.desired.spec.hosts.compactMap { host -> CTDBView? in
            if case .known(let view) = input.observed.host(host).ctdb.view { view } else { nil }
        }
        guard let nodes = views.map(\.nodes).max(by: { $0.count < $1.count }), let last = nodes.map(\.number).max()
        else {
            return nil
        }
        return (0...last).map { number in nodes.first { $0.number == number }?.address ?? "#0.0.0.0" }
    }
}

extension Array {
    /// The element of an array of one.
    fileprivate var only: Element? { count == 1 ? first : nil }
}
