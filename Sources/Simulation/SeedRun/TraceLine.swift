internal import ClusterModel
internal import SimulatedWorld

/// One line of a trace: the same bytes for the same events, in every process.
enum TraceLine {
    static func text(_ words: String, _ at: Duration) -> String { "\(stamp(at))  \(words)" }

    static func text(_ event: WorldEvent) -> String { text(words(event.kind), event.at) }

    static func text(_ event: RunEvent, _ caller: String, _ at: Duration) -> String {
        text("\(caller): \(words(event))", at)
    }

    /// Milliseconds, so that lines differ.
    private static func stamp(_ at: Duration) -> String {
        let thousandths = String(at.components.attoseconds / 1_000_000_000_000_000)
        let padding = String(repeating: "0", count: 3 - thousandths.count)
        return "\(at.components.seconds).\(padding)\(thousandths)"
    }

    private static func words(_ kind: WorldEvent.Kind) -> String {
        switch kind {
        case .begun(let command): "begins \(words(command))"
        case .ended(let command, let status, let before, let after):
            "ends \(words(command)) with \(status)"
                + (before == after ? "" : "; \(words(before)) became \(words(after))")
        case .aborted(let command): "aborted \(words(command))"
        case .termTaken(let host, let term, let caller): "\(host) accepts term \(term) of \(caller)"
        case .madeFilesystem(let host, let device, let over, let command):
            "command \(command) made a file system on \(host):\(device) over \(over.summary)"
        case .formatting(let host, let device, let over, let command):
            "command \(command) checks \(host):\(device), on which is \(over.summary)"
        case .markedByForce(let host, let path, let volume, let command):
            "command \(command) marked \(host):\(path) as a brick of \(volume)"
        case .copiesLost(let copies, let cause): "\(copies.count) copies are lost (\(words(cause)))"
        case .lastGoodCopyLost(let file, let cause): "\(file.volumeID):\(file.file) is lost (\(words(cause)))"
        case .brick(let host, let path, let volume, let runs, let cause):
            "brick \(host):\(path) of \(volume) \(runs ? "runs" : "stopped") (\(words(cause)))"
        case .ctdbLeader(let host, let isShared):
            "CTDB on \(host) holds the lock \(isShared ? "of the volume" : "of its own disk")"
        case .ctdbWithoutLock(let host): "ctdbd on \(host) started without the lock volume"
        case .ctdbStopped(let host, _, let others, let cause):
            "ctdbd on \(host) stopped, \(others) others can serve (\(words(cause)))"
        case .exportRemoved(let host, let id, let cause): "\(host) lets export \(id) go (\(words(cause)))"
        case .enginesDoubled(let hosts, let cause):
            "the engine runs on \(hosts.map(\.text).joined(separator: " and ")) (\(words(cause)))"
        case .deployedOver(let host, let command): "command \(command) runs the installer on \(host) over an engine"
        case .fault(let fault, let host): "fault \(fault.rawValue)\(host.map { " at \($0)" } ?? "")"
        case .callerDied(let caller, let fault): "\(caller) is killed (\(fault.rawValue))"
        case .external(let action): "external action \(words(action))"
        }
    }

    private static func words(_ command: RunningCommand) -> String {
        "\(command.id) of \(command.caller), term \(command.term), on \(command.host): \(CommandLine(command.words))"
    }

    private static func words(_ health: [ReplicaSetHealth]) -> String {
        health.map { "\($0.volume)/\($0.set) \($0.up) of \($0.count)\($0.isWritable ? "" : " read-only")" }
            .joined(separator: ", ")
    }

    private static func words(_ cause: WorldEvent.Cause) -> String {
        switch cause {
        case .command(let id): "command \(id)"
        case .externalAction: "external action"
        case .automatic: "by itself"
        }
    }

    private static func words(_ action: ExternalAction) -> String {
        if case .storage(.putOnDisk(let host, let device, let contents)) = action {
            return "puts \(contents.summary) on \(host):\(device)"
        }
        if case .host(.writeFile(let host, let path, _)) = action { return "writes \(host):\(path)" }
        return action.description
    }

    private static func words(_ event: RunEvent) -> String {
        switch event {
        case .observed(let hosts, let silent, let took):
            "observed \(hosts) hosts in \(took.tenths) s, silent: \(silent.map(\.text))"
        case .planned(let plan):
            "planned \(plan.ready.map { "\($0.resource) \($0.action.name)" }); held \(words(plan.held)); "
                + "unknown \(plan.unknown.map { "\($0.resource) on \($0.target): \($0.why.reason)" })"
                + (plan.running.isEmpty ? "" : "; running \(plan.running.map { "\($0.resource) \($0.action.name)" })")
                + plan.recurringDrifts.map { "; fights \($0.repair.resource) \($0.repair.difference.field)" }.joined()
        case .auditRejected(let words): "audit rejects \(words)"
        case .termTaken(let term, let hosts, let isMajority):
            "takes term \(term) on \(hosts.map(\.text))\(isMajority ? "" : ", no majority")"
        case .stepStarted(let step): "step \(step.resource) \(step.action.name) on \(step.action.target) begins"
        case .stepFinished(let step, let result, let took):
            "step \(step.resource) \(step.action.name) on \(step.action.target), \(took.tenths) s: \(result)"
        case .remembered(let changes): "remembers \(changes.count) changes"
        case .waiting(let reasons, let unknown, _):
            "waits for \(reasons.map(\.reason)) and \(unknown.map { "\($0.resource): \($0.why.reason)" })"
        }
    }

    private static func words(_ held: [HeldStep]) -> String {
        "\(held.map { "\($0.resource) \($0.step?.action.name ?? "-") \($0.waitingOn.map(\.reason))" })"
    }
}
