internal import ClusterModel

/// What may be done to the NFS server of a host.
struct NFSRules {
    let step: Step
    let host: HostName
    let observed: ObservedState

    init(_ step: Step, _ host: HostName, _ observed: ObservedState) {
        self.step = step
        self.host = host
        self.observed = observed
    }

    func judge(_ action: NFSAction) -> [Objection] {
        switch action {
        case .addExport(_, let id): number(id) + unserved(id)
        case .updateExport(_, let id): number(id)
        case .replaceExport(_, let id, let old): number(id) + number(old) + asked()
        case .removeExport(let name, let id): number(id) + agreed(name) + asked()
        case .restartServer(let killing): killing ? hung() : asked() + others()
        case .restartStatd: []
        }
    }

    /// One server at a time: clients of the others go on.
    static func together(_ plan: Plan) -> [Objection] {
        let restarts = (plan.running + plan.ready).filter { step in
            if case .nfs(.restartServer(false), _) = step.action { true } else { false }
        }
        return restarts.dropFirst().filter(plan.ready.contains).map {
            Objection($0, "the NFS server of another host is restarted by the same plan, or by a step that runs")
        }
    }

    /// 0 is the root of NFSv4, and numbers have 16 bits.
    private func number(_ id: Int) -> [Objection] {
        (1...65_535).contains(id) ? [] : [Objection(step, "\(id) is no number of an export")]
    }

    private func unserved(_ id: Int) -> [Objection] {
        guard case .known(let served) = observed.host(host).nfs.exports else {
            return [Objection(step, "what \(host) exports was not read")]
        }
        return served.contains { $0.id == id } ? [Objection(step, "\(host) exports something as \(id) already")] : []
    }

    /// Clients lose their handles.
    private func asked() -> [Objection] {
        step.risk == .benign ? [Objection(step, "clients of \(host) are disturbed, and nobody was asked")] : []
    }

    private func agreed(_ name: NFSExportName) -> [Objection] {
        step.consents.contains { $0.allows("nfs.removeExport", name.text) }
            ? [] : [Objection(step, "nobody has agreed that the export \(name) is removed")]
    }

    /// Only what answers neither NFS nor D-Bus is killed.
    private func hung() -> [Objection] {
        let nfs = observed.host(host).nfs
        guard case .unknown = nfs.nullCall, case .unknown = nfs.exports else {
            return [Objection(step, "the NFS server of \(host) is not known to hang")]
        }
        return []
    }

    /// While this server restarts another one is ready, if there is another one.
    private func others() -> [Objection] {
        let others = observed.hosts.keys.filter { $0 != host }
        let ready = others.filter { other in
            let nfs = observed.host(other).nfs
            guard case .known = nfs.nullCall else { return false }
            return nfs.isInGrace == .known(false)
        }
        return others.isEmpty || !ready.isEmpty ? [] : [Objection(step, "no other NFS server is ready")]
    }
}
