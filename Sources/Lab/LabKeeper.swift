internal import Foundation
public import World

/// The lab: real hosts on this machine. Looks, does what is missing, looks again.
public struct LabKeeper: Sendable {
    private let probe: LabProbe
    private let actuator: LabActuator
    private let time: any Timekeeper
    private let say: @Sendable (String) -> Void
    private let recipe = BaseRecipe.current
    private let process = Int(ProcessInfo.processInfo.processIdentifier)

    /// `say` tells the user what takes long.
    public init(_ access: Access, say: @escaping @Sendable (String) -> Void) {
        probe = LabProbe(transport: access.transport)
        actuator = LabActuator(transport: access.transport)
        time = access.time
        self.say = say
    }

    /// What a lab needs and this machine lacks; empty means that it can run.
    public func check() async -> [LabShortfall] { LabCheck.shortfalls(await probe.abilities()) }

    /// The hosts of the lab and what they do; none when there is no lab.
    public func status() async throws(LabProblem) -> LabStatus {
        let facts = try await look()
        return await status(facts)
    }

    /// Makes what is missing and waits until every host answers.
    public func up(_ request: LabRequest) async throws(LabProblem) -> LabStatus {
        let lock = try LabLock()
        defer { lock.release() }
        try await refuseWhereItCannotRun()
        let facts = try await look()
        let all = try request.hosts(beside: facts.hosts)
        try refuse(request, for: facts)
        try await start(all, of: all, request)
        return try await status()
    }

    /// Leaves nothing, not even of a lab that was killed half way; the base only with `purge`.
    public func down(purge: Bool) async throws(LabProblem) {
        let lock = try LabLock()
        defer { lock.release() }
        try await follow(LabDownPlan(purge: purge).move)
    }

    /// Cuts the power of hosts. Those that are off stay so.
    public func powerOff(_ names: [String]) async throws(LabProblem) -> LabStatus {
        let lock = try LabLock()
        defer { lock.release() }
        try await follow(LabPowerOffPlan(hosts: try await hosts(named: names).named).move)
        return try await status()
    }

    /// Powers hosts on and waits until they answer. Those that are on stay so.
    public func powerOn(_ names: [String]) async throws(LabProblem) -> LabStatus {
        let lock = try LabLock()
        defer { lock.release() }
        let hosts = try await hosts(named: names)
        try await start(hosts.named, of: hosts.all, LabRequest())
        return try await status()
    }

    /// The command line that runs `command` in the hub.
    public func inHub(_ command: [String]) async throws(LabProblem) -> [String] {
        guard try await look().namespaces.contains(LabLayout.hub) else { throw Self.noLab }
        return LabCommands.inHub(command)
    }

    /// The command line that runs `command` in a host; `terminal` is the kind of terminal, where there is one.
    public func inHost(_ name: String, _ command: [String], terminal: String?) async throws(LabProblem) -> [String] {
        let facts = try await look()
        guard let host = try Self.pick([name], from: facts.hosts).first, let number = facts.inits[host.machine] else {
            throw LabProblem("run a command in \(name)", "it is off", "power it on: hcctl lab poweron \(name)")
        }
        return LabCommands.inHost(number, command, terminal: terminal)
    }
}

// MARK: - Looking

extension LabKeeper {
    /// Inside the hub the machine's mounts and control groups are out of sight, and what is made there stays there.
    private func look() async throws(LabProblem) -> LabFacts {
        let facts = await probe.facts(hosts: [])
        guard !facts.hubProcesses.contains(process) else {
            throw LabProblem("look at the lab", "this command runs in the lab's hub", "run it outside of hcctl lab run")
        }
        return facts
    }

    private func status(_ facts: LabFacts) async -> LabStatus {
        let answering = await probe.answering(facts.hosts.filter { facts.isOn($0) })
        return LabStatus(
            hosts: facts.hosts.map { host in
                let running: LabHostState = answering.contains(host.address) ? .on : .starting
                return LabStatus.Host(
                    host: host, state: facts.isOn(host) ? running : .off, disks: facts.disks(of: host))
            })
    }

    private static let noLab = LabProblem("find the lab", "no lab is up", "bring one up: hcctl lab up")

    private func hosts(named names: [String]) async throws(LabProblem) -> (named: [LabHost], all: [LabHost]) {
        let all = try await look().hosts
        return (try Self.pick(names, from: all), all)
    }

