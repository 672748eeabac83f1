internal import ClusterModel

/// CTDB on every host: its lock volume mounted, its files, its daemon, what is in force in it, and who serves the addresses.
struct CTDBStage: PlanningStage {
    static let name = StageName.ctdb
    let input: PlanningInput
    let draft: PlanDraft

    init(_ input: PlanningInput, _ draft: PlanDraft) {
        self.input = input
        self.draft = draft
    }

    func report() -> StageReport {
        guard let ctdb = input.desired.ctdb else { return StageReport() }
        let cluster = CTDBAssessment(ctdb, input)
        var hosts: [CTDBHost] = []
        for host in input.desired.spec.hosts where input.unreachable(host) == nil {
            hosts.append(CTDBHost(host, cluster, input, draft))
        }
        let reload = nodeReload(cluster, hosts)
        var report = StageReport() + cluster.listReport + silent(ctdb)
        for host in hosts { report += host.report(after: reload) }
        if let reload {
            report += reload.waitingOn.isEmpty ? .one(reload.step) : .one(reload.step, waitingOn: reload.waitingOn)
        }
        let isSettled = report.ready.isEmpty && report.held.allSatisfy { $0.step == nil }
        return report + (isSettled ? PublicAddresses(cluster, input).report() : StageReport())
    }

    /// What a host that does not answer hides.
    private func silent(_ ctdb: Desired<CTDBClusterSpec>) -> StageReport {
        StageReport(
            unknown: input.desired.spec.hosts.compactMap { host in
                input.unreachable(host).map { UnknownFact(ctdb.id, on: host, $0) }
            })
    }

    /// Running daemons read the list once all hosts have it.
    private func nodeReload(_ cluster: CTDBAssessment, _ hosts: [CTDBHost]) -> NodeReload? {
        guard case .known = cluster.list.lines else { return nil }
        let wanted = cluster.list.nodes
        let behind = hosts.filter { $0.view.map { !NodeReload.isInForce(wanted, in: $0) } ?? false }
        guard let first = behind.first else { return nil }
        let step = Step(
            resource: cluster.ctdb.id, action: .ctdb(.reloadNodes, on: first.host),
            postcondition: .ctdb(.nodes(first.host, wanted)), risk: .disruptive, scope: .cluster,
            differences: [
                Difference(
                    "nodes.inForce", desired: NodeReload.text(wanted),
                    observed: first.view.map { NodeReload.text($0.nodes) },
                    rule: .cluster, on: first.host)
            ])
        let files = hosts.flatMap { $0.steps(writing: .nodes) }.map { WaitingOn.step($0) }
        let away = input.desired.spec.hosts.filter { input.unreachable($0) != nil }.map {
            WaitingOn.host(.hostUnreachable($0))
        }
        return NodeReload(step: step, waitingOn: files + away)
    }
}

/// The one step that has every daemon read the node list.
struct NodeReload {
    let step: Step
    let waitingOn: [WaitingOn]

    /// Numbers and addresses, whatever the state of the nodes.
    static func isInForce(_ wanted: [CTDBNode], in view: CTDBView) -> Bool {
        view.nodes.map { CTDBNode(number: $0.number, address: $0.address) } == wanted
    }

    static func text(_ nodes: [CTDBNode]) -> String {
        nodes.map { "\($0.number) \($0.address)" }.joined(separator: ", ")
    }
}

/// What is the same for all hosts.
struct CTDBAssessment {
    let ctdb: Desired<CTDBClusterSpec>
    let list: NodeList
    let input: PlanningInput
    /// The host on which the engine's installer runs, or comes next.
    let deploying: HostName?

    init(_ ctdb: Desired<CTDBClusterSpec>, _ input: PlanningInput) {
        self.ctdb = ctdb
        self.input = input
        deploying = HostedEngineTurn(input).host
        list = NodeList(input)
    }

    var lock: CTDBClusterSpec.LockVolume { ctdb.spec.lockVolume }

    /// Lists that contradict each other, and nodes that are no hosts, are left to an operator.
    var listReport: StageReport {
        var held: [HeldStep] = []
        if case .held(let waiting) = list.lines {
            let difference = Difference("nodes", desired: "the hosts of the Cluster", observed: nil, rule: .cluster)
            held.append(HeldStep(resource: ctdb.id, differences: [difference], waitingOn: waiting))
        }
        for address in list.foreign {
            let difference = Difference("nodes", desired: nil, observed: address, rule: .cluster)
            held.append(
                HeldStep(
                    resource: ctdb.id, differences: [difference], waitingOn: [.ctdb(.foreignNode(address: address))]))
        }
        return StageReport(held: held)
    }

    func view(_ host: HostName) -> CTDBView? {
        if case .known(let view) = input.observed.host(host).ctdb.view { view } else { nil }
    }

    /// Whether the host's own node says that it can serve addresses.
    func isHealthy(_ host: HostName) -> Bool {
        view(host).map { $0.ownNode?.isHealthy == true && $0.isRecovering == .known(false) } ?? false
    }

    /// What keeps the daemon of a host from being stopped for a while: never the last healthy node, never two hosts at once.
    func obstacles(stopping host: HostName) -> [WaitingOn] {
        let others = input.desired.spec.hosts.filter { $0 != host }
        guard others.contains(where: isHealthy) else { return [.ctdb(.lastHealthy(host))] }
        return others.filter { !isHealthy($0) }.map { other in
            input.unreachable(other) == nil ? .ctdb(.otherAway(host, other: other)) : .host(.hostUnreachable(other))
        }
    }
}