    static func pick(_ names: [String], from all: [LabHost]) throws(LabProblem) -> [LabHost] {
        guard !all.isEmpty else { throw noLab }
        for name in names where !all.contains(where: { $0.name == name }) {
            throw LabProblem(
                "find \(name)", "the lab has no host of that name",
                "its hosts are \(all.map(\.name).joined(separator: ", "))")
        }
        return all.filter { names.contains($0.name) }
    }
}

// MARK: - Doing

extension LabKeeper {
    private func refuseWhereItCannotRun() async throws(LabProblem) {
        let missing = await check()
        guard let first = missing.first else { return }
        let rest = missing.count == 1 ? "" : " and \(missing.count - 1) more (hcctl lab check)"
        throw LabProblem("bring up a lab", "this machine lacks \(first.what)\(rest)", first.remedy)
    }

    /// Disks are given at a host's creation.
    private func refuse(_ request: LabRequest, for facts: LabFacts) throws(LabProblem) {
        for host in facts.hosts where facts.has(host.directory) {
            let disks = facts.disks(of: host)
            let sizes = facts.entries.filter { entry in disks.contains { $0.image == entry.path } }.map(\.size)
            let asIs = request.disks ?? disks.count == disks.count && sizes.allSatisfy { $0 == request.diskBytes ?? $0 }
            guard !asIs else { continue }
            throw LabProblem(
                "give \(host.name) other disks", "it has \(disks.count) of \(sizes.first ?? 0) bytes",
                "take the lab down first: hcctl lab down")
        }
        let base = "\(LabLayout.cacheDirectory)/\(facts.baseRecord ?? "")"
        guard facts.baseRecord == nil || facts.bases.contains(facts.baseRecord ?? "") else {
            throw LabProblem("bring up the lab", "its base \(base) is gone", "take the lab down first: hcctl lab down")
        }
    }

    private func start(_ hosts: [LabHost], of all: [LabHost], _ request: LabRequest) async throws(LabProblem) {
        let mirror = await probe.mirror(suite: recipe.suite)
        let plan = LabUpPlan(
            all: all, wanted: hosts, request: request, recipe: recipe, mirror: mirror, process: process)
        try await follow(plan.move, hosts: all)
        try await awaitAnswers(hosts)
    }

    private func awaitAnswers(_ hosts: [LabHost]) async throws(LabProblem) {
        let start = time.uptime()
        while true {
            let answering = await probe.answering(hosts)
            let silent = hosts.filter { !answering.contains($0.address) }
            guard !silent.isEmpty else { return }
            let names = silent.map(\.name).joined(separator: ", ")
            try await pause(since: start, atMost: LabLimit.boot, "reach \(names)", "no sshd answers there")
        }
    }

    /// Looks and acts until nothing is missing. A step that has to be repeated means that processes or devices take
    /// their time; so repeats are paced, and bounded in time.
    private func follow(
        _ next: (LabFacts) -> LabMove, hosts: [LabHost] = []
    ) async throws(LabProblem) {
        var (previous, since, rounds) = (LabMove.done, time.uptime(), 0)
        while rounds < LabLimit.rounds {
            let move = next(await probe.facts(hosts: hosts))
            if move == previous {
                try await pause(since: since, atMost: LabLimit.stop, Self.title(move), "it does not come to an end")
            } else {
                (previous, since, rounds) = (move, time.uptime(), rounds + 1)
            }
            guard case .act(let steps) = move else {
                if move == .done { return }
                continue
            }
            for step in steps { try await perform(step) }
        }
        throw LabProblem("finish", "\(LabLimit.rounds) rounds were not enough", "this is a mistake in hcctl: report it")
    }

    private func perform(_ step: LabStep) async throws(LabProblem) {
        step.announcement.map(say)
        try await actuator.perform(step)
    }

    private static func title(_ move: LabMove) -> String {
        switch move {
        case .act(let steps): steps.first?.title ?? "go on"
        case .wait(let what, _): "wait for \(what)"
        case .done: "go on"
        }
    }

    private func pause(
        since start: Duration, atMost limit: Duration, _ doing: String, _ trouble: String
    ) async throws(LabProblem) {
        guard time.uptime() - start < limit else {
            throw LabProblem(
                doing, "\(trouble) after \(limit.components.seconds) s",
                "see \(LabLayout.hostsDirectory)/*/console.log; hcctl lab down clears what is left")
        }
        do { try await time.sleep(LabLimit.pause) } catch {
            throw LabProblem(doing, "it was interrupted", "run it again: it goes on where it stopped")
        }
    }
}
